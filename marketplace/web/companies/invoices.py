"""Invoices of a company: what is to be paid, how, and until when."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.invoices import Invoice
from marketplace.models.users import Role
from marketplace.payments import cards
from marketplace.services import (
    card_payments,
    disputes,
    invoice_archives,
    invoice_lists,
    payments,
)
from marketplace.services.invoice_lists import Show
from marketplace.web import invoice_columns, lists
from marketplace.web.companies import events, facts, own
from marketplace.web.companies.forms import DisputeForm
from marketplace.web.errors import say
from marketplace.web.files import invoice_pdf, zip_file
from marketplace.web.lists import Choice
from marketplace.web.states import settlement_state

blueprint = Blueprint("invoices", __name__, url_prefix="/invoices")
SHOWS: dict[str, str] = {
    Show.UNPAID: N_("Att betala"),
    Show.OVERDUE: N_("Förfallna"),
    Show.DISPUTED: N_("Ni har invänt"),
    Show.CREDIT_NOTES: N_("Kreditfakturor"),
}
CHOICES = (Choice("show", N_("Visa"), SHOWS, counted=True),)


@blueprint.get("")
@open_to(Role.COMPANY)
def index() -> str | Response:
    """All invoices, newest first, and what is to be paid together."""
    company = own.company()
    listed = lists.read(invoice_lists.of_company(company.id), CHOICES)
    settled = payments.settlements(listed.rows)
    columns = invoice_columns.of_buyer(settled)
    count, owed_ore = invoice_lists.owed_by(company.id)
    return listed.file("fakturor", columns) or render_template(
        "companies/invoices/index.html",
        listed=listed,
        columns=listed.heads(columns),
        states={key: settlement_state(one) for key, one in settled.items()},
        disputed=disputes.disputed_among(listed.rows),
        years=invoice_archives.years(company.id),
        count=count,
        owed_ore=owed_ore,
    )


@blueprint.get("/<public_id>")
@open_to(Role.COMPANY)
def show(public_id: str) -> str:
    """One invoice: how to pay it, what it is for, what has been paid."""
    return _page(own.invoice(public_id), DisputeForm())


@blueprint.post("/<public_id>/dispute")
@open_to(Role.COMPANY)
def dispute(public_id: str) -> tuple[str, int] | Response:
    """Something is wrong with the invoice: the cooperative is told what."""
    invoice, form = own.invoice(public_id), DisputeForm()
    try:
        disputes.raise_against(invoice, form.message.data or "", actor())
    except Invalid as error:
        db.session.rollback()
        form.message.errors = [say(error)]
        return _page(invoice, form), 400
    db.session.commit()
    flash(gettext("Tack! Kooperativet läser det och svarar er."), "success")
    return redirect(url_for("companies.invoices.show", public_id=public_id), 303)


@blueprint.get("/<public_id>/pdf")
@open_to(Role.COMPANY)
def pdf(public_id: str) -> Response:
    """The invoice as it is printed."""
    return invoice_pdf(own.invoice(public_id))


@blueprint.get("/all.zip")
@open_to(Role.COMPANY)
def archive() -> Response:
    """Every invoice of a year, as PDF, e-invoice and list, in one file."""
    year = max(2000, min(request.args.get("year", today().year, type=int), 9998))
    content = invoice_archives.of_year(own.company().id, year)
    return zip_file(f"{gettext('fakturor')}-{year}.zip", content)


def _page(invoice: Invoice, form: DisputeForm) -> str:
    settlement = payments.settlement(invoice)
    said = disputes.of_invoice(invoice)
    return render_template(
        "companies/invoices/show.html",
        invoice=invoice,
        settlement=settlement,
        is_credit=(invoice.payable_ore or 0) < 0,
        facts=facts.of_invoice(invoice, settlement),
        by_card=cards() is not None and card_payments.can_pay(invoice, settlement),
        state=settlement_state(settlement),
        payments=payments.of_invoice(invoice),
        events=events.of(invoice),
        disputes=said,
        may_dispute=not invoice.is_credit_note and not any(one.is_open for one in said),
        form=form,
    )
