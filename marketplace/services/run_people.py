"""Who and what was part of a match run, for questions about it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.match_runs import MatchRun, match_run_postings
from marketplace.models.members import Member
from marketplace.models.postings import Shift, ShiftStatus

MOST_SHIFTS = 200


def people_of_run(run: MatchRun) -> Sequence[str]:
    """Public ids of everybody in the region who has not been forgotten, in a random order."""
    return db.session.scalars(
        select(Member.public_id)
        .join(Member.cooperative)
        .where(Cooperative.region_id == run.region_id, Member.erased_at.is_(None))
        .order_by(Member.public_id)
    ).all()


def shifts_of_run(run: MatchRun) -> Sequence[Shift]:
    """The shifts of the run's jobs, soonest first."""
    solved = select(match_run_postings.c.posting_id).where(
        match_run_postings.c.match_run_id == run.id
    )
    return db.session.scalars(
        select(Shift)
        .where(Shift.posting_id.in_(solved), Shift.status != ShiftStatus.CANCELLED)
        .order_by(Shift.starts_at, Shift.id)
        .limit(MOST_SHIFTS)
        .options(joinedload(Shift.posting))
    ).all()
