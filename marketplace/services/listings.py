"""A company's postings as they stand in a list: searched, filtered, sorted, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.catalogue.tasks import TASKS
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.companies import Company, Site
from marketplace.models.postings import Posting, PostingKind, PostingStatus, Shift
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.services import lists

A_PAGE = 20
LONGEST_SEARCH = 100


class Group(StrEnum):
    """The states of a posting, as few as a company needs to find one."""

    LOOKING = "looking"
    READY = "ready"
    DONE = "done"
    WITHDRAWN = "withdrawn"


STATES: Mapping[Group, tuple[PostingStatus, ...]] = {
    Group.LOOKING: (
        PostingStatus.DRAFT,
        PostingStatus.SUBMITTED,
        PostingStatus.RETURNED,
        PostingStatus.OPEN,
        PostingStatus.PARTLY_FILLED,
    ),
    Group.READY: (PostingStatus.FILLED, PostingStatus.RUNNING),
    Group.DONE: (PostingStatus.DONE,),
    Group.WITHDRAWN: (PostingStatus.WITHDRAWN,),
}


class Order(StrEnum):
    """What a list is sorted by."""

    NEXT = "next"
    LATEST = "latest"
    POSTED = "posted"


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list and how long the list is."""

    postings: Sequence[Posting]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // A_PAGE))


def find(
    within: ColumnElement[bool],
    *,
    words: str = "",
    group: Group | None = None,
    order: Order = Order.LATEST,
    page: int = 1,
) -> Found:
    """The postings in these states that have all the words, within one company or cooperative."""
    matching = _matching(within, words[:LONGEST_SEARCH], group)
    total = db.session.scalar(select(func.count()).select_from(matching.subquery())) or 0
    page = max(1, min(page, -(-total // A_PAGE)))
    rows = _sorted(matching, order).limit(A_PAGE).offset((page - 1) * A_PAGE)
    return Found(_load(rows), total, page)


def every(
    within: ColumnElement[bool], *, words: str = "", group: Group | None = None
) -> Sequence[Posting]:
    """All of them, for a file. Raises Invalid where they are too many for one."""
    rows = _load(_sorted(_matching(within, words[:LONGEST_SEARCH], group), Order.LATEST))
    if len(rows) > lists.MOST_IN_A_FILE:
        raise Invalid(lists.TOO_LONG)
    return rows


def counts(within: ColumnElement[bool]) -> Mapping[Group, int]:
    """How many postings a company or a cooperative has in each group."""
    rows = db.session.execute(
        select(Posting.status, func.count()).where(within).group_by(Posting.status)
    )
    of_status = {row[0]: row[1] for row in rows}
    return {
        group: sum(of_status.get(status, 0) for status in states)
        for group, states in STATES.items()
    }


def under_way(company_id: int, moment: datetime) -> Sequence[Posting]:
    """The company's postings with somebody booked on a shift that has begun and not ended."""
    at_work = (
        select(Shift.posting_id)
        .join(Assignment, Assignment.shift_id == Shift.id)
        .where(
            Assignment.status == AssignmentStatus.CONFIRMED,
            Shift.starts_at <= moment,
            Shift.ends_at > moment,
        )
    )
    query = select(Posting).where(Posting.company_id == company_id, Posting.id.in_(at_work))
    return _load(_sorted(query, Order.NEXT))


def upcoming(company_id: int, moment: datetime, most: int) -> Sequence[Posting]:
    """The company's live postings that still have work to come, soonest first."""
    last = select(func.max(Shift.ends_at)).where(Shift.posting_id == Posting.id).scalar_subquery()
    live = [*STATES[Group.LOOKING], *STATES[Group.READY]]
    query = select(Posting).where(
        Posting.company_id == company_id, Posting.status.in_(live), last > moment
    )
    return _load(_sorted(query, Order.NEXT).limit(most))


def running_internships(company_id: int) -> Sequence[Posting]:
    """The company's internships that have begun, and those that ended within three months."""
    first = (
        select(func.min(Shift.starts_at)).where(Shift.posting_id == Posting.id).scalar_subquery()
    )
    last = select(func.max(Shift.ends_at)).where(Shift.posting_id == Posting.id).scalar_subquery()
    return _load(
        select(Posting)
        .where(
            Posting.company_id == company_id,
            Posting.kind == PostingKind.INTERNSHIP,
            Posting.status != PostingStatus.WITHDRAWN,
            first <= now(),
            last > now() - timedelta(days=90),
        )
        .order_by(Posting.id)
        .limit(10)
    )


def awaiting_hours(company_id: int) -> Sequence[Posting]:
    """The company's postings whose reported hours wait for its word, oldest first."""
    waiting = (
        select(Shift.posting_id)
        .join(Assignment, Assignment.shift_id == Shift.id)
        .join(TimeReport, TimeReport.assignment_id == Assignment.id)
        .where(TimeReport.status == TimeReportStatus.MEMBER_SIGNED)
    )
    return _load(
        select(Posting)
        .where(Posting.company_id == company_id, Posting.id.in_(waiting))
        .order_by(Posting.id)
    )


def _matching(within: ColumnElement[bool], words: str, group: Group | None) -> Select[Posting]:
    query = select(Posting).where(within)
    if group is not None:
        query = query.where(Posting.status.in_(STATES[group]))
    if words.strip():
        query = query.join(Posting.site).join(Posting.company)
    for word in words.split():
        query = query.where(_has(word))
    return query


def is_task(word: str) -> ColumnElement[bool]:
    """Whether a posting's task has the word in its Swedish name."""
    return Posting.task.in_([task.code for task in TASKS if word.casefold() in task.sv.casefold()])


def _has(word: str) -> ColumnElement[bool]:
    return or_(
        is_task(word),
        Posting.details.icontains(word, autoescape=True),
        Company.name.icontains(word, autoescape=True),
        Site.name.icontains(word, autoescape=True),
        Site.locality.icontains(word, autoescape=True),
        Posting.public_id == word.casefold(),
    )


def _sorted(query: Select[Posting], order: Order) -> Select[Posting]:
    first = (
        select(func.min(Shift.starts_at)).where(Shift.posting_id == Posting.id).scalar_subquery()
    )
    if order == Order.NEXT:
        return query.order_by(first.asc(), Posting.id.desc())
    if order == Order.POSTED:
        return query.order_by(Posting.submitted_at.desc(), Posting.id.desc())
    return query.order_by(first.desc(), Posting.id.desc())


def _load(query: Select[Posting]) -> Sequence[Posting]:
    return db.session.scalars(
        query.options(
            joinedload(Posting.company),
            joinedload(Posting.site),
            joinedload(Posting.cooperative),
            selectinload(Posting.shifts),
        )
    ).all()
