"""Payments from bank files that wait for a person: decided on, set aside, put right."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Text, cast, delete, func, select
from sqlalchemy.orm import joinedload, selectinload

from invoicing.settle import CURRENCY
from marketplace.clock import now, today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.bank_files import BankFile, BankPaymentStatus, ReceivedPart, ReceivedPayment
from marketplace.models.debts import DebtChange
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice, InvoiceKind, InvoiceStatus
from marketplace.models.payments import Payment, PaymentMethod
from marketplace.services import debts, open_debts, payments
from marketplace.services.history import move
from marketplace.services.holding import hold
from marketplace.services.lists import Source

MovedOre = tuple[Invoice, int]
TAKEN_BACK = "Banken tog tillbaka pengarna"
PUT_RIGHT = "Rättad: betalningen gällde inte den här fakturan"


def source(cooperative_id: int, *, newest_first: bool) -> Source[ReceivedPayment]:
    """Every payment that banks have told a cooperative of; those that wait are best read with the
    longest wait first."""
    return Source(
        query=select(ReceivedPayment)
        .where(ReceivedPayment.cooperative_id == cooperative_id)
        .options(*_PARTS),
        tie=ReceivedPayment.id,
        orders={
            "day": ReceivedPayment.paid_on,
            "payer": ReceivedPayment.payer_name,
            "amount": ReceivedPayment.amount_ore,
        },
        texts=(
            ReceivedPayment.payer_name,
            ReceivedPayment.message,
            cast(ReceivedPayment.references, Text),
        ),
        filters={"status": {one.value: ReceivedPayment.status == one for one in BankPaymentStatus}},
        downwards=newest_first,
    )


def of_file(file: BankFile) -> Source[ReceivedPayment]:
    """The payments that came with one file."""
    every = source(file.cooperative_id, newest_first=False)
    return replace(every, query=every.query.where(ReceivedPayment.bank_file_id == file.id))


def count_waiting(cooperative_id: int) -> int:
    """How many payments wait for a person."""
    query = select(func.count()).where(
        ReceivedPayment.cooperative_id == cooperative_id,
        ReceivedPayment.status == BankPaymentStatus.WAITING,
    )
    return db.session.scalar(query) or 0


def decide(received: ReceivedPayment, moved: Sequence[MovedOre], by: Actor) -> None:
    """Say which invoices a payment was for, and how much of it; it is booked at once.

    All of it must be told for; of foreign money it is kronor that are told. Raises Conflict where
    somebody has decided, Invalid for sums that do not fit.
    """
    hold(received)
    if received.status != BankPaymentStatus.WAITING:
        raise Conflict(N_("Någon har redan bestämt om betalningen."))
    _demand_fitting(received, moved)
    open_debts.hold({invoice.id for invoice, _ in moved})
    received.decisions += 1
    for invoice, amount_ore in moved:
        _move(received, invoice, amount_ore, by)
    _decided(received, BankPaymentStatus.SETTLED, by)


def set_aside(received: ReceivedPayment, ground: str, by: Actor) -> None:
    """Say that a payment concerns no invoice, and why; nothing is booked."""
    if not ground.strip():
        raise Invalid(N_("Skriv varför den inte gäller en faktura."), "ground")
    hold(received)
    if received.status != BankPaymentStatus.WAITING:
        raise Conflict(N_("Någon har redan bestämt om betalningen."))
    received.note = ground.strip()
    _decided(received, BankPaymentStatus.SET_ASIDE, by)


def take_back(received: ReceivedPayment, by: Actor) -> None:
    """Put a decision right: what was booked is booked back, and the payment waits again."""
    hold(received)
    if received.status == BankPaymentStatus.WAITING:
        raise Conflict(N_("Betalningen väntar redan."))
    parts = db.session.scalars(
        select(ReceivedPart).where(ReceivedPart.received_payment_id == received.id)
    ).all()
    open_debts.hold({part.invoice.id for part in parts})
    for part in parts:
        _move_back(received, part, by)
    db.session.execute(delete(ReceivedPart).where(ReceivedPart.received_payment_id == received.id))
    db.session.expire(received, ["parts"])
    received.note = ""
    _decided(received, BankPaymentStatus.WAITING, by)


def find_debt(cooperative_id: int, number: str) -> Invoice:
    """The issued invoice of a number or a payment reference. Raises Invalid."""
    plain = "".join(number.split()).upper()
    label = func.concat(Invoice.series, Invoice.year, "-", func.to_char(Invoice.number, "FM00000"))
    found = db.session.scalar(
        select(Invoice).where(
            Invoice.cooperative_id == cooperative_id,
            Invoice.status == InvoiceStatus.ISSUED,
            Invoice.kind != InvoiceKind.CREDIT_NOTE,
            (label == plain) | (Invoice.ocr == plain),
        )
    )
    if found is None:
        raise Invalid(N_("Det finns ingen faktura med numret %(number)s."), "number", number=number)
    return found


def _demand_fitting(received: ReceivedPayment, moved: Sequence[MovedOre]) -> None:
    amounts = [-ore if received.is_deduction else ore for _, ore in moved]
    if not amounts or min(amounts) <= 0:
        raise Invalid(N_("Skriv minst en faktura och ett belopp."), "amount")
    if len({invoice.id for invoice, _ in moved}) < len(moved):
        raise Invalid(N_("Samma faktura står två gånger."), "number")
    if received.currency == CURRENCY and sum(amounts) != abs(received.amount_ore):
        raise Invalid(N_("Beloppen ska tillsammans bli lika mycket som betalningen."), "amount")
    if received.paid_on > today():
        raise Invalid(N_("Dagen har inte varit än."), "amount")


def _move(received: ReceivedPayment, invoice: Invoice, amount_ore: int, by: Actor) -> None:
    key = f"bank:{received.id}:{received.decisions}:{invoice.id}"
    part = ReceivedPart(received_payment_id=received.id)
    if amount_ore > 0:
        part.payment = _pay(received, invoice, amount_ore, key, by)
    else:
        part.debt_change = debts.come_back(
            invoice, -amount_ore, on=received.paid_on, key=key, by=by, note=TAKEN_BACK
        )
    db.session.add(part)


def _pay(
    received: ReceivedPayment, invoice: Invoice, amount_ore: int, key: str, by: Actor
) -> Payment:
    payments.pay(
        invoice,
        amount_ore=amount_ore,
        received_on=received.paid_on,
        method=PaymentMethod.BANKGIRO,
        key=key,
        by=by,
    )
    return db.session.scalars(select(Payment).where(Payment.idempotency_key == key)).one()


def _move_back(received: ReceivedPayment, part: ReceivedPart, by: Actor) -> None:
    key = f"bank:{received.id}:{received.decisions}:back:{part.invoice.id}"
    if part.payment is None:
        _pay(received, part.invoice, -part.amount_ore, key, by)
        return
    debts.come_back(part.invoice, part.amount_ore, on=today(), key=key, by=by, note=PUT_RIGHT)


def _decided(received: ReceivedPayment, status: BankPaymentStatus, by: Actor) -> None:
    move(received, status, by)
    received.decided_at, received.decided_by = now(), by.label
    db.session.flush()


_PARTS = (
    joinedload(ReceivedPayment.bank_file),
    selectinload(ReceivedPayment.parts)
    .joinedload(ReceivedPart.payment)
    .joinedload(Payment.invoice),
    selectinload(ReceivedPayment.parts)
    .joinedload(ReceivedPart.debt_change)
    .joinedload(DebtChange.invoice),
)
