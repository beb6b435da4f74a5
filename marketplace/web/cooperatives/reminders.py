"""Overdue invoices: whom to remind, what a reminder asks for, and sending it."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, open_to
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.invoices import Invoice
from marketplace.services import disputes, invoice_lists, payments, reminders
from marketplace.services.payments import Settlement
from marketplace.web import lists
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import ReminderForm
from marketplace.web.cooperatives.reminder_words import reasons_of
from marketplace.web.errors import say
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("reminders", __name__, url_prefix="/reminders")
CHOICES = (
    Choice(
        "late",
        N_("Förfallet sedan"),
        {"30": N_("Mer än 30 dagar"), "60": N_("Mer än 60 dagar")},
    ),
    Choice("disputed", N_("Ifrågasatt"), {"yes": N_("Ja"), "no": N_("Nej")}),
)


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """Everything overdue, the longest first."""
    listed = lists.read(invoice_lists.overdue(own.cooperative().id), CHOICES)
    last = reminders.last_of(listed.rows)
    settled = payments.settlements(listed.rows)
    columns = _columns(settled, last)
    return listed.file("forfallna-fakturor", columns) or render_template(
        "cooperatives/reminders/index.html",
        tabs=own.tabs("cooperatives.reminders.index"),
        listed=listed,
        columns=listed.heads(columns),
        settled=settled,
        last=last,
        disputed=disputes.disputed_among(listed.rows),
        is_due={one.id: reminders.is_due(one, last.get(one.id)) for one in listed.rows},
        day=today(),
    )


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def new(public_id: str) -> str | tuple[str, int] | Response:
    """What a reminder would ask for, and the button that sends it."""
    invoice, form = own.issued(public_id), ReminderForm()
    if not form.validate_on_submit():
        return _page(invoice, form), 400 if request.method == "POST" else 200
    try:
        reminders.send(
            invoice,
            actor(),
            wants_compensation=form.wants_compensation.data,
            with_interest=form.with_interest.data,
            key=form.key.data,
        )
    except Invalid as error:
        db.session.rollback()
        form.with_interest.errors = [say(error)]
        return _page(invoice, form), 400
    db.session.commit()
    flash(gettext("Påminnelsen är skickad."), "success")
    return redirect(url_for("cooperatives.invoices.show", public_id=public_id), 303)


def _columns(
    settled: Mapping[int, Settlement], last: Mapping[int, date]
) -> Sequence[Column[Invoice]]:
    return (
        Column(N_("Nummer"), lambda one: one.label),
        Column(N_("Företag"), lambda one: one.company.name, "company"),
        Column(
            N_("Dagar sen"),
            lambda one: (today() - one.due_on).days if one.due_on else None,
            "due",
            Kind.WHOLE,
        ),
        Column(N_("Kvar att betala"), lambda one: settled[one.id].open_ore, "open", Kind.ORE),
        Column(N_("Senast påmind"), lambda one: last.get(one.id)),
        Column(N_("Förfallodag"), lambda one: one.due_on, on_page=False),
    )


def _page(invoice: Invoice, form: ReminderForm) -> str:
    form.key.data = form.key.data or secrets.token_hex(8)
    try:
        demand, why_not = reminders.demand(invoice, wants_compensation=True), ""
    except Invalid as error:
        demand, why_not = None, say(error)
    return render_template(
        "cooperatives/reminders/new.html",
        invoice=invoice,
        settlement=payments.settlement(invoice),
        demand=demand,
        reasons=reasons_of(demand.reasons, demand.no_rate_on) if demand else [],
        why_not=why_not,
        sent=reminders.of_invoice(invoice),
        form=None if why_not else form,
    )
