"""Participation in figures: how many are where on the way to work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from marketplace.clock import today
from marketplace.database import db
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.members import (
    Employment,
    Member,
    MemberSkill,
    SkillStatus,
    Stay,
    StayPhase,
)
from marketplace.models.postings import PostingKind
from marketplace.services import small_cells


def phases(cooperative_id: int) -> Mapping[StayPhase, int | None]:
    """Today's participants of a cooperative by phase; None where they are fewer than five."""
    rows = db.session.execute(
        select(Stay.phase, func.count())
        .join(Member, Member.id == Stay.member_id)
        .where(Member.cooperative_id == cooperative_id, Stay.during.op("@>")(today()))
        .group_by(Stay.phase)
    )
    counts = {row[0]: row[1] for row in rows}
    return small_cells.shown({phase: counts.get(phase, 0) for phase in StayPhase})


LONG = timedelta(days=548)
"""A year and a half: twice the stay that the project reckoned with."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """Somebody who has taken part for long, has proven skills and has never been employed."""

    member: Member
    since: date
    phase: StayPhase
    skills: int
    internships: int


def stuck() -> Sequence[Stuck]:
    """Everybody who seems to have been left standing, the longest first, in a fixed number of
    queries."""
    employed = select(Employment.id).where(Employment.member_id == Member.id).exists()
    proven = (
        select(func.count(MemberSkill.id))
        .where(
            MemberSkill.member_id == Member.id,
            MemberSkill.status.in_((SkillStatus.VALIDATED, SkillStatus.OBSERVED)),
        )
        .scalar_subquery()
    )
    jobs = (
        select(func.count(Assignment.id))
        .where(
            Assignment.member_id == Member.id,
            Assignment.kind == PostingKind.INTERNSHIP,
            Assignment.status == AssignmentStatus.WORKED,
        )
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Member, Stay, proven, jobs)
        .join(Stay, Stay.member_id == Member.id)
        .where(
            Stay.during.op("@>")(today()),
            func.lower(Stay.during) <= today() - LONG,
            ~employed,
            proven > 0,
        )
        .order_by(func.lower(Stay.during), Member.id)
        .options(joinedload(Member.cooperative))
    )
    return [
        Stuck(member, stay.during.lower or today(), stay.phase, skills, shifts)
        for member, stay, skills, shifts in rows
    ]
