"""When members can work, as stretches of time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from marketplace.clock import at, local
from marketplace.database import db
from marketplace.models.availability import Absence, Availability

Stretch = tuple[datetime, datetime]


def stretches(
    member_ids: Sequence[int], start: datetime, end: datetime
) -> Mapping[int, list[Stretch]]:
    """When each of these members can work between two moments: merged, ordered, half-open."""
    first, last = local(start).date() - timedelta(days=1), local(end).date()
    weekly = db.session.scalars(
        select(Availability).where(
            Availability.member_id.in_(member_ids),
            Availability.during.op("&&")(Range(first, last + timedelta(days=1))),
        )
    )
    found: dict[int, list[Stretch]] = defaultdict(list)
    for row in weekly:
        for day in _days(first, last, row.weekday):
            if day in row.during:
                found[row.member_id].append((at(day, row.start_minute), at(day, row.end_minute)))
    away = _absences(member_ids, start, end)
    return {
        member_id: without(merged(own), away.get(member_id, [])) for member_id, own in found.items()
    }


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time with touching and overlapping stretches as one, in order."""
    result: list[Stretch] = []
    for start, end in sorted(stretches):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def without(stretches: Iterable[Stretch], gaps: Iterable[Stretch]) -> list[Stretch]:
    """What is left of ordered stretches when the gaps are cut out."""
    left = list(stretches)
    for gap_start, gap_end in gaps:
        cut: list[Stretch] = []
        for start, end in left:
            cut += [
                (one, other)
                for one, other in ((start, min(end, gap_start)), (max(start, gap_end), end))
                if one < other
            ]
        left = cut
    return left


def within(stretches: Iterable[Stretch], periods: Iterable[Range[date]]) -> list[Stretch]:
    """What of the stretches starts on a day of one of the periods."""
    days = list(periods)
    return [
        (start, end)
        for start, end in stretches
        if any(local(start).date() in period for period in days)
    ]


def _days(first: date, last: date, weekday: int) -> Iterable[date]:
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(days=7)


def _absences(
    member_ids: Sequence[int], start: datetime, end: datetime
) -> Mapping[int, list[Stretch]]:
    rows = db.session.scalars(
        select(Absence).where(
            Absence.member_id.in_(member_ids), Absence.during.op("&&")(Range(start, end))
        )
    )
    away: dict[int, list[Stretch]] = defaultdict(list)
    for row in rows:
        away[row.member_id].append((row.during.lower or start, row.during.upper or end))
    return away
