"""An objection to an invoice: the customer's words, and the answer to them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.disputes import InvoiceDispute
from marketplace.models.invoices import Invoice
from marketplace.services import disputes, payments
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import AnswerForm
from marketplace.web.errors import say

blueprint = Blueprint("disputes", __name__, url_prefix="/disputes")


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def edit(public_id: str) -> str | tuple[str, int] | Response:
    """What the customer says, and a form to answer."""
    dispute, form = _dispute(public_id), AnswerForm()
    if not form.validate_on_submit():
        return _page(dispute, form), 400 if request.method == "POST" else 200
    try:
        disputes.answer(dispute, form.message.data, actor())
    except Invalid as error:
        db.session.rollback()
        form.message.errors = [say(error)]
        return _page(dispute, form), 400
    db.session.commit()
    flash(gettext("Kunden har fått ert svar."), "success")
    invoice = dispute.invoice.public_id
    return redirect(url_for("cooperatives.invoices.show", public_id=invoice), 303)


def _dispute(public_id: str) -> InvoiceDispute:
    own_invoices = Invoice.cooperative_id == own.cooperative().id
    return find(InvoiceDispute, public_id, InvoiceDispute.invoice.has(own_invoices))


def _page(dispute: InvoiceDispute, form: AnswerForm) -> str:
    return render_template(
        "cooperatives/disputes/edit.html",
        dispute=dispute,
        invoice=dispute.invoice,
        settlement=payments.settlement(dispute.invoice),
        form=form if dispute.is_open else None,
    )
