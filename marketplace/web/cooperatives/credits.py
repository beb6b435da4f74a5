"""Crediting: the whole invoice, or chosen lines with an amount each."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from invoicing import LineCredit
from marketplace.access import STAFF, actor, find, open_to
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.services import credits
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import CreditForm
from marketplace.web.errors import say
from marketplace.web.fields import KronorField

blueprint = Blueprint("credits", __name__, url_prefix="/credits")


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def new(public_id: str) -> str | tuple[str, int] | Response:
    """Say why and what; the credit note is issued and sent at once."""
    invoice, form = _original(public_id), CreditForm()
    if not form.validate_on_submit():
        return _page(invoice, form), 400 if request.method == "POST" else 200
    try:
        note = credits.credit(invoice, reason=form.reason.data, by=actor(), lines=_chosen(invoice))
    except Invalid as error:
        db.session.rollback()
        form.reason.errors = [say(error)]
        return _page(invoice, form), 400
    db.session.commit()
    flash(gettext("Kreditfaktura %(number)s är utfärdad.", number=note.label), "success")
    return redirect(url_for("cooperatives.invoices.show", public_id=note.public_id), 303)


def _original(public_id: str) -> Invoice:
    return find(
        Invoice,
        public_id,
        Invoice.cooperative_id == own.cooperative().id,
        Invoice.status == InvoiceStatus.ISSUED,
        Invoice.credits_id.is_(None),
    )


def _chosen(invoice: Invoice) -> list[LineCredit] | None:
    """The lines ticked, with the amount typed beside each; None: all that is left."""
    if request.form.get("extent") != "lines":
        return None
    numbers = set(request.form.getlist("line", type=int))
    if not numbers:
        raise Invalid(N_("Välj minst en rad."), "reason")
    return [
        LineCredit(line_number=number, net_ore=_amount(number))
        for number in range(1, len(invoice.lines) + 1)
        if number in numbers
    ]


def _amount(number: int) -> int | None:
    """What was typed for a line; nothing typed is all that is left of it."""
    typed = request.form.get(f"amount-{number}", "").strip()
    if not typed:
        return None
    try:
        return KronorField.read_ore(typed)
    except ValueError as error:
        raise Invalid(N_("Rad %(number)d: %(what)s"), number=number, what=str(error)) from error


def _page(invoice: Invoice, form: CreditForm) -> str:
    return render_template(
        "cooperatives/credits/new.html",
        invoice=invoice,
        left=credits.left_of(invoice),
        form=form,
        typed=request.form,
    )
