"""The presence list of a day, and what is counted from it: headcount, meals, co-funded hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor, Event
from marketplace.models.members import Member
from marketplace.models.presences import Presence
from marketplace.services import alphabet, members
from marketplace.services.history import record, timeline_by

USUAL_MINUTES = 6 * 60
LONGEST_MINUTES = 16 * 60
PROMISED = 20
"""Participants that each place promised to have at least."""
KEPT = "cooperatives.presence_kept"
UNREADABLE = N_("Skriv timmar mellan 0,25 och 16.")


@dataclass(frozen=True, slots=True)
class There:
    """Somebody was there for so long, and ate or not."""

    minutes: int
    meal: bool

    @property
    def can_be(self) -> bool:
        """Whether it is some time at all, and not more than sixteen hours."""
        return 0 < self.minutes <= LONGEST_MINUTES


@dataclass(frozen=True, slots=True)
class Day:
    """What a day comes to."""

    day: date
    people: int
    meals: int
    minutes: int


def of_day(cooperative_id: int, day: date) -> Sequence[tuple[Member, There | None]]:
    """Everybody active that day by name, and how long she was there if she was."""
    rows = db.session.execute(
        select(Member, Presence)
        .outerjoin(Presence, (Presence.member_id == Member.id) & (Presence.day == day))
        .where(members.active_on(cooperative_id, day))
        .order_by(members.BY_SHOWN_NAME, alphabet.ordered(Member.family_name), Member.id)
    )
    return [(one, There(row.minutes, row.meal) if row else None) for one, row in rows]


def keep(cooperative: Cooperative, day: date, there: Mapping[Member, There], by: Actor) -> None:
    """Write the list of a day as it is now; sent twice it is the same list.

    Raises Invalid for a day to come, and for more than sixteen hours.
    """
    if day > today():
        raise Invalid(N_("Den dagen har inte varit än."), "day")
    if not all(one.can_be for one in there.values()):
        raise Invalid(UNREADABLE, "hours")
    everybody = select(Member.id).where(members.active_on(cooperative.id, day))
    kept = [member.id for member in there]
    gone = delete(Presence).where(Presence.day == day, Presence.member_id.in_(everybody))
    db.session.execute(gone.where(Presence.member_id.not_in(kept)))
    for member, one in sorted(there.items(), key=lambda pair: pair[0].id):
        values = {"minutes": one.minutes, "meal": one.meal}
        db.session.execute(
            insert(Presence)
            .values(member_id=member.id, day=day, **values)
            .on_conflict_do_update(index_elements=["member_id", "day"], set_=values)
        )
    record(KEPT, cooperative, by, day=day.isoformat(), people=len(kept))


def happenings(cooperative: Cooperative, day: date) -> Sequence[Event]:
    """When the list of a day was written, and by whom."""
    return timeline_by(cooperative, (KEPT,), day=day.isoformat())


def of_month(cooperative_id: int, first: date) -> Sequence[Day]:
    """Every day of a month on which somebody was there."""
    rows = db.session.execute(
        select(
            Presence.day,
            func.count(),
            func.count().filter(Presence.meal),
            func.sum(Presence.minutes),
        )
        .join(Presence.member)
        .where(Member.cooperative_id == cooperative_id, *_in_month(first))
        .group_by(Presence.day)
        .order_by(Presence.day)
    )
    return [Day(day, people, meals, int(minutes)) for day, people, meals, minutes in rows]


def of_member(member: Member, first: date) -> Sequence[Presence]:
    """The days of a month on which one person was there."""
    return db.session.scalars(
        select(Presence)
        .where(Presence.member_id == member.id, *_in_month(first))
        .order_by(Presence.day)
    ).all()


def after(first: date) -> date:
    """The first day of the next month."""
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def _in_month(first: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Presence.day >= first.replace(day=1), Presence.day < after(first)
