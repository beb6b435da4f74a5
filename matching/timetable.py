"""Days, ISO weeks and night hours of Europe/Stockholm on a line of whole minutes."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_MINUTE_SECONDS = 60
_DAY_MINUTES = 1440


def minute_of(moment: datetime) -> int:
    """Minutes since 1970 in UTC; every offset in use is a whole minute, so nothing is lost."""
    return int(moment.timestamp()) // _MINUTE_SECONDS


@lru_cache(maxsize=65536)
def day_of(minute: int) -> int:
    """The ordinal of the local date on which this minute falls."""
    return datetime.fromtimestamp(minute * _MINUTE_SECONDS, STOCKHOLM).date().toordinal()


def week_of(day: int) -> int:
    """The ordinal of the Monday of the ISO week in which this day falls."""
    return day - (day - 1) % 7


def week_name(monday: int) -> str:
    """The ISO name of the week that starts on this Monday, such as 2026-W49."""
    year, week, _ = date.fromordinal(monday).isocalendar()
    return f"{year}-W{week:02d}"


@lru_cache(maxsize=65536)
def midnight(day: int, clock: int = 0) -> int:
    """The minute at which this local clock time, in minutes after midnight, falls on this day."""
    local = date.fromordinal(day + clock // _DAY_MINUTES)
    hour, minute = divmod(clock % _DAY_MINUTES, 60)
    return minute_of(datetime.combine(local, time(hour, minute), STOCKHOLM))


def week_span(monday: int) -> tuple[int, int]:
    """First minute of the week and of the next; 10 020 or 10 140 minutes when clocks change."""
    return midnight(monday), midnight(monday + 7)


def days_between(start: datetime, end: datetime) -> int:
    """Calendar days from start to end; an end later than midnight counts its day."""
    first = start.astimezone(STOCKHOLM).date()
    last = (end.astimezone(STOCKHOLM) - timedelta(microseconds=1)).date()
    return (last - first).days + 1


def touches_night(start: int, end: int, night: tuple[int, int]) -> bool:
    """Whether [start, end) meets the night hours of any local day.

    Hours whose end is not after their start pass midnight; equal ends mean no night hours.
    """
    opens, closes = night
    if opens == closes:
        return False
    wraps = 1 if closes < opens else 0
    for day in range(day_of(start) - 1, day_of(end) + 1):
        if start < midnight(day + wraps, closes) and midnight(day, opens) < end:
            return True
    return False
