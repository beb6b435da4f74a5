"""A cooperative's invoices as they stand in lists: drafts, and issued ones a page at a time."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from marketplace.clock import today
from marketplace.database import db
from marketplace.models.companies import Company
from marketplace.models.invoices import Invoice, InvoiceKind, InvoiceStatus
from marketplace.services import disputes, pages, payments
from marketplace.services.lists import Source

LONGEST_SEARCH = 100
MOST_DRAFTS = 500
"""More than so many are shown once those above them are issued."""


class Show(StrEnum):
    """Which issued documents to look at."""

    ALL = "all"
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


def issued(cooperative_id: int, show: Show, words: str, page: int) -> pages.Found[Invoice]:
    """Issued documents of a kind that have all the words, newest first."""
    query = (
        select(Invoice)
        .join(Invoice.company)
        .where(*_own(cooperative_id), _shown(show))
        .options(joinedload(Invoice.company), joinedload(Invoice.cooperative))
    )
    for word in words[:LONGEST_SEARCH].split():
        query = query.where(
            or_(
                Company.name.icontains(word, autoescape=True),
                Invoice.ocr.icontains(word, autoescape=True),
                _label().icontains(word, autoescape=True),
            )
        )
    return pages.fetch(query.order_by(Invoice.issued_on.desc(), Invoice.id.desc()), page)


def counts(cooperative_id: int) -> Mapping[Show, int]:
    """How many issued documents there are of each kind."""
    sums = [func.count().filter(_shown(show)) for show in Show]
    row = db.session.execute(select(*sums).where(*_own(cooperative_id))).one()
    return dict(zip(Show, row, strict=True))


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


def _own(cooperative_id: int) -> list[ColumnElement[bool]]:
    return [Invoice.cooperative_id == cooperative_id, Invoice.status == InvoiceStatus.ISSUED]


def _shown(show: Show) -> ColumnElement[bool]:
    if show == Show.CREDIT_NOTES:
        return Invoice.kind == InvoiceKind.CREDIT_NOTE
    if show == Show.UNPAID:
        return payments.open_ore() > 0
    if show == Show.OVERDUE:
        return (payments.open_ore() > 0) & (Invoice.due_on < today())
    if show == Show.DISPUTED:
        return disputes.is_disputed()
    return Invoice.id.is_not(None)


def _label() -> ColumnElement[str]:
    """The number as printed."""
    return func.concat(Invoice.series, Invoice.year, "-", func.to_char(Invoice.number, "FM00000"))
