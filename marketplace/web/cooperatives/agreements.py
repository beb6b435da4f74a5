"""Customers and what is agreed with them: terms of invoices, VAT of the work, comparable pay."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, open_to, viewer
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.agreements import Agreement, Delivery, VatTreatment
from marketplace.services import agreements, customers, payroll, vat_treatments
from marketplace.web import events, lists
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import (
    DELIVERIES,
    WAYS,
    AgreementForm,
    ComparablePayForm,
    given,
    number,
)
from marketplace.web.errors import say
from marketplace.web.lists import Choice, Column
from marketplace.web.vat_words import treatment_words

blueprint = Blueprint("agreements", __name__, url_prefix="/agreements")
CHOICES = (
    Choice("delivery", N_("Fakturor skickas"), {way.value: text for way, text in WAYS.items()}),
    Choice("monthly", N_("Samlas varje månad"), {"yes": N_("Ja"), "no": N_("Nej")}),
)
COLUMNS: tuple[Column[Agreement], ...] = (
    Column(N_("Kund"), lambda row: row.company.name, "customer"),
    Column(N_("Organisationsnummer"), lambda row: row.company.organisation_number, on_page=False),
    Column(N_("Fakturor skickas"), lambda row: gettext(WAYS[row.delivery])),
    Column(N_("Samlas varje månad"), lambda row: row.monthly),
    Column(
        N_("Språk"),
        lambda row: gettext("Engelska") if row.language == "en" else gettext("Svenska"),
    ),
    Column(N_("E-postadress"), lambda row: row.company.email, on_page=False),
    Column(N_("Sedan"), lambda row: row.created_at, "begun", on_page=False),
)


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """Every customer with an agreement, and what waits for a signature."""
    cooperative_id = own.cooperative().id
    listed = lists.read(agreements.source(cooperative_id), CHOICES)
    return listed.file("kunder", COLUMNS) or render_template(
        "cooperatives/agreements/index.html",
        tabs=own.tabs("cooperatives.agreements.index"),
        listed=listed,
        columns=listed.heads(COLUMNS),
        deliveries=dict(DELIVERIES),
        waiting=treatment_words(vat_treatments.waiting(cooperative_id)),
        others=customers.other_cooperatives(cooperative_id),
    )


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def edit(public_id: str) -> str | tuple[str, int] | Response:
    """The terms of one customer."""
    agreement = own.agreement(public_id)
    form = AgreementForm(obj=agreement)
    if not form.validate_on_submit():
        return _page(agreement, form), 400 if request.method == "POST" else 200
    try:
        agreements.change(
            agreement,
            actor(),
            language=form.language.data,
            delivery=Delivery(form.delivery.data),
            monthly=form.monthly.data,
            order_reference=form.order_reference.data,
            peppol_id=form.peppol_id.data,
            reminder_fee_agreed_on=form.reminder_fee_agreed_on.data,
        )
    except Invalid as error:
        db.session.rollback()
        form.peppol_id.errors = [say(error)]
        return _page(agreement, form), 400
    db.session.commit()
    flash(gettext("Avtalet är sparat. Det gäller nya fakturor."), "success")
    return redirect(url_for("cooperatives.agreements.index"), 303)


@blueprint.post("/<public_id>/comparable-pay")
@open_to(*own.ADMIN)
def compare(public_id: str) -> tuple[str, int] | Response:
    """Write what the client's own people earn."""
    agreement, form = own.agreement(public_id), ComparablePayForm()
    terms = AgreementForm(formdata=None, obj=agreement)
    if not form.validate_on_submit():
        return _page(agreement, terms, form), 400
    try:
        payroll.set_comparable(
            agreement, given(form.starts_on.data), number(form.comparable.data), actor()
        )
    except Conflict as error:
        db.session.rollback()
        form.starts_on.errors = [say(error)]
        return _page(agreement, terms, form), 400
    db.session.commit()
    flash(gettext("Lönen är sparad."), "success")
    return redirect(url_for("cooperatives.agreements.edit", public_id=public_id), 303)


def _page(
    agreement: Agreement, form: AgreementForm, compare: ComparablePayForm | None = None
) -> str:
    found = vat_treatments.listed(VatTreatment.agreement_id == agreement.id)
    return render_template(
        "cooperatives/agreements/edit.html",
        agreement=agreement,
        form=form,
        compare=compare or ComparablePayForm(formdata=None),
        treatments=treatment_words(found),
        comparable=payroll.comparable_of(agreement),
        events=events.of(agreement, *found),
        may_sign=viewer().role in own.ADMIN,
    )
