"""Invoices of a cooperative: drafts to issue, issued ones, payments."""

import secrets

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to, viewer
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.invoices import Invoice
from marketplace.models.payments import PaymentMethod
from marketplace.services import invoices, payments
from marketplace.web.cooperatives.forms import PaymentForm
from marketplace.web.errors import say
from marketplace.web.files import invoice_pdf
from marketplace.web.states import settlement_state

blueprint = Blueprint("invoices", __name__, url_prefix="/invoices")


@blueprint.get("")
@open_to(*STAFF)
def index() -> str:
    """Every invoice, drafts first."""
    found = invoices.listed(cooperative_id=viewer().cooperative_id or 0)
    settled = payments.settlements([one for one in found if one.is_issued])
    return render_template(
        "cooperatives/invoices/index.html",
        drafts=[invoice for invoice in found if not invoice.is_issued],
        issued=[invoice for invoice in found if invoice.is_issued],
        totals={one.id: invoices.preview(one) for one in found if not one.is_issued},
        states={key: settlement_state(one) for key, one in settled.items()},
    )


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def show(public_id: str) -> str:
    """One invoice with its lines, payments and history."""
    return _page(_invoice(public_id), PaymentForm(key=secrets.token_hex(8)))


@blueprint.post("/<public_id>/issue")
@open_to(*STAFF)
def issue(public_id: str) -> Response:
    """Give a draft its number; after that it never changes."""
    invoice = _invoice(public_id)
    try:
        invoices.issue(invoice, actor())
    except Invalid as error:
        db.session.rollback()
        flash(say(error), "warning")
        return _back(invoice)
    db.session.commit()
    flash(gettext("Faktura %(number)s är utfärdad.", number=invoice.label), "success")
    return _back(invoice)


@blueprint.post("/<public_id>/payments")
@open_to(*STAFF)
def pay(public_id: str) -> tuple[str, int] | Response:
    """Record a payment that came in."""
    invoice, form = _invoice(public_id), PaymentForm()
    if not form.validate_on_submit():
        return _page(invoice, form), 400
    try:
        payments.pay(
            invoice,
            amount_ore=form.amount.data or 0,
            received_on=form.received_on.data or today(),
            method=PaymentMethod.BANKGIRO,
            key=f"hand:{invoice.public_id}:{form.key.data}",
            by=actor(),
        )
    except Invalid as error:
        db.session.rollback()
        form.amount.errors = [say(error)]
        return _page(invoice, form), 400
    db.session.commit()
    flash(gettext("Betalningen är registrerad."), "success")
    return _back(invoice)


@blueprint.get("/<public_id>/pdf")
@open_to(*STAFF)
def pdf(public_id: str) -> Response:
    """The printed invoice."""
    return invoice_pdf(_invoice(public_id))


def _invoice(public_id: str) -> Invoice:
    return find(Invoice, public_id, Invoice.cooperative_id == viewer().cooperative_id)


def _page(invoice: Invoice, form: PaymentForm) -> str:
    settlement = payments.settlement(invoice)
    return render_template(
        "cooperatives/invoices/show.html",
        invoice=invoice,
        totals=None if invoice.is_issued else invoices.preview(invoice),
        settlement=settlement,
        state=settlement_state(settlement) if invoice.is_issued else None,
        payments=payments.of_invoice(invoice),
        form=form,
    )


def _back(invoice: Invoice) -> Response:
    return redirect(url_for("cooperatives.invoices.show", public_id=invoice.public_id), 303)
