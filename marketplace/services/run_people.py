"""Who and what was part of a match run that is kept, for questions about it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.database import db
from marketplace.models.match_runs import MatchRun
from marketplace.models.members import Member
from marketplace.models.postings import Posting, Shift, ShiftStatus
from marketplace.services import kept_problems

MOST_SHIFTS = 200


def people_of_run(run: MatchRun) -> Sequence[str]:
    """Public ids of everybody who was solved for and is not forgotten, in a random order.

    None where the problem is not kept any more.
    """
    return db.session.scalars(
        select(Member.public_id)
        .where(Member.id.in_(_parts(run)[0]), Member.erased_at.is_(None))
        .order_by(Member.public_id)
    ).all()


def shifts_of_run(run: MatchRun) -> Sequence[Shift]:
    """The shifts that were solved and still stand, soonest first; none as for people."""
    return db.session.scalars(
        select(Shift)
        .where(Shift.public_id.in_(_parts(run)[1]), Shift.status != ShiftStatus.CANCELLED)
        .order_by(Shift.starts_at, Shift.id)
        .limit(MOST_SHIFTS)
        .options(joinedload(Shift.posting).joinedload(Posting.company))
    ).all()


def _parts(run: MatchRun) -> tuple[set[int], set[str]]:
    return kept_problems.parts_of(run) if run.sealed_problem is not None else (set(), set())
