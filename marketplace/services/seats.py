"""What became of the seats that companies asked for, posting by posting: one definition for all."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, Subquery, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.clock import STOCKHOLM
from marketplace.database import db
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.postings import Posting, PostingStatus, Shift, ShiftStatus
from marketplace.models.proposals import PlacementRole, Proposal, ProposalStatus

NEVER_ASKED = (
    PostingStatus.DRAFT,
    PostingStatus.SUBMITTED,
    PostingStatus.RETURNED,
    PostingStatus.WITHDRAWN,
)
ANSWERS = (ProposalStatus.ACCEPTED, ProposalStatus.DECLINED)


def of_postings(since: datetime | None, until: datetime | None) -> Subquery:
    """A row a posting: `seats_asked`, `seats_filled`, answers `answered` and of them `said_yes`.

    Counted over its shifts that start in [since, until) and were not cancelled; `first_start` is
    the earliest of them. An answer is for one shift: five may be the word of one person.
    """
    booked, answers = _booked(), _answers()
    return (
        select(
            Shift.posting_id,
            func.min(Shift.starts_at).label("first_start"),
            func.sum(Shift.heads).label("seats_asked"),
            func.sum(func.coalesce(booked.c.filled, 0)).label("seats_filled"),
            func.sum(func.coalesce(answers.c.answered, 0)).label("answered"),
            func.sum(func.coalesce(answers.c.said_yes, 0)).label("said_yes"),
        )
        .join(Shift.posting)
        .outerjoin(booked, booked.c.shift_id == Shift.id)
        .outerjoin(answers, answers.c.shift_id == Shift.id)
        .where(
            *_counted(since, until),
        )
        .group_by(Shift.posting_id)
        .subquery("seats")
    )


def by_week(since: datetime, until: datetime) -> Mapping[date, tuple[int, int, int, int, int]]:
    """The same sums by the Monday of the shifts, in one query: asked, filled, answered, said yes;
    and how many different people answered."""
    booked, answers, people = _booked(), _answers(), _people()
    monday = week_of(Shift.starts_at)
    figures = (
        func.sum(Shift.heads),
        func.sum(func.coalesce(booked.c.filled, 0)),
        func.sum(func.coalesce(answers.c.answered, 0)),
        func.sum(func.coalesce(answers.c.said_yes, 0)),
    )
    rows = db.session.execute(
        select(monday, *figures)
        .join(Shift.posting)
        .outerjoin(booked, booked.c.shift_id == Shift.id)
        .outerjoin(answers, answers.c.shift_id == Shift.id)
        .where(*_counted(since, until))
        .group_by(monday)
    ).all()
    answered = {row[0]: row[1] for row in db.session.execute(people.where(*_counted(since, until)))}
    return {
        row[0]: (int(row[1]), int(row[2]), int(row[3]), int(row[4]), answered.get(row[0], 0))
        for row in rows
    }


def week_of(moment: ColumnElement[Any] | InstrumentedAttribute[Any]) -> Any:
    """The Monday, in Stockholm, of a moment in a query."""
    return cast(func.date_trunc("week", func.timezone(str(STOCKHOLM), moment)), Date)


def _people() -> Select[date, int]:
    monday = week_of(Shift.starts_at)
    return (
        select(monday, func.count(Proposal.member_id.distinct()))
        .select_from(Proposal)
        .join(Proposal.shift)
        .join(Shift.posting)
        .where(Proposal.status.in_(ANSWERS))
        .group_by(monday)
    )


def people_who_answered(
    by: InstrumentedAttribute[int],
    since: datetime | None,
    until: datetime | None,
    *within: ColumnElement[bool],
) -> Mapping[int, int]:
    """How many different people the same answers come from, by a column of Posting."""
    rows = db.session.execute(
        select(by, func.count(Proposal.member_id.distinct()))
        .select_from(Proposal)
        .join(Proposal.shift)
        .join(Shift.posting)
        .where(Proposal.status.in_(ANSWERS), *_counted(since, until), *within)
        .group_by(by)
    )
    return {row[0]: row[1] for row in rows}


def _counted(since: datetime | None, until: datetime | None) -> Sequence[ColumnElement[bool]]:
    """Which shifts count."""
    period = [Shift.starts_at >= since] if since else []
    period += [Shift.starts_at < until] if until else []
    return [
        *period,
        Shift.status != ShiftStatus.CANCELLED,
        Posting.status.not_in(NEVER_ASKED),
    ]


def _booked() -> Subquery:
    return (
        select(Assignment.shift_id, func.count().label("filled"))
        .where(Assignment.status.in_(BOOKED), Assignment.role == PlacementRole.WORK)
        .group_by(Assignment.shift_id)
        .subquery("booked")
    )


def _answers() -> Subquery:
    yes = func.count().filter(Proposal.status == ProposalStatus.ACCEPTED)
    return (
        select(Proposal.shift_id, func.count().label("answered"), yes.label("said_yes"))
        .where(Proposal.status.in_(ANSWERS))
        .group_by(Proposal.shift_id)
        .subquery("answers")
    )
