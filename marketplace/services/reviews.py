"""The jobs and invoices behind Kooptjänst's figures, a row each, counted as the figures are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast

from sqlalchemy import ColumnElement, Select, Subquery, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from marketplace.catalogue.tasks import TASKS
from marketplace.clock import now, today
from marketplace.database import db
from marketplace.models.companies import Company, Site
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.models.postings import Posting, PostingStatus
from marketplace.services import seats
from marketplace.services.figures import WINDOW
from marketplace.services.lists import Source
from marketplace.services.small_cells import is_small

OPEN = (PostingStatus.OPEN, PostingStatus.PARTLY_FILLED)


class Group(StrEnum):
    """Which jobs to look at."""

    RECENT = "recent"
    UNFILLED = "unfilled"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class ReviewedJob:
    """A job with what became of its seats, and how many people its answers come from."""

    seats_asked: int
    seats_filled: int
    answered: int
    said_yes: int
    answerers: int

    @property
    def shows_answers(self) -> bool:
        """Whether so many have answered that nobody's own word can be read off."""
        return not is_small(self.answerers)

    @property
    def shown_answers(self) -> tuple[int | None, int | None]:
        """How many answers and how many a yes; None where they stay hidden."""
        return (self.answered, self.said_yes) if self.shows_answers else (None, None)


def jobs_source(group: Group, cooperatives: Sequence[Cooperative]) -> Source[Posting]:
    """Jobs with shifts that began in the last ninety days, or all that are open now.

    Newest work first. Each row carries its sums too: `seats_asked` and `seats_filled`.
    """
    counted = seats.of_postings(*_period(group))
    query = (
        select(Posting, counted.c.seats_asked, counted.c.seats_filled)
        .join(counted, counted.c.posting_id == Posting.id)
        .join(Posting.company)
        .join(Posting.site)
        .join(Posting.cooperative)
        .options(
            contains_eager(Posting.company),
            contains_eager(Posting.site),
            contains_eager(Posting.cooperative),
            selectinload(Posting.shifts),
        )
    )
    return Source(
        query=cast("Select[Posting]", query),  # a list reads the first of what it selects
        tie=Posting.id,
        orders={
            "work": counted.c.first_start,
            "company": Company.name,
            "cooperative": Cooperative.name,
            "empty": counted.c.seats_asked - counted.c.seats_filled,
        },
        texts=(Company.name, Site.name, Site.locality),
        also=_is_of_task,
        filters={
            "group": _groups(counted),
            "cooperative": {
                one.public_id: Posting.cooperative_id == one.id for one in cooperatives
            },
        },
        downwards=True,
    )


def _groups(counted: Subquery) -> Mapping[str, ColumnElement[bool]]:
    return {
        Group.RECENT: true(),
        Group.UNFILLED: counted.c.seats_filled < counted.c.seats_asked,
        Group.OPEN: Posting.status.in_(OPEN),
    }


def of_jobs(group: Group, postings: Sequence[Posting]) -> Mapping[int, ReviewedJob]:
    """What became of the seats of these jobs, by number, in two queries."""
    period, listed = _period(group), [one.id for one in postings]
    counted = seats.of_postings(*period)
    rows = db.session.execute(
        select(
            counted.c.posting_id,
            counted.c.seats_asked,
            counted.c.seats_filled,
            counted.c.answered,
            counted.c.said_yes,
        ).where(counted.c.posting_id.in_(listed))
    )
    people = seats.people_who_answered(Posting.id, *period, Posting.id.in_(listed))
    return {
        posting_id: ReviewedJob(
            int(asked), int(filled), int(answered), int(said_yes), people.get(posting_id, 0)
        )
        for posting_id, asked, filled, answered, said_yes in rows
    }


def _period(group: Group) -> tuple[datetime | None, datetime | None]:
    return (None, None) if group == Group.OPEN else (now() - WINDOW, now())


def _is_of_task(word: str) -> ColumnElement[bool]:
    asked = word.casefold()
    return Posting.task.in_([task.code for task in TASKS if asked in task.sv.casefold()])


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
