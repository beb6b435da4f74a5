"""When a member can work, week by week: a day and a part of it at a time."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from marketplace.clock import today
from marketplace.database import db
from marketplace.models.availability import Availability
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.services import match_runs
from marketplace.services.history import record

WEEKDAYS = range(7)
ENOUGH_MINUTES = 60
"""So much of a part counts as being free in it."""


class Part(StrEnum):
    """A part of a day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


HOURS: Mapping[Part, range] = {
    Part.MORNING: range(6 * 60, 12 * 60),
    Part.AFTERNOON: range(12 * 60, 18 * 60),
    Part.EVENING: range(18 * 60, 22 * 60),
    Part.NIGHT: range(22 * 60, 30 * 60),
}
"""Minutes of the wall clock; above 1 440 is the next day's morning."""
Week = Mapping[int, frozenset[Part]]


def parts_for(member: Member) -> Sequence[Part]:
    """The parts of a day that she may choose: night for those who work nights."""
    return [part for part in Part if part is not Part.NIGHT or member.night_work]


def week_of(member: Member) -> Week:
    """For each weekday (0 = Monday) the parts in which she can work now."""
    known = _minutes(_rows(member))
    return {
        day: frozenset(part for part in Part if _overlap(known[day], part) >= ENOUGH_MINUTES)
        for day in WEEKDAYS
    }


def stretches_of(member: Member) -> Mapping[int, Sequence[tuple[int, int]]]:
    """For each weekday the exact minutes from–to."""
    return {day: _runs(minutes) for day, minutes in _minutes(_rows(member)).items()}


def change(member: Member, wanted: Week, by: Actor) -> bool:
    """Keep what she can from today on; whether anything changed.

    A part that is new brings its whole hours, one that is gone takes its hours away. What she had
    agreed with her coach beside that stays to the minute.
    """
    rows, shown = _rows(member), week_of(member)
    known = _minutes(rows)
    changed = [day for day in WEEKDAYS if wanted.get(day, frozenset()) != shown[day]]
    for day in changed:
        minutes, chosen = known[day], wanted.get(day, frozenset())
        for part in chosen - shown[day]:
            minutes |= set(HOURS[part])
        for part in shown[day] - chosen:
            minutes -= set(HOURS[part])
        _replace(member, [row for row in rows if row.weekday == day], day, _runs(minutes))
    if changed:
        record("members.hours_changed", member, by)
        match_runs.request(member.cooperative.region_id, by)
    return bool(changed)


def _rows(member: Member) -> Sequence[Availability]:
    lasting = Availability.during.op("&&")(Range(today(), None))
    return db.session.scalars(
        select(Availability)
        .where(Availability.member_id == member.id, lasting)
        .order_by(Availability.id)
    ).all()


def _minutes(rows: Iterable[Availability]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {day: set() for day in WEEKDAYS}
    for row in rows:
        if today() in row.during:
            found[row.weekday] |= set(range(row.start_minute, row.end_minute))
    return found


def _overlap(minutes: set[int], part: Part) -> int:
    return len(minutes & set(HOURS[part]))


def _runs(minutes: set[int]) -> list[tuple[int, int]]:
    """Minutes as unbroken stretches, half-open."""
    starts = sorted(one for one in minutes if one - 1 not in minutes)
    ends = sorted(one + 1 for one in minutes if one + 1 not in minutes)
    return list(zip(starts, ends, strict=True))


def _replace(
    member: Member, rows: Sequence[Availability], day: int, runs: Sequence[tuple[int, int]]
) -> None:
    for row in rows:
        if row.during.lower is not None and row.during.lower >= today():
            db.session.delete(row)
        else:
            row.during = Range(row.during.lower, today())
    for start, end in runs:
        db.session.add(
            Availability(
                member_id=member.id,
                weekday=day,
                start_minute=start,
                end_minute=end,
                during=Range(today(), None),
            )
        )
