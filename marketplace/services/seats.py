"""What became of the seats that companies asked for, posting by posting: one definition for all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Subquery, func, select
from sqlalchemy.orm import InstrumentedAttribute

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
