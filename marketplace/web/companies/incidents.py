"""Something happened: told in a minute, known to the coach at once."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField, RadioField

from marketplace.access import actor, open_to
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.incidents import IncidentKind
from marketplace.models.users import Role
from marketplace.services import incidents
from marketplace.web.companies import own
from marketplace.web.errors import say
from marketplace.web.fields import NoteField, options

blueprint = Blueprint("incidents", __name__, url_prefix="/incidents")


class IncidentForm(FlaskForm):
    """What happened, without names."""

    kind = RadioField(
        _l("Vad handlar det om?"),
        choices=options(
            [
                (IncidentKind.HURT, _l("Någon gjorde sig illa")),
                (IncidentKind.NEARLY, _l("Det var nära")),
                (IncidentKind.DANGER, _l("Något är farligt här")),
                (IncidentKind.TREATMENT, _l("Någon blev illa behandlad")),
            ]
        ),
        validate_choice=False,
    )
    words = NoteField(_l("Vad hände?"))
    pauses = BooleanField(_l("Pausa arbetsplatsen tills kooperativet har tittat på det"))


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def new(public_id: str) -> str | tuple[str, int] | Response:
    """Tell what happened at a job."""
    posting, form = own.posting(public_id), IncidentForm()
    if not form.validate_on_submit():
        page = render_template("companies/incidents/new.html", posting=posting, form=form)
        return (page, 400) if request.method == "POST" else page
    try:
        incidents.tell(
            posting,
            actor(),
            kind=form.kind.data,
            words=form.words.data or "",
            pauses=bool(form.pauses.data),
        )
    except Invalid as error:
        form[error.field or "words"].errors = [say(error)]
        return render_template("companies/incidents/new.html", posting=posting, form=form), 400
    db.session.commit()
    flash(gettext("Tack för att ni säger till. Handledaren vet nu."), "success")
    return redirect(url_for("companies.postings.show", public_id=public_id), 303)
