"""Did it fit? What a company says of a job when it is over: of the work, never of a person."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import RadioField
from wtforms.validators import DataRequired

from marketplace.access import actor, open_to
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.fit_answers import Fit
from marketplace.models.postings import Posting
from marketplace.models.users import Role
from marketplace.services import fit_answers
from marketplace.web.companies import own
from marketplace.web.errors import say
from marketplace.web.fields import NoteField, options

blueprint = Blueprint("fit_answers", __name__, url_prefix="/fit-answers")


class FitForm(FlaskForm):
    """One choice, and words about the work for who wants to."""

    fit = RadioField(
        _l("Passade jobbet och laget ihop?"),
        [DataRequired(_l("Välj ett svar."))],
        choices=options(
            [
                (Fit.WELL, _l("Ja, bra")),
                (Fit.PARTLY, _l("Delvis")),
                (Fit.BADLY, _l("Nej")),
            ]
        ),
    )
    note = NoteField(
        _l("Vad kan bli bättre nästa gång?"),
        description=_l("Om arbetet, tiden eller platsen. Skriv inte om någon person."),
    )


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def edit(public_id: str) -> str | tuple[str, int] | Response:
    """Say how it went, or say it anew."""
    posting = own.posting(public_id)
    form = FitForm(obj=fit_answers.of_company(posting))
    if request.method == "POST":
        fit_answers.refuse_unasked(posting)
    if not form.validate_on_submit():
        return (_page(posting, form), 400) if request.method == "POST" else _page(posting, form)
    try:
        fit_answers.answer_of_company(posting, Fit(form.fit.data), form.note.data or "", actor())
    except Invalid as error:
        form.note.errors = [say(error)]
        return _page(posting, form), 400
    db.session.commit()
    flash(gettext("Tack. Svaret hjälper oss att hitta rätt lag nästa gång."), "success")
    return redirect(url_for("companies.postings.show", public_id=public_id), 303)


def _page(posting: Posting, form: FitForm) -> str:
    return render_template(
        "companies/fit_answers/edit.html",
        posting=posting,
        form=form,
        asked=fit_answers.is_asked(posting),
    )
