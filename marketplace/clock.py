"""The only clock: every "now" and "today" of the product is asked here, in Swedish time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_standing: list[datetime] = []


def now() -> datetime:
    """The present moment, aware, in UTC; what the database keeps."""
    if _standing:
        return _standing[-1]
    return datetime.now(UTC)  # noqa: TID251 -- the one place that may ask the machine


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let every clock of this process stand at a moment: for tests, and demo data of a given day.

    Raises ValueError for a moment without a time zone. The database's own clock goes on.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    _standing.append(moment.astimezone(UTC))
    try:
        yield
    finally:
        _standing.pop()


def today() -> date:
    """The calendar day in Stockholm."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same moment on the clock on the wall in Stockholm."""
    return moment.astimezone(STOCKHOLM)


def at(day: date, minute_of_day: int) -> datetime:
    """The moment that many wall-clock minutes into a day in Stockholm; 1 440 is the next midnight.

    A wall time that daylight saving skips becomes the moment an hour later.
    """
    day += timedelta(days=minute_of_day // 1440)
    hour, minute = divmod(minute_of_day % 1440, 60)
    return datetime.combine(day, time(hour, minute), STOCKHOLM).astimezone(UTC)


def week_of(day: date) -> str:
    """The ISO week of a day, as "2026-W49"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
