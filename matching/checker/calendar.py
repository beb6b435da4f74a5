"""Days, ISO weeks and clock hours of Europe/Stockholm, for minutes counted from 1970 in UTC."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE: Final = timedelta(minutes=1)
DAY_MINUTES: Final = 1440
LONGEST_WALK_MINUTES: Final = 3 * DAY_MINUTES
"""Whatever lasts this long has seen every hour of the clock, a skipped one excepted."""


def minute_of(moment: datetime) -> int:
    """Minutes from 1970 in UTC to a moment on a whole minute."""
    return (moment - EPOCH) // MINUTE


@lru_cache(maxsize=1 << 16)
def local_clock(minute: int) -> tuple[date, int]:
    """The Stockholm date of a minute, and what the clock shows in minutes after midnight."""
    local = (EPOCH + minute * MINUTE).astimezone(STOCKHOLM)
    return local.date(), local.hour * 60 + local.minute


def day_of(minute: int) -> date:
    """The Stockholm date of a minute."""
    return local_clock(minute)[0]


def monday_of(day: date) -> date:
    """The Monday of the ISO week a date belongs to."""
    return day - timedelta(days=day.weekday())


def week_name(day: date) -> str:
    """The ISO week of a date, as 2026-W49: its ISO year may differ from the date's."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


@lru_cache(maxsize=1 << 12)
def midnight(day: date) -> int:
    """The minute at which a Stockholm date begins."""
    return minute_of(datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM).astimezone(UTC))


def week_span(monday: date) -> tuple[int, int]:
    """The first minute of an ISO week and of the next: 167, 168 or 169 hours apart."""
    return midnight(monday), midnight(monday + timedelta(days=7))


def days_between(start: datetime, end: datetime) -> int:
    """Calendar days from the Stockholm date of the start to that of the end."""
    return (end.astimezone(STOCKHOLM).date() - start.astimezone(STOCKHOLM).date()).days


def touches_clock_hours(start: int, end: int, hours: tuple[int, int]) -> bool:
    """Whether the clock shows any of `hours`, half-open, at some minute of [start, end).

    Hours whose end is before their start pass midnight. An hour the clock skips in March is shown
    by nobody's clock, and one it repeats in October counts both times.
    """
    opens, closes = hours
    if opens == closes:
        return False
    if closes < opens:
        return touches_clock_hours(start, end, (opens, DAY_MINUTES)) or touches_clock_hours(
            start, end, (0, closes)
        )
    at = start
    last = min(end, start + LONGEST_WALK_MINUTES)
    while at < last:
        # The clock is only ever changed on a whole hour, so it runs evenly up to the next one.
        stop = min(last, at - at % 60 + 60)
        _, shown = local_clock(at)
        if shown < closes and opens < shown + stop - at:
            return True
        at = stop
    return False
