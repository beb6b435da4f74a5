"""Objections to issued invoices: said by the customer, answered by the cooperative, both kept."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import contains_eager, joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.companies import Company
from marketplace.models.disputes import InvoiceDispute
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.models.messages import Channel
from marketplace.services import messages, payments
from marketplace.services.history import record
from marketplace.services.holding import hold
from marketplace.services.lists import Source

LONGEST = 2_000
"""Characters of an objection or an answer."""


def raise_against(invoice: Invoice, words: str, by: Actor) -> InvoiceDispute:
    """The customer says what is wrong; the cooperative is told, and no reminder goes out meanwhile.

    Raises Invalid without words, Conflict where one waits for an answer already, or where there is
    nothing to object to.
    """
    _demand_words(words, N_("Skriv vad som inte stämmer, så rättar kooperativet det."))
    if not invoice.is_issued or invoice.is_credit_note:
        raise Conflict(N_("Bara en utfärdad faktura går att invända mot."))
    payments.hold(invoice)
    if open_against(invoice) is not None:
        raise Conflict(N_("Ni har redan skrivit om fakturan. Kooperativet svarar snart."))
    dispute = InvoiceDispute(
        invoice=invoice,
        words=words.strip(),
        raised_at=now(),
        raised_by=by.label,
        raised_by_id=by.user_id,
    )
    db.session.add(dispute)
    db.session.flush()
    if invoice.cooperative.email:
        mail = invoice.cooperative.email
        messages.send(Channel.MAIL, mail, "invoice_disputed", invoice=invoice, dispute=dispute)
    record("invoices.disputed", invoice, by)
    return dispute


def answer(dispute: InvoiceDispute, words: str, by: Actor) -> None:
    """The cooperative answers, and the customer is told by mail. Raises Invalid without words.

    Raises Conflict where somebody has answered meanwhile.
    """
    _demand_words(words, N_("Skriv ett svar till kunden."))
    hold(dispute)
    if not dispute.is_open:
        raise Conflict(N_("Invändningen är redan besvarad."))
    dispute.answer, dispute.answered_at = words.strip(), now()
    dispute.answered_by, dispute.answered_by_id = by.label, by.user_id
    invoice = dispute.invoice
    if invoice.company.email:
        mail = invoice.company.email
        messages.send(Channel.MAIL, mail, "dispute_answered", invoice=invoice, dispute=dispute)
    record("invoices.dispute_answered", invoice, by)


def source(cooperative_id: int) -> Source[InvoiceDispute]:
    """What customers have said of a cooperative's invoices, newest first."""
    return Source(
        query=select(InvoiceDispute)
        .join(InvoiceDispute.invoice)
        .join(Invoice.company)
        .where(Invoice.cooperative_id == cooperative_id)
        .options(contains_eager(InvoiceDispute.invoice).contains_eager(Invoice.company)),
        tie=InvoiceDispute.id,
        orders={"raised": InvoiceDispute.raised_at, "customer": Company.name},
        texts=(Company.name, InvoiceDispute.words, InvoiceDispute.answer),
        filters={
            "state": {
                "open": InvoiceDispute.answered_at.is_(None),
                "answered": InvoiceDispute.answered_at.is_not(None),
            }
        },
        downwards=True,
    )


def of_invoice(invoice: Invoice) -> Sequence[InvoiceDispute]:
    """Everything objected to an invoice, oldest first."""
    query = select(InvoiceDispute).where(InvoiceDispute.invoice_id == invoice.id)
    return db.session.scalars(query.order_by(InvoiceDispute.id)).all()


def open_against(invoice: Invoice) -> InvoiceDispute | None:
    """The objection that waits for an answer."""
    return next((one for one in of_invoice(invoice) if one.is_open), None)


def is_disputed() -> ColumnElement[bool]:
    """Whether an objection to an invoice waits for an answer, as a condition of a query."""
    return exists().where(
        InvoiceDispute.invoice_id == Invoice.id, InvoiceDispute.answered_at.is_(None)
    )


def disputed_among(invoices: Sequence[Invoice]) -> Collection[int]:
    """Which of these invoices wait for an answer, in one query."""
    ids = [invoice.id for invoice in invoices]
    return set(db.session.scalars(select(Invoice.id).where(Invoice.id.in_(ids), is_disputed())))


def waiting(cooperative_id: int) -> Sequence[InvoiceDispute]:
    """What a cooperative's customers wait for an answer to, the longest first."""
    return db.session.scalars(
        select(InvoiceDispute)
        .join(InvoiceDispute.invoice)
        .where(
            Invoice.cooperative_id == cooperative_id,
            Invoice.status == InvoiceStatus.ISSUED,
            InvoiceDispute.answered_at.is_(None),
        )
        .order_by(InvoiceDispute.id)
        .options(joinedload(InvoiceDispute.invoice).joinedload(Invoice.company))
    ).all()


def _demand_words(words: str, message: str) -> None:
    if not words.strip():
        raise Invalid(message, "message")
    if len(words) > LONGEST:
        raise Invalid(N_("Skriv högst 2 000 tecken."), "message")
