"""What became of the seats that companies asked for, posting by posting: one definition for all."""

from datetime import datetime

from sqlalchemy import Subquery, func, select

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


def of_postings(since: datetime | None = None, until: datetime | None = None) -> Subquery:
    """A row a posting: `seats_asked`, `seats_filled`, questions `answered` and `said_yes`.

    Counted over its shifts that start in [since, until) and were not cancelled; `first_start` is
    the earliest of them.
    """
    period = [Shift.starts_at >= since] if since else []
    period += [Shift.starts_at < until] if until else []
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
            *period,
            Shift.status != ShiftStatus.CANCELLED,
            Posting.status.not_in(NEVER_ASKED),
        )
        .group_by(Shift.posting_id)
        .subquery("seats")
    )


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
