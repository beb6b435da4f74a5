"""Money received, and what it makes of an invoice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from marketplace.clock import now, today
from marketplace.database import db, random_id
from marketplace.errors import N_, Invalid
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice
from marketplace.models.payments import Payment, PaymentMethod
from marketplace.services.history import record


@dataclass(frozen=True, slots=True)
class Settlement:
    """How an invoice stands, derived from its payments: never stored."""

    state: str
    """draft, open, partly, paid, overpaid or overdue"""
    paid_ore: int
    open_ore: int


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
    """Record a payment; whether it was new. `key` names it: the same payment twice is one.

    Raises Invalid for a draft, an amount that is not positive, or a day to come.
    """
    if not invoice.is_issued:
        raise Invalid(N_("Fakturan är inte utfärdad än."))
    if amount_ore <= 0:
        raise Invalid(N_("Beloppet behöver vara större än noll."), "amount")
    if received_on > today():
        raise Invalid(N_("Dagen har inte varit än."), "received_on")
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
    return True


def of_invoice(invoice: Invoice) -> Sequence[Payment]:
    """The payments of an invoice, oldest first."""
    return db.session.scalars(
        select(Payment).where(Payment.invoice_id == invoice.id).order_by(Payment.id)
    ).all()


def settlement(invoice: Invoice) -> Settlement:
    """How one invoice stands."""
    return settlements([invoice])[invoice.id]


def settlements(invoices: Sequence[Invoice]) -> Mapping[int, Settlement]:
    """How these invoices stand, in one query."""
    rows = db.session.execute(
        select(Payment.invoice_id, func.sum(Payment.amount_ore))
        .where(Payment.invoice_id.in_([invoice.id for invoice in invoices]))
        .group_by(Payment.invoice_id)
    )
    paid = {invoice_id: int(total) for invoice_id, total in rows}
    return {invoice.id: _settlement(invoice, paid.get(invoice.id, 0)) for invoice in invoices}


def _settlement(invoice: Invoice, paid_ore: int) -> Settlement:
    if not invoice.is_issued or invoice.payable_ore is None or invoice.due_on is None:
        return Settlement("draft", 0, 0)
    open_ore = invoice.payable_ore - paid_ore
    if open_ore < 0:
        return Settlement("overpaid", paid_ore, open_ore)
    if open_ore == 0:
        return Settlement("paid", paid_ore, 0)
    if invoice.due_on < today():
        return Settlement("overdue", paid_ore, open_ore)
    return Settlement("partly" if paid_ore else "open", paid_ore, open_ore)
