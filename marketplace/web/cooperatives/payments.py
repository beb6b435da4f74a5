"""A payment that was written in by mistake: undone, with the reason, and the books put right."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.invoices import Invoice
from marketplace.models.payments import Payment
from marketplace.services import corrections, payments
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import UndoForm
from marketplace.web.errors import say

blueprint = Blueprint("payments", __name__, url_prefix="/payments")


@blueprint.route("/<public_id>/undo", methods=["GET", "POST"])
@open_to(*STAFF)
def undo(public_id: str) -> str | tuple[str, int] | Response:
    """What undoing a payment leads to, and the button that does it."""
    payment, form = _payment(public_id), UndoForm()
    if payment.correction is not None:
        return _back(payment, gettext("Inbetalningen är redan ångrad."))
    if not form.validate_on_submit():
        return _page(payment, form), 400 if request.method == "POST" else 200
    try:
        is_new = corrections.undo(payment, form.reason.data, actor())
    except Invalid as error:
        db.session.rollback()
        form.reason.errors = [say(error)]
        return _page(payment, form), 400
    db.session.commit()
    done, known = gettext("Inbetalningen är ångrad."), gettext("Inbetalningen är redan ångrad.")
    return _back(payment, done if is_new else known)


def _payment(public_id: str) -> Payment:
    own_invoices = Invoice.cooperative_id == own.cooperative().id
    return find(Payment, public_id, Payment.invoice.has(own_invoices))


def _page(payment: Payment, form: UndoForm) -> str:
    why_not = ""
    try:
        corrections.demand_undoable(payment)
    except Invalid as error:
        why_not = say(error)
    return render_template(
        "cooperatives/payments/undo.html",
        payment=payment,
        invoice=payment.invoice,
        left_ore=payments.settlement(payment.invoice).open_ore + payment.amount_ore,
        why_not=why_not,
        day=today(),
        form=None if why_not else form,
    )


def _back(payment: Payment, said: str) -> Response:
    flash(said, "success")
    number = payment.invoice.public_id
    return redirect(url_for("cooperatives.invoices.show", public_id=number), 303)
