"""Not today: a member is away until midnight, says no reason, and nothing of it is left."""

from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import joinedload

from marketplace.clock import at, now, today
from marketplace.database import db
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.availability import Absence
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.postings import Shift
from marketplace.services import assignments, match_runs, turns


def not_today(member: Member, by: Actor) -> int:
    """Be away until midnight; shifts of today that have not begun are given back. How many.

    Asking twice is fine. The absence itself leaves no trace in history.
    """
    booked = _rest_of_today(member)
    turns.hold(*(one.shift.posting_id for one in booked))
    for one in booked:
        assignments.cancel_by_member(one, by)
    if today_of(member) is None:
        during = Range(now(), at(today() + timedelta(days=1), 0))
        db.session.add(Absence(member_id=member.id, during=during, today_only=True))
        match_runs.request(member.cooperative.region_id, by)
    return len(booked)


def after_all(member: Member, by: Actor) -> None:
    """Be there after all; shifts that were given back do not come back by themselves."""
    found = today_of(member)
    if found is not None:
        db.session.delete(found)
        match_runs.request(member.cooperative.region_id, by)


def today_of(member: Member) -> Absence | None:
    """The absence of this day, where there is one."""
    return db.session.scalar(
        select(Absence)
        .where(Absence.member_id == member.id, Absence.today_only, Absence.during.op("@>")(now()))
        .limit(1)
    )


def forget_past_days() -> int:
    """Throw away what was said of days that are over; how many."""
    over = func.upper(Absence.during) <= now()
    found = db.session.execute(delete(Absence).where(Absence.today_only, over))
    return int(found.rowcount)  # type: ignore[attr-defined]


def _rest_of_today(member: Member) -> list[Assignment]:
    tomorrow = at(today() + timedelta(days=1), 0)
    return list(
        db.session.scalars(
            select(Assignment)
            .join(Assignment.shift)
            .where(
                Assignment.member_id == member.id,
                Assignment.status == AssignmentStatus.CONFIRMED,
                Shift.starts_at > now(),
                Shift.starts_at < tomorrow,
            )
            .order_by(Shift.starts_at)
            .options(joinedload(Assignment.shift))
        )
    )
