"""Payments that wait for a person: ranked suggestions, invoices of one's own choice, or none."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.bank_files import BankPaymentStatus, ReceivedPayment
from marketplace.models.invoices import Invoice
from marketplace.services import open_debts, received
from marketplace.web import events, lists
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import SetAsideForm
from marketplace.web.cooperatives.received_words import (
    STATUSES,
    amount_of,
    became,
    reason_of,
    told_line,
    ways_of,
)
from marketplace.web.errors import say
from marketplace.web.fields import KronorField
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("received", __name__, url_prefix="/received")
PLACES = 4
"""So many invoices can be told by hand on one form; a suggestion may hold more."""
MOST_PLACES = 100


WAITING = BankPaymentStatus.WAITING
CHOICES = (
    Choice(
        "status",
        N_("Läge"),
        {one.value: text for one, text in STATUSES.items()},
        start=WAITING.value,
        counted=True,
    ),
)


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """Payments that wait, or those that are booked or set aside."""
    cooperative_id = own.cooperative().id
    waits = request.args.get("status", WAITING.value) == WAITING
    listed = lists.read(received.source(cooperative_id, newest_first=not waits), CHOICES)
    judged = open_debts.judged(cooperative_id, listed.rows) if waits else {}
    reasons = {key: reason_of(one[0]) for key, one in judged.items()}
    columns = _columns(reasons, waits=waits)
    return listed.file("betalningar", columns) or render_template(
        "cooperatives/received/index.html",
        listed=listed,
        columns=listed.heads(columns),
        told={one.id: told_line(one.as_told, reasons.get(one.id, "")) for one in listed.rows},
        waits=waits,
    )


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def show(public_id: str) -> str:
    """One payment: what the bank tells, what could be done, what has been done."""
    return _page(_own(public_id), SetAsideForm(formdata=None))


@blueprint.post("/<public_id>/settle")
@open_to(*STAFF)
def settle(public_id: str) -> tuple[str, int] | Response:
    """Book the payment on the invoices that were told."""
    one = _own(public_id)
    try:
        received.decide(one, _moved(one), actor())
    except Invalid as error:
        db.session.rollback()
        return _page(one, SetAsideForm(formdata=None), error), 400
    db.session.commit()
    flash(gettext("Betalningen är bokförd."), "success")
    return redirect(url_for("cooperatives.received.index"), 303)


@blueprint.post("/<public_id>/set-aside")
@open_to(*STAFF)
def set_aside(public_id: str) -> tuple[str, int] | Response:
    """Say that the payment concerns no invoice."""
    one, form = _own(public_id), SetAsideForm()
    if not form.validate_on_submit():
        return _page(one, form), 400
    received.set_aside(one, form.ground.data, actor())
    db.session.commit()
    flash(gettext("Betalningen är lagd åt sidan."), "success")
    return redirect(url_for("cooperatives.received.index"), 303)


@blueprint.post("/<public_id>/take-back")
@open_to(*STAFF)
def take_back(public_id: str) -> Response:
    """Put a decision right: the payment waits again."""
    one = _own(public_id)
    received.take_back(one, actor())
    db.session.commit()
    flash(gettext("Beslutet är ångrat. Betalningen väntar igen."), "success")
    return redirect(url_for("cooperatives.received.show", public_id=public_id), 303)


def _page(one: ReceivedPayment, form: SetAsideForm, error: Invalid | None = None) -> str:
    waits = one.status == BankPaymentStatus.WAITING
    judged = open_debts.judged(one.cooperative_id, [one])[one.id] if waits else None
    return render_template(
        "cooperatives/received/show.html",
        received=one,
        amount=amount_of(one.as_told),
        decision=judged[0] if judged else None,
        reason=reason_of(judged[0]) if judged else "",
        ways=ways_of(*judged) if judged else [],
        fault=say(error) if error else "",
        places=[
            (
                place,
                request.form.get(f"number_{place}", ""),
                request.form.get(f"kronor_{place}", ""),
            )
            for place in range(PLACES)
        ],
        events=events.of(one),
        form=form,
    )


def _moved(one: ReceivedPayment) -> list[tuple[Invoice, int]]:
    """The invoices and amounts that were sent: öre from a suggestion, kronor written by hand."""
    found = []
    for place in range(MOST_PLACES):
        number = request.form.get(f"number_{place}", "").strip()
        if number:
            invoice = received.find_debt(one.cooperative_id, number)
            found.append((invoice, _ore(one, place)))
    return found


def _ore(one: ReceivedPayment, place: int) -> int:
    exact = request.form.get(f"ore_{place}", "")
    if exact.lstrip("-").isdecimal() and len(exact) <= 16:
        return int(exact)
    try:
        ore = KronorField.read_ore(request.form.get(f"kronor_{place}", ""))
    except ValueError as error:
        raise Invalid(str(error), "amount") from error
    return -ore if one.is_deduction else ore


def _columns(reasons: Mapping[int, str], *, waits: bool) -> Sequence[Column[ReceivedPayment]]:
    happened: Column[ReceivedPayment] = Column(N_("Vad som hände"), became)
    why: Column[ReceivedPayment] = Column(N_("Varför"), lambda one: reasons.get(one.id, ""))
    return (
        Column(N_("Dag"), lambda one: one.paid_on, "day"),
        Column(N_("Betalare"), lambda one: one.payer_name, "payer"),
        Column(N_("Referens"), lambda one: told_line(one.as_told).references),
        Column(N_("Belopp"), lambda one: one.amount_ore, "amount", Kind.ORE),
        why if waits else happened,
        Column(N_("Valuta"), lambda one: one.currency, on_page=False),
    )


def _own(public_id: str) -> ReceivedPayment:
    return find(ReceivedPayment, public_id, ReceivedPayment.cooperative_id == own.cooperative().id)
