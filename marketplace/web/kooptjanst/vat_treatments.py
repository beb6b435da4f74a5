"""How agreements are taxed: chosen here on a written ground, in force once both have signed."""

from collections.abc import Callable, Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from invoicing import VatCategory
from marketplace.access import actor, find, open_to
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.agreements import Agreement, VatTreatment
from marketplace.models.users import Role
from marketplace.services import vat_treatments
from marketplace.web import events, lists
from marketplace.web.errors import say
from marketplace.web.kooptjanst.vat_forms import VatTreatmentForm, chosen_day
from marketplace.web.lists import Choice, Column
from marketplace.web.vat_words import Treatment, treatment_words

blueprint = Blueprint("vat_treatments", __name__, url_prefix="/vat-treatments")
CHOICES = (
    Choice(
        "state",
        N_("Läge"),
        {
            "waiting": N_("Väntar på kooperativet"),
            "signed": N_("Gäller"),
            "refused": N_("Kooperativet sa nej"),
            "none": N_("Inget valt"),
        },
    ),
)


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str | Response:
    """Every agreement with what has been chosen for it, if anything."""
    listed = lists.read(vat_treatments.source(), CHOICES)
    known = vat_treatments.latest_of(listed.rows)
    words = {one.row.agreement_id: one for one in treatment_words(list(known.values()))}
    columns = _columns(words)
    return listed.file("moms-per-avtal", columns) or render_template(
        "kooptjanst/vat_treatments/index.html",
        listed=listed,
        columns=listed.heads(columns),
        rows=[(one, words.get(one.id)) for one in listed.rows],
    )


def _columns(words: Mapping[int, Treatment]) -> Sequence[Column[Agreement]]:
    def of(told: Callable[[Treatment], object]) -> Callable[[Agreement], object]:
        return lambda row: told(words[row.id]) if row.id in words else ""

    return (
        Column(N_("Kund"), lambda row: row.company.name, "customer"),
        Column(N_("Kooperativ"), lambda row: row.cooperative.name, "cooperative"),
        Column(N_("Moms"), of(lambda one: one.vat)),
        Column(N_("Från"), of(lambda one: one.row.valid_from)),
        Column(N_("Valt av"), of(lambda one: one.row.chosen_by)),
        Column(N_("Grund"), of(lambda one: one.row.ground), on_page=False),
        Column(N_("Läge"), of(lambda one: one.state)),
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
