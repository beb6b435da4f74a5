"""Somebody leaves the cooperative for something else: what holds today gets its last day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from marketplace.clock import at
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.history import Actor
from marketplace.models.members import Employment, ExitReason, Member, Stay
from marketplace.models.postings import Shift
from marketplace.services import match_runs
from marketplace.services.history import record

ONE_DAY = timedelta(days=1)
Tie = TypeVar("Tie", Stay, Employment)


def end(member: Member, last_day: date, reason: ExitReason, by: Actor) -> None:
    """Give her stay and her employment their last day. Day ninety is followed up from there.

    Her membership, which she owns, stays. Twice is once. Raises Invalid while she is booked on a
    shift after that day, or where something of hers began after it.
    """
    db.session.execute(select(Member.id).where(Member.id == member.id).with_for_update())
    stays = _holding(Stay, member, last_day)
    employments = _holding(Employment, member, last_day)
    if not stays and not employments:
        return
    if _is_booked_after(member, last_day):
        raise Invalid(
            N_("%(name)s är bokad på pass efter sista dagen. Ta bort dem först."), name=member.name
        )
    for stay in stays:
        stay.during, stay.exit_reason = _until(stay.during, last_day), reason
    for employment in employments:
        employment.during = _until(employment.during, last_day)
    record("members.left", member, by, last_day=last_day.isoformat())
    match_runs.request(member.cooperative.region_id, by)


def _holding(noun: type[Tie], member: Member, last_day: date) -> Sequence[Tie]:
    """What would go on after the last day."""
    after = Range(last_day + ONE_DAY, None)
    query = select(noun).where(noun.member_id == member.id, noun.during.op("&&")(after))
    return db.session.scalars(query).all()


def _until(during: Range[date], last_day: date) -> Range[date]:
    if during.lower is None or during.lower > last_day:
        raise Invalid(N_("Något av det som ska sluta började efter sista dagen."))
    return Range(during.lower, last_day + ONE_DAY)


def _is_booked_after(member: Member, last_day: date) -> bool:
    booked = (
        select(Assignment.id)
        .join(Assignment.shift)
        .where(
            Assignment.member_id == member.id,
            Assignment.status.in_(BOOKED),
            Shift.starts_at >= at(last_day + ONE_DAY, 0),
        )
    )
    return db.session.scalar(booked.limit(1)) is not None
