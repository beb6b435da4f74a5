"""Days, ISO weeks and night hours of Europe/Stockholm on a line of whole minutes."""

from datetime import date, datetime, time
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


@lru_cache(maxsize=4096)
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
    """Calendar days from the local date of the start to that of the end."""
    return (end.astimezone(STOCKHOLM).date() - start.astimezone(STOCKHOLM).date()).days


def touches_night(start: int, end: int, night: tuple[int, int]) -> bool:
    """Whether the clock shows night hours at any minute of [start, end).

    Hours whose end is not after their start pass midnight; equal ends mean no night hours. The
    hour that comes twice in October counts both times, the one skipped in March never.
    """
    opens, closes = night
    if opens == closes:
        return False
    if closes < opens:
        closes += _DAY_MINUTES
    for first, last in _clock_stretches(start, end):
        shown = first % _DAY_MINUTES
        length = last - first
        for turn in range(-1, (shown + length) // _DAY_MINUTES + 1):
            shift = turn * _DAY_MINUTES
            if shown < closes + shift and opens + shift < shown + length:
                return True
    return False


def _clock_stretches(start: int, end: int) -> list[tuple[int, int]]:
    """[start, end) on the local clock, cut where the clock is changed."""
    found, first = [], start
    while first < end:
        offset = _offset(first)
        last = end
        if _offset(end - 1) != offset:
            last = next(minute for minute in range(first, end) if _offset(minute) != offset)
        found.append((first + offset, last + offset))
        first = last
    return found


def _offset(minute: int) -> int:
    moment = datetime.fromtimestamp(minute * _MINUTE_SECONDS, STOCKHOLM)
    away = moment.utcoffset()
    return 0 if away is None else int(away.total_seconds()) // _MINUTE_SECONDS
