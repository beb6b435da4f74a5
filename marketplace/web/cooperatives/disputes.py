"""An objection to an invoice: the customer's words, and the answer to them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.disputes import InvoiceDispute
from marketplace.models.invoices import Invoice
from marketplace.services import disputes, payments
from marketplace.web import events, lists
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import AnswerForm
from marketplace.web.errors import say
from marketplace.web.lists import Choice, Column

blueprint = Blueprint("disputes", __name__, url_prefix="/disputes")
CHOICES = (Choice("state", N_("Läge"), {"open": N_("Väntar på svar"), "answered": N_("Besvarad")}),)
COLUMNS: tuple[Column[InvoiceDispute], ...] = (
    Column(N_("Kund"), lambda one: one.invoice.company.name, "customer"),
    Column(N_("Faktura"), lambda one: one.invoice.label),
    Column(N_("Kom in"), lambda one: one.raised_at, "raised"),
    Column(N_("Vad stämmer inte?"), lambda one: one.words),
    Column(N_("Svar"), lambda one: one.answer, on_page=False),
    Column(
        N_("Läge"), lambda one: gettext("Väntar på svar") if one.is_open else gettext("Besvarad")
    ),
)


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """Everything that customers have said of invoices, newest first."""
    listed = lists.read(disputes.source(own.cooperative().id), CHOICES)
    return listed.file("invandningar", COLUMNS) or render_template(
        "cooperatives/disputes/index.html", listed=listed, columns=listed.heads(COLUMNS)
    )


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
        events=events.of(dispute.invoice),
    )
