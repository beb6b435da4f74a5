"""Invoices of a cooperative: drafts to issue, issued ones, payments."""

import secrets

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from marketplace import access_points
from marketplace.access import STAFF, actor, open_to
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import N_, Invalid, NotFound
from marketplace.models.agreements import Delivery
from marketplace.models.invoices import Invoice
from marketplace.models.payments import BY_HAND, PaymentMethod
from marketplace.services import (
    batches,
    card_payments,
    collecting,
    credits,
    debts,
    deliveries,
    disputes,
    invoice_lists,
    invoices,
    payments,
    reminders,
)
from marketplace.web import events, invoice_columns, lists
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.debt_words import (
    SHOWS,
    change_words,
    delivery_words,
    facts_of,
)
from marketplace.web.cooperatives.forms import PaymentForm
from marketplace.web.cooperatives.line_words import line_words
from marketplace.web.cooperatives.money_forms import number
from marketplace.web.cooperatives.reminder_words import reasons_of
from marketplace.web.errors import say
from marketplace.web.files import invoice_pdf
from marketplace.web.invoice_sums import demanded
from marketplace.web.lists import Choice
from marketplace.web.states import settlement_state

blueprint = Blueprint("invoices", __name__, url_prefix="/invoices")


CHOICES = (Choice("show", N_("Visa"), SHOWS, counted=True),)


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """Drafts to issue, then every issued document."""
    cooperative_id = own.cooperative().id
    listed = lists.read(invoice_lists.issued(cooperative_id), CHOICES)
    settled = payments.settlements(listed.rows)
    columns = invoice_columns.of_seller(settled)
    drafts = invoice_lists.drafts(cooperative_id)
    return listed.file("fakturor", columns) or render_template(
        "cooperatives/invoices/index.html",
        tabs=own.tabs("cooperatives.invoices.index"),
        drafts=drafts,
        totals={one.id: invoices.preview(one) for one in drafts},
        can_collect=bool(collecting.customers(cooperative_id)),
        listed=listed,
        columns=listed.heads(columns),
        states={key: settlement_state(one) for key, one in settled.items()},
        disputed=disputes.disputed_among(listed.rows),
    )


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def show(public_id: str) -> str:
    """One invoice with its lines, payments and history."""
    invoice = own.invoice(public_id)
    left = max(0, payments.settlement(invoice).open_ore) or None
    return _page(invoice, PaymentForm(key=secrets.token_hex(8), amount=left))


@blueprint.post("/issue")
@open_to(*STAFF)
def issue_many() -> Response:
    """Issue the chosen drafts together; a page shows how it goes."""
    return _issue_by_job(request.form.getlist("draft"))


@blueprint.post("/<public_id>/issue")
@open_to(*STAFF)
def issue(public_id: str) -> Response:
    """Give a draft its number; after that it never changes."""
    invoice = own.invoice(public_id)
    if batches.is_long(invoice):
        return _issue_by_job([public_id])
    try:
        invoices.issue(invoice, actor())
    except Invalid as error:
        db.session.rollback()
        flash(say(error), "warning")
        return _back(invoice)
    db.session.commit()
    flash(gettext("Faktura %(number)s är utfärdad.", number=invoice.label), "success")
    return _back(invoice)


@blueprint.post("/<public_id>/discard")
@open_to(*STAFF)
def discard(public_id: str) -> Response:
    """Throw a draft away; its hours can be billed again."""
    invoices.discard(own.invoice(public_id), actor())
    db.session.commit()
    flash(gettext("Utkastet är borta. Timmarna kan faktureras igen."), "success")
    return redirect(url_for("cooperatives.invoices.index"), 303)


@blueprint.post("/<public_id>/draft")
@open_to(*STAFF)
def draft_again(public_id: str) -> Response:
    """Put hours that a credit note freed on a new draft."""
    invoice = own.issued(public_id)
    posting = invoice.posting
    draft = invoices.draft_from_hours(posting, actor()) if posting else None
    db.session.commit()
    if draft is None:
        flash(gettext("Det finns inga timmar att fakturera på nytt."), "information")
    return _back(draft or invoice)


