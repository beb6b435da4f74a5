"""The jobs and invoices behind Kooptjänst's figures, a row each, counted as the figures are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Row, Select, Subquery, func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.clock import now, today
from marketplace.database import db
from marketplace.models.companies import Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.models.postings import Posting, PostingStatus
from marketplace.services import seats
from marketplace.services.figures import WINDOW
from marketplace.services.lists import Source
from marketplace.services.pages import A_PAGE, Found, nearest
from marketplace.services.small_cells import is_small

OPEN = (PostingStatus.OPEN, PostingStatus.PARTLY_FILLED)


class Sort(StrEnum):
    """Which jobs to look at."""

    RECENT = "recent"
    UNFILLED = "unfilled"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class ReviewedJob:
    """A job with what became of its seats, and how many people its answers come from."""

    posting: Posting
    seats_asked: int
    seats_filled: int
    answered: int
    said_yes: int
    answerers: int

    @property
    def shows_answers(self) -> bool:
        """Whether so many have answered that nobody's own word can be read off."""
        return not is_small(self.answerers)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One page of jobs, with the sums over all pages."""

    found: Found[ReviewedJob]
    seats_asked: int
    seats_filled: int


def jobs(sort: Sort, cooperative_id: int | None = None, page: int = 1) -> Reviewed:
    """Jobs with shifts that began in the last ninety days, or all that are open now.

    Newest work first; in a fixed number of queries, however many there are.
    """
    since, until = (None, None) if sort == Sort.OPEN else (now() - WINDOW, now())
    counted = seats.of_postings(since, until)
    query = _query(sort, counted)
    if cooperative_id is not None:
        query = query.where(Posting.cooperative_id == cooperative_id)
    total, asked, filled = _sums(query)
    page = nearest(page, total)
    rows = db.session.execute(
        query.order_by(counted.c.first_start.desc(), Posting.id.desc())
        .limit(A_PAGE)
        .offset((page - 1) * A_PAGE)
        .options(
            joinedload(Posting.company),
            joinedload(Posting.site),
            joinedload(Posting.cooperative),
            selectinload(Posting.shifts),
        )
    ).all()
    listed = Posting.id.in_([row[0].id for row in rows])
    answerers = seats.people_who_answered(Posting.id, since, until, listed)
    found = Found([_job(row, answerers.get(row[0].id, 0)) for row in rows], total, page)
    return Reviewed(found, asked, filled)


def invoices_source(cooperatives: Sequence[Cooperative]) -> Source[Invoice]:
    """What these invoiced in the last ninety days, newest first."""
    return Source(
        query=select(Invoice)
        .join(Invoice.company)
        .join(Invoice.cooperative)
        .where(Invoice.status == InvoiceStatus.ISSUED, Invoice.issued_on >= today() - WINDOW)
        .options(joinedload(Invoice.company), joinedload(Invoice.cooperative)),
        tie=Invoice.id,
        orders={
            "issued": Invoice.issued_on,
            "net": Invoice.net_ore,
            "company": Company.name,
            "cooperative": Cooperative.name,
        },
        texts=(Company.name,),
        filters={
            "cooperative": {one.public_id: Invoice.cooperative_id == one.id for one in cooperatives}
        },
        downwards=True,
    )


def _query(sort: Sort, counted: Subquery) -> Select[Posting, int, int, int, int]:
    query = select(
        Posting,
        counted.c.seats_asked,
        counted.c.seats_filled,
        counted.c.answered,
        counted.c.said_yes,
    ).join(counted, counted.c.posting_id == Posting.id)
    if sort == Sort.OPEN:
        return query.where(Posting.status.in_(OPEN))
    if sort == Sort.UNFILLED:
        return query.where(counted.c.seats_filled < counted.c.seats_asked)
    return query


def _sums(query: Select[Posting, int, int, int, int]) -> tuple[int, int, int]:
    inner = query.subquery()
    row = db.session.execute(
        select(func.count(), func.sum(inner.c.seats_asked), func.sum(inner.c.seats_filled))
    ).one()
    return row[0], int(row[1] or 0), int(row[2] or 0)


def _job(row: Row[Posting, int, int, int, int], answerers: int) -> ReviewedJob:
    asked, filled, answered, said_yes = (int(count) for count in row[1:])
    return ReviewedJob(row[0], asked, filled, answered, said_yes, answerers)
