"""Card payments: begun on the cooperative's own account, booked once when Stripe has told of them.

Stripe may tell anything several times, late and in any order; whatever it tells is written once,
looked at against what we asked for, and only then booked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert

from marketplace.clock import local, now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.cards import CardAccount, CardEvent, CardOutcome, Checkout
from marketplace.models.cooperatives import Cooperative
from marketplace.models.debts import DebtKind
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.invoices import Invoice
from marketplace.models.payments import Payment, PaymentMethod
from marketplace.services import debts, payments
from marketplace.services.history import record
from marketplace.services.holding import hold

ACCOUNT = re.compile(r"acct_[A-Za-z0-9]{6,40}")
CURRENCY = "sek"
A_TRY = timedelta(hours=23)
"""A payment page lives for a day; after so long a new one is begun."""
PUT_BACK = "Betalt tillbaka till kortet"
DISPUTED = "Kortets bank tog tillbaka pengarna"
AGAIN = ("refund.failed", "charge.dispute.funds_reinstated")
"""Told where money that had left comes back: what was booked as paid back is paid again."""


class Moved(StrEnum):
    """How money has moved when something is told; nothing where it has not."""

    NOTHING = ""
    IN = "in"
    BACK = "back"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Told:
    """Something Stripe tells: of a session, a refund or a dispute, and how money has moved."""

    event_id: str
    kind: str
    account: str
    object_id: str
    payment_intent: str
    amount_ore: int
    currency: str
    moved: Moved
    happened_at: datetime


def account_of(cooperative_id: int) -> CardAccount | None:
    """The account that takes a cooperative's card payments, if it has one."""
    return db.session.scalar(select(CardAccount).filter_by(cooperative_id=cooperative_id))


def is_account(account: str) -> bool:
    """Whether a text looks like the number of an account."""
    return ACCOUNT.fullmatch(account) is not None


def connect(cooperative: Cooperative, account: str, by: Actor) -> None:
    """Let a cooperative's card payments go to this account of its own. Raises Invalid."""
    if not is_account(account):
        raise Invalid(N_("Ett konto hos Stripe börjar med acct_."), "account")
    hold(cooperative)
    other = db.session.scalar(select(CardAccount).filter_by(account=account))
    if other is not None and other.cooperative_id != cooperative.id:
        raise Invalid(N_("Kontot hör till ett annat kooperativ."), "account")
    row = account_of(cooperative.id) or CardAccount(cooperative_id=cooperative.id)
    row.account, row.connected_at, row.connected_by = account, now(), by.label
    db.session.add(row)
    record("cooperatives.card_account", cooperative, by, account=account)


def can_pay(invoice: Invoice, settlement: payments.Settlement) -> bool:
    """Whether an invoice has something open and a cooperative that takes cards."""
    return settlement.open_ore > 0 and account_of(invoice.cooperative_id) is not None


def begin(invoice: Invoice) -> Checkout:
    """The try to pay what is open; pressed twice, the same. Raises Conflict where nothing is."""
    account = account_of(invoice.cooperative_id)
    payments.hold(invoice)
    open_ore = payments.settlement(invoice).open_ore
    if account is None or invoice.is_credit_note or open_ore <= 0:
        raise Conflict(N_("Det finns inget att betala med kort."))
    tries = select(Checkout).where(Checkout.invoice_id == invoice.id)
    latest = db.session.scalar(tries.order_by(Checkout.id.desc()).limit(1))
    if latest is not None and _still_open(latest, account.account, open_ore):
        return latest
    last = select(func.max(Checkout.attempt)).where(Checkout.invoice_id == invoice.id)
    checkout = Checkout(
        invoice=invoice,
        account=account.account,
        amount_ore=open_ore,
        attempt=(db.session.scalar(last) or 0) + 1,
        started_at=now(),
    )
    db.session.add(checkout)
    db.session.flush()
    return checkout


def opened(checkout: Checkout, session_id: str, url: str) -> None:
    """Write where the card is asked for."""
    checkout.session_id, checkout.url = session_id, url


def payment_of(checkout: Checkout) -> Payment | None:
    """The money that came of a try."""
    return db.session.scalar(
        select(Payment).filter_by(idempotency_key=_key(checkout.session_id or ""))
    )


def paid_by_card(invoice: Invoice) -> Sequence[Checkout]:
    """The tries to pay an invoice that became money."""
    query = select(Checkout).where(
        Checkout.invoice_id == invoice.id, Checkout.payment_intent.is_not(None)
    )
    return db.session.scalars(query.order_by(Checkout.id)).all()


