"""What is done about a debt besides payment: given up, rounded away, paid back."""

import secrets

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, open_to
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.invoices import Invoice
from marketplace.services import debts, payments
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import RefundForm, WriteOffForm, given, number
from marketplace.web.errors import say

blueprint = Blueprint("debts", __name__, url_prefix="/debts")


@blueprint.route("/<public_id>/write-off", methods=["GET", "POST"])
@open_to(*STAFF)
def write_off(public_id: str) -> str | tuple[str, int] | Response:
    """Give a debt up, on a written ground."""
    invoice, form = own.issued(public_id), WriteOffForm()
    if not form.validate_on_submit():
        return _write_off_page(invoice, form), 400 if request.method == "POST" else 200
    try:
        debts.write_off(
            invoice,
            ground=form.ground.data,
            reduces_vat=form.reduces_vat.data,
            key=form.key.data,
            by=actor(),
        )
    except Invalid as error:
        db.session.rollback()
        form.ground.errors = [say(error)]
        return _write_off_page(invoice, form), 400
    db.session.commit()
    flash(gettext("Skulden är avskriven."), "success")
    return _back(invoice)


@blueprint.post("/<public_id>/round-off")
@open_to(*STAFF)
def round_off(public_id: str) -> Response:
    """Let go of at most a krona."""
    invoice = own.issued(public_id)
    debts.round_off(invoice, key=str(payments.settlement(invoice).paid_ore), by=actor())
    db.session.commit()
    flash(gettext("Skillnaden är avrundad."), "success")
    return _back(invoice)


@blueprint.route("/<public_id>/refund", methods=["GET", "POST"])
@open_to(*STAFF)
def refund(public_id: str) -> str | tuple[str, int] | Response:
    """Take down that money was paid back."""
    invoice, form = own.issued(public_id), RefundForm()
    if not form.validate_on_submit():
        return _refund_page(invoice, form), 400 if request.method == "POST" else 200
    try:
        debts.refund(
            invoice,
            amount_ore=number(form.amount.data),
            paid_on=given(form.received_on.data),
            key=form.key.data,
            by=actor(),
        )
    except Invalid as error:
        db.session.rollback()
        form.amount.errors = [say(error)]
        return _refund_page(invoice, form), 400
    db.session.commit()
    flash(gettext("Återbetalningen är registrerad."), "success")
    return _back(invoice)


def _write_off_page(invoice: Invoice, form: WriteOffForm) -> str:
    form.key.data = form.key.data or secrets.token_hex(8)
    return render_template(
        "cooperatives/debts/write_off.html",
        invoice=invoice,
        settlement=payments.settlement(invoice),
        form=form,
    )


def _refund_page(invoice: Invoice, form: RefundForm) -> str:
    form.key.data = form.key.data or secrets.token_hex(8)
    settlement = payments.settlement(invoice)
    if form.amount.data is None and not form.amount.raw_data:
        form.amount.data = max(0, -settlement.open_ore)
    return render_template(
        "cooperatives/debts/refund.html", invoice=invoice, settlement=settlement, form=form
    )


def _back(invoice: Invoice) -> Response:
    return redirect(url_for("cooperatives.invoices.show", public_id=invoice.public_id), 303)
