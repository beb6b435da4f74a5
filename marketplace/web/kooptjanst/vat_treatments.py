"""How agreements are taxed: chosen here on a written ground, in force once both have signed."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from invoicing import VatCategory
from marketplace.access import actor, find, open_to
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.agreements import Agreement, VatTreatment
from marketplace.models.users import Role
from marketplace.services import vat_treatments
from marketplace.web import events
from marketplace.web.errors import say
from marketplace.web.kooptjanst.vat_forms import VatTreatmentForm, chosen_day
from marketplace.web.paging import asked_words
from marketplace.web.vat_words import treatment_words

blueprint = Blueprint("vat_treatments", __name__, url_prefix="/vat-treatments")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """What has been chosen, and customers to choose for."""
    words = asked_words()
    return render_template(
        "kooptjanst/vat_treatments/index.html",
        treatments=treatment_words(vat_treatments.listed()),
        agreements=vat_treatments.customers(words),
        words=words,
    )


@blueprint.route("/agreements/<public_id>", methods=["GET", "POST"])
@open_to(Role.KOOPTJANST)
def new(public_id: str) -> str | tuple[str, int] | Response:
    """Choose how one agreement's work is taxed, from a day on."""
    agreement, form = find(Agreement, public_id), VatTreatmentForm()
    if not form.validate_on_submit():
        return _page(agreement, form), 400 if request.method == "POST" else 200
    try:
        vat_treatments.choose(
            agreement,
            category=VatCategory(form.category.data),
            rate_basis_points=int(form.rate.data),
            ground=form.ground.data,
            valid_from=chosen_day(form),
            reason_swedish=form.reason_swedish.data,
            reason_english=form.reason_english.data,
            by=actor(),
        )
    except Invalid as error:
        db.session.rollback()
        form[error.field or "ground"].errors = [say(error)]
        return _page(agreement, form), 400
    db.session.commit()
    flash(gettext("Momsvalet väntar nu på kooperativets underskrift."), "success")
    return redirect(url_for("kooptjanst.vat_treatments.index"), 303)


def _page(agreement: Agreement, form: VatTreatmentForm) -> str:
    known = vat_treatments.listed(VatTreatment.agreement_id == agreement.id)
    return render_template(
        "kooptjanst/vat_treatments/new.html",
        agreement=agreement,
        form=form,
        treatments=treatment_words(known),
        events=events.of(agreement, *known),
    )