def hear(told: Told) -> CardOutcome:
    """Write what Stripe tells, once, and book what has truly moved money."""
    _take_turns(told.payment_intent or told.object_id)
    made = db.session.scalar(
        insert(CardEvent)
        .values(
            event_id=told.event_id,
            kind=told.kind,
            account=told.account,
            object_id=told.object_id,
            payment_intent=told.payment_intent,
            amount_ore=told.amount_ore,
            currency=told.currency,
            happened_at=told.happened_at,
            received_at=now(),
            outcome=CardOutcome.IGNORED,
        )
        .on_conflict_do_nothing(index_elements=[CardEvent.event_id])
        .returning(CardEvent.id)
    )
    if made is None:
        return CardOutcome.KNOWN
    event = db.session.get_one(CardEvent, made)
    if told.moved is Moved.IN:
        event.outcome = _paid(event)
    elif told.moved is not Moved.NOTHING:
        event.outcome = _moved_back(event)
    db.session.flush()
    return event.outcome


def look(checkout: Checkout, told: Told) -> CardOutcome:
    """Book a try that was looked up and is paid, where Stripe has not told of it yet."""
    return hear(told) if told.moved is Moved.IN else CardOutcome.IGNORED


def _take_turns(name: str) -> None:
    """What is told of one payment is heard one at a time, whichever comes first."""
    db.session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name}
    )


def _paid(event: CardEvent) -> CardOutcome:
    checkout = db.session.scalar(
        select(Checkout).where(Checkout.session_id == event.object_id).with_for_update()
    )
    if checkout is None:
        return CardOutcome.UNKNOWN
    wrong = _wrong(event, checkout)
    if wrong is None and event.amount_ore != checkout.amount_ore:
        wrong = CardOutcome.WRONG_AMOUNT
    if wrong is not None:
        record("invoices.card_told_wrong", checkout.invoice, SYSTEM, what=wrong.value)
        return wrong
    new = payments.pay(
        checkout.invoice,
        amount_ore=checkout.amount_ore,
        received_on=_day_of(event),
        method=PaymentMethod.CARD,
        key=_key(event.object_id),
        by=SYSTEM,
    )
    checkout.payment_intent = event.payment_intent or None
    db.session.flush()
    for waiting in _waiting(event.payment_intent):
        waiting.outcome = _moved_back(waiting)
    return CardOutcome.BOOKED if new else CardOutcome.KNOWN


def _moved_back(event: CardEvent) -> CardOutcome:
    """Money that left the cooperative again, or after all did not."""
    checkout = db.session.scalar(
        select(Checkout).where(Checkout.payment_intent == event.payment_intent).with_for_update()
    )
    if checkout is None:  # told before the payment itself: booked when that is heard
        return CardOutcome.WAITING
    wrong = _wrong(event, checkout)
    if wrong is None and not 0 < event.amount_ore <= checkout.amount_ore:
        wrong = CardOutcome.WRONG_AMOUNT
    if wrong is not None:
        record("invoices.card_told_wrong", checkout.invoice, SYSTEM, what=wrong.value)
        return wrong
    return _again(event, checkout) if event.kind in AGAIN else _back(event, checkout)


def _back(event: CardEvent, checkout: Checkout) -> CardOutcome:
    undone = select(CardEvent.id).where(
        CardEvent.object_id == event.object_id, CardEvent.kind.in_(AGAIN)
    )
    if db.session.scalar(undone.limit(1)):  # its end was told before its beginning
        return CardOutcome.IGNORED
    try:
        debts.come_back(
            checkout.invoice,
            event.amount_ore,
            on=_day_of(event),
            key=_key(event.object_id),
            by=SYSTEM,
            note=DISPUTED if "dispute" in event.kind else PUT_BACK,
        )
    except Invalid:  # more than is still paid: somebody wrote down by hand that it went back
        return CardOutcome.WRONG_AMOUNT
    return CardOutcome.BOOKED


def _again(event: CardEvent, checkout: Checkout) -> CardOutcome:
    if debts.of_key(checkout.invoice, DebtKind.REFUND, _key(event.object_id)) is None:
        return CardOutcome.IGNORED
    new = payments.pay(
        checkout.invoice,
        amount_ore=event.amount_ore,
        received_on=_day_of(event),
        method=PaymentMethod.CARD,
        key=f"{_key(event.object_id)}:again",
        by=SYSTEM,
    )
    return CardOutcome.BOOKED if new else CardOutcome.KNOWN


def _waiting(payment_intent: str) -> Sequence[CardEvent]:
    query = select(CardEvent).where(
        CardEvent.payment_intent == payment_intent, CardEvent.outcome == CardOutcome.WAITING
    )
    return db.session.scalars(query.order_by(CardEvent.id)).all()


def _wrong(event: CardEvent, checkout: Checkout) -> CardOutcome | None:
    if event.account != checkout.account:
        return CardOutcome.WRONG_ACCOUNT
    if event.currency != CURRENCY:
        return CardOutcome.WRONG_CURRENCY
    return None


def _still_open(checkout: Checkout, account: str, open_ore: int) -> bool:
    return (
        checkout.payment_intent is None
        and checkout.account == account
        and checkout.amount_ore == open_ore
        and checkout.started_at > now() - A_TRY
    )


def _day_of(event: CardEvent) -> date:
    return min(local(event.happened_at).date(), local(now()).date())


def _key(object_id: str) -> str:
    return f"card:{object_id}"
