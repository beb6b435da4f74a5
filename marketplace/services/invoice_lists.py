"""A cooperative's invoices as they stand in lists: drafts, and issued ones a page at a time."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from marketplace.clock import today
from marketplace.database import db
from marketplace.models.companies import Company
from marketplace.models.invoices import Invoice, InvoiceKind, InvoiceStatus
from marketplace.services import disputes, payments
from marketplace.services.lists import Source

MOST_DRAFTS = 500
"""More than so many are shown once those above them are issued."""


class Show(StrEnum):
    """Which issued documents to look at."""

    UNPAID = "unpaid"
    OVERDUE = "overdue"
    DISPUTED = "disputed"
    CREDIT_NOTES = "credit_notes"


def drafts(cooperative_id: int) -> Sequence[Invoice]:
    """Drafts with their lines, oldest first."""
    return db.session.scalars(
        select(Invoice)
        .where(Invoice.cooperative_id == cooperative_id, Invoice.status == InvoiceStatus.DRAFT)
        .order_by(Invoice.id)
        .limit(MOST_DRAFTS)
        .options(joinedload(Invoice.company), selectinload(Invoice.lines))
    ).all()


def issued(cooperative_id: int) -> Source[Invoice]:
    """Every document that a cooperative has issued, newest first."""
    return _list(*_own(cooperative_id))


def of_company(company_id: int) -> Source[Invoice]:
    """Every document that a company has been sent, newest first."""
    return _list(Invoice.company_id == company_id, Invoice.status == InvoiceStatus.ISSUED)


def owed_by(company_id: int) -> tuple[int, int]:
    """How many invoices a company has to pay, and how many öre together."""
    left = payments.open_ore().label("left")
    mine = Invoice.company_id == company_id, Invoice.status == InvoiceStatus.ISSUED
    unpaid = select(left).where(*mine, left > 0).subquery()
    count, ore = db.session.execute(select(func.count(), func.sum(unpaid.c.left))).one()
    return count, int(ore or 0)


def overdue(cooperative_id: int) -> Source[Invoice]:
    """Every invoice that should have been paid by now, the longest overdue first."""
    late = {days: Invoice.due_on < today() - timedelta(days=days) for days in (30, 60)}
    return Source(
        query=select(Invoice)
        .join(Invoice.company)
        .where(*_own(cooperative_id), _shown(Show.OVERDUE))
        .options(contains_eager(Invoice.company), joinedload(Invoice.cooperative)),
        tie=Invoice.id,
        orders={"due": Invoice.due_on, "company": Company.name, "open": payments.open_ore()},
        texts=(Company.name, _label(), func.coalesce(Invoice.ocr, "")),
        filters={
            "late": {str(days): older for days, older in late.items()},
            "disputed": {"yes": disputes.is_disputed(), "no": ~disputes.is_disputed()},
        },
    )


def _list(*where: ColumnElement[bool]) -> Source[Invoice]:
    return Source(
        query=select(Invoice)
        .join(Invoice.company)
        .where(*where)
        .options(contains_eager(Invoice.company), joinedload(Invoice.cooperative)),
        tie=Invoice.id,
        orders={
            "issued": Invoice.issued_on,
            "due": Invoice.due_on,
            "company": Company.name,
            "amount": Invoice.payable_ore,
            "open": payments.open_ore(),
        },
        texts=(Company.name, _label(), func.coalesce(Invoice.ocr, "")),
        filters={"show": {show.value: _shown(show) for show in Show}},
        downwards=True,
    )


def _own(cooperative_id: int) -> list[ColumnElement[bool]]:
    return [Invoice.cooperative_id == cooperative_id, Invoice.status == InvoiceStatus.ISSUED]


def _shown(show: Show) -> ColumnElement[bool]:
    if show == Show.UNPAID:
        return payments.open_ore() > 0
    if show == Show.OVERDUE:
        return (payments.open_ore() > 0) & (Invoice.due_on < today())
    if show == Show.DISPUTED:
        return disputes.is_disputed()
    return Invoice.kind == InvoiceKind.CREDIT_NOTE


def _label() -> ColumnElement[str]:
    """The number as printed."""
    return func.concat(Invoice.series, Invoice.year, "-", func.to_char(Invoice.number, "FM00000"))
