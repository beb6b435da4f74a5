"""Money received, and what it makes of an invoice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Text,
    case,
    cast,
    exists,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased, joinedload

from marketplace.clock import now, today
from marketplace.database import db, random_id
from marketplace.errors import N_, Invalid
from marketplace.models.debts import DebtChange, DebtKind
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.models.payments import Payment, PaymentCorrection, PaymentMethod
from marketplace.services import ledger
from marketplace.services.history import record

CHARGES = (DebtKind.LATE_INTEREST, DebtKind.REMINDER_FEE, DebtKind.LATE_COMPENSATION)


@dataclass(frozen=True, slots=True)
class Settlement:
    """How an invoice stands, derived from the rows beside it: never stored."""

    state: str
    """draft, open, partly, paid, overpaid, overdue, credited, written_off or credit_note"""
    paid_ore: int
    """what came in, less what was paid back"""
    open_ore: int
    """what is left to pay; negative: owed back to the customer"""
    credited_ore: int = 0
    charged_ore: int = 0
    """interest and fees on top of the invoice"""
    lost_ore: int = 0
    """written off, or rounded away"""


def pay(
    invoice: Invoice,
    *,
    amount_ore: int,
    received_on: date,
    method: PaymentMethod,
    key: str,
    by: Actor,
    note: str = "",
) -> bool:
    """Record and book a payment; whether it was new. `key` names it: the same twice is one.

    Raises Invalid for a draft or a credit note, an amount that is not positive, or a day to come.
    """
    _demand_payable(invoice, amount_ore, received_on)
    hold(invoice)
    made = db.session.scalar(
        insert(Payment)
        .values(
            public_id=random_id(),
            invoice_id=invoice.id,
            amount_ore=amount_ore,
            received_on=received_on,
            method=method,
            note=note,
            idempotency_key=key,
            recorded_at=now(),
            recorded_by_id=by.user_id,
        )
        .on_conflict_do_nothing(index_elements=[Payment.idempotency_key])
        .returning(Payment.id)
    )
    if made is None:
        return False
    record("invoices.payment_received", invoice, by, amount_ore=amount_ore, method=method.value)
    ledger.caught_up(invoice)
    return True


@dataclass(frozen=True, slots=True)
class Part:
    """Money for one invoice, found to be payable, under a name of its own."""

    invoice_id: int
    amount_ore: int
    received_on: date
    key: str


def pay_many(
    cooperative_id: int, parts: Sequence[Part], method: PaymentMethod, by: Actor
) -> Mapping[str, int]:
    """Record and book many payments on issued invoices that are held; number by key.

    Those that were known already are left out.
    """
    made: dict[str, int] = {}
    for start in range(0, len(parts), ledger.CHUNK):
        rows = [
            {
                "public_id": random_id(),
                "invoice_id": part.invoice_id,
                "amount_ore": part.amount_ore,
                "received_on": part.received_on,
                "method": method,
                "note": "",
                "idempotency_key": part.key,
                "recorded_at": now(),
                "recorded_by_id": by.user_id,
            }
            for part in parts[start : start + ledger.CHUNK]
        ]
        query = (
            insert(Payment)
            .on_conflict_do_nothing(index_elements=[Payment.idempotency_key])
            .returning(Payment.idempotency_key, Payment.id)
        )
        made.update((key, number) for key, number in db.session.execute(query, rows))
    fresh = [part for part in parts if part.key in made]
    _record_many(fresh, method, by)
    ledger.caught_up_with(cooperative_id, list(dict.fromkeys(part.invoice_id for part in fresh)))
    return made


def _record_many(parts: Sequence[Part], method: PaymentMethod, by: Actor) -> None:
    ids = {part.invoice_id for part in parts}
    query = select(Invoice).where(Invoice.id.in_(ids))
    known = {invoice.id: invoice for invoice in db.session.scalars(query)}
    for part in parts:
        detail = {"amount_ore": part.amount_ore, "method": method.value}
        record("invoices.payment_received", known[part.invoice_id], by, **detail)


def _demand_payable(invoice: Invoice, amount_ore: int, received_on: date) -> None:
    if not invoice.is_issued:
        raise Invalid(N_("Fakturan är inte utfärdad än."))
    if invoice.is_credit_note:
        raise Invalid(N_("En kreditfaktura betalas inte. Registrera på fakturan den gäller."))
    if amount_ore <= 0:
        raise Invalid(N_("Beloppet behöver vara större än noll."), "amount")
    if received_on > today():
        raise Invalid(N_("Dagen har inte varit än."), "received_on")


def hold(invoice: Invoice) -> None:
    """Keep others from changing this debt until the commit."""
    query = select(Invoice.id).where(Invoice.id == invoice.id)
    db.session.execute(query.with_for_update(key_share=True))


def of_invoice(invoice: Invoice) -> Sequence[Payment]:
    """The payments of an invoice, oldest first; those that were undone stand among them."""
    query = select(Payment).where(Payment.invoice_id == invoice.id).order_by(Payment.id)
    return db.session.scalars(query.options(joinedload(Payment.correction))).all()


def counts() -> ColumnElement[bool]:
    """Which payments count in a query: every sum leaves out those that were undone."""
    return ~exists().where(PaymentCorrection.payment_id == Payment.id)


def settlement(invoice: Invoice) -> Settlement:
    """How one invoice stands."""
    return settlements([invoice])[invoice.id]


def settlements(invoices: Sequence[Invoice]) -> Mapping[int, Settlement]:
    """How these invoices stand, in one query."""
    sums: dict[int, dict[str, int]] = {invoice.id: {} for invoice in invoices}
    for invoice_id, kind, total in db.session.execute(_sums([one.id for one in invoices])):
        sums[invoice_id][kind] = int(total)
    return {invoice.id: _settlement(invoice, sums[invoice.id]) for invoice in invoices}


def open_ore() -> ColumnElement[int]:
    """What is left to pay of an issued invoice, as a column of a query; credit notes have 0."""
    note = aliased(Invoice)
    credited = select(func.coalesce(func.sum(note.payable_ore), 0)).where(
        note.credits_id == Invoice.id, note.status == InvoiceStatus.ISSUED
    )
    paid = select(func.coalesce(func.sum(Payment.amount_ore), 0)).where(
        Payment.invoice_id == Invoice.id, counts()
    )
    changed = select(func.coalesce(func.sum(DebtChange.amount_ore), 0)).where(
        DebtChange.invoice_id == Invoice.id
    )
    left = (
        Invoice.payable_ore
        + credited.scalar_subquery()
        + changed.scalar_subquery()
        - paid.scalar_subquery()
    )
    return case((Invoice.credits_id.is_(None), left), else_=0)


def _sums(invoice_ids: Sequence[int]) -> CompoundSelect[int, str, int]:
    """Invoice, what it is, and how much; the amounts of credit notes are negative."""
    paid = select(Payment.invoice_id, literal("paid"), func.sum(Payment.amount_ore))
    changed = select(
        DebtChange.invoice_id, cast(DebtChange.kind, Text), func.sum(DebtChange.amount_ore)
    )
    credited = select(Invoice.credits_id, literal("credited"), func.sum(Invoice.payable_ore))
    issued = Invoice.status == InvoiceStatus.ISSUED
    return union_all(
        paid.where(Payment.invoice_id.in_(invoice_ids), counts()).group_by(Payment.invoice_id),
        changed.where(DebtChange.invoice_id.in_(invoice_ids)).group_by(
            DebtChange.invoice_id, DebtChange.kind
        ),
        credited.where(Invoice.credits_id.in_(invoice_ids), issued).group_by(Invoice.credits_id),
    )


def _settlement(invoice: Invoice, sums: Mapping[str, int]) -> Settlement:
    if not invoice.is_issued or invoice.payable_ore is None or invoice.due_on is None:
        return Settlement("draft", 0, 0)
    if invoice.is_credit_note:
        return Settlement("credit_note", 0, 0)
    charged = sum(sums.get(kind.value, 0) for kind in CHARGES)
    lost = -sums.get(DebtKind.WRITE_OFF.value, 0) - sums.get(DebtKind.ROUNDING.value, 0)
    paid = sums.get("paid", 0) - sums.get(DebtKind.REFUND.value, 0)
    credited = -sums.get("credited", 0)
    open_ore = invoice.payable_ore + charged - lost - credited - paid
    state = _state(invoice.due_on, paid, open_ore, credited, lost)
    return Settlement(state, paid, open_ore, credited, charged, lost)


def _state(due_on: date, paid_ore: int, open_ore: int, credited_ore: int, lost_ore: int) -> str:
    if open_ore < 0:
        return "overpaid"
    if open_ore == 0:
        if credited_ore and not paid_ore:
            return "credited"
        return "written_off" if lost_ore and not paid_ore else "paid"
    if due_on < today():
        return "overdue"
    return "partly" if paid_ore else "open"