@blueprint.post("/<public_id>/payments")
@open_to(*STAFF)
def pay(public_id: str) -> tuple[str, int] | Response:
    """Record a payment that came in."""
    invoice, form = own.invoice(public_id), PaymentForm()
    if not form.validate_on_submit():
        return _page(invoice, form), 400
    try:
        payments.pay(
            invoice,
            amount_ore=number(form.amount.data),
            received_on=form.received_on.data or today(),
            method=PaymentMethod.BANKGIRO,
            key=f"{BY_HAND}{invoice.public_id}:{form.key.data}",
            by=actor(),
        )
    except Invalid as error:
        db.session.rollback()
        form.amount.errors = [say(error)]
        return _page(invoice, form), 400
    db.session.commit()
    flash(gettext("Betalningen är registrerad."), "success")
    return _back(invoice)


@blueprint.post("/<public_id>/send")
@open_to(*STAFF)
def send(public_id: str) -> Response:
    """Send an issued invoice once more, in the way that was chosen."""
    invoice = own.issued(public_id)
    delivery = next((one for one in Delivery if one == request.form.get("delivery")), None)
    if delivery is None:
        raise BadRequest
    try:
        deliveries.send(invoice, delivery, actor(), access_points.access_point())
    except Invalid as error:
        db.session.rollback()
        flash(say(error), "warning")
        return _back(invoice)
    db.session.commit()
    flash(gettext("Fakturan är skickad."), "success")
    return _back(invoice)


@blueprint.get("/<public_id>/pdf")
@open_to(*STAFF)
def pdf(public_id: str) -> Response:
    """The printed invoice."""
    return invoice_pdf(own.invoice(public_id))


@blueprint.get("/<public_id>/ubl")
@open_to(*STAFF)
def ubl(public_id: str) -> Response:
    """The e-invoice as a file."""
    invoice = own.invoice(public_id)
    content = invoices.ubl(invoice)
    if content is None:
        raise NotFound(N_("En rekvisition har ingen e-faktura."))
    headers = {"Content-Disposition": f'attachment; filename="{invoice.label}.xml"'}
    return Response(content, mimetype="application/xml", headers=headers)


def _issue_by_job(public_ids: list[str]) -> Response:
    try:
        batch = batches.begin(own.cooperative().id, public_ids, actor())
    except Invalid as error:
        flash(say(error), "warning")
        return redirect(url_for("cooperatives.invoices.index"), 303)
    db.session.commit()
    return redirect(url_for("cooperatives.batches.show", public_id=batch.public_id), 303)


def _page(invoice: Invoice, form: PaymentForm) -> str:
    settlement = payments.settlement(invoice)
    return render_template(
        "cooperatives/invoices/show.html",
        invoice=invoice,
        sums=[] if invoice.is_issued else demanded(invoices.preview(invoice)),
        facts=facts_of(invoice, settlement),
        lines=line_words(invoice),
        settlement=settlement,
        to_card=settlement.open_ore < 0 and bool(card_payments.paid_by_card(invoice)),
        state=settlement_state(settlement) if invoice.is_issued else None,
        payments=payments.of_invoice(invoice),
        changes=change_words(debts.of_invoice(invoice)),
        notes=credits.of_invoice(invoice),
        disputes=disputes.of_invoice(invoice),
        deliveries=delivery_words(deliveries.of_invoice(invoice)),
        reminders=[
            (one, reasons_of(one.not_charged, one.no_rate_on))
            for one in reminders.of_invoice(invoice)
        ],
        events=events.of(invoice),
        smallest_kept_ore=debts.SMALLEST_KEPT_ORE,
        form=form,
    )


def _back(invoice: Invoice) -> Response:
    return redirect(url_for("cooperatives.invoices.show", public_id=invoice.public_id), 303)
