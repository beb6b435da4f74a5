"""Choosing days: chips for the next ten working days, and the days of an internship."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from flask_babel import gettext

from marketplace.catalogue.holidays import is_holiday
from marketplace.clock import today
from marketplace.services.odds import next_working_day
from marketplace.web.text import short_day

CHIPS = 10
MOST_DAYS = 366


def coming_days() -> list[date]:
    """The next ten working days, tomorrow at the earliest."""
    days = [next_working_day(today())]
    while len(days) < CHIPS:
        days.append(next_working_day(days[-1]))
    return days


def chips(chosen: Iterable[str]) -> list[tuple[str, str]]:
    """The days to tick, with words; a day chosen before that is not among them stays."""
    days = {*coming_days(), *read_chips(chosen)}
    return [(day.isoformat(), _words(day)) for day in sorted(days)]


def read_chips(chosen: Iterable[str]) -> list[date]:
    """The days of ticked chips; what is no day is left out."""
    found = []
    for text in chosen:
        try:
            found.append(date.fromisoformat(text))
        except ValueError:
            continue
    return found


def weekdays_between(
    first: date | None, last: date | None, chosen: Sequence[str]
) -> tuple[date, ...]:
    """Every day of these weekdays from the first day to the last, save public holidays."""
    if first is None or last is None or not 0 <= (last - first).days <= MOST_DAYS:
        return ()
    every = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return tuple(day for day in every if str(day.weekday()) in chosen and not is_holiday(day))


def same_weekdays(days: Iterable[date]) -> list[str]:
    """Among the chips the first of each weekday that these days fell on: for a job repeated."""
    wanted = {day.weekday() for day in days}
    first: dict[int, date] = {}
    for day in coming_days():
        first.setdefault(day.weekday(), day)
    return [day.isoformat() for weekday, day in first.items() if weekday in wanted]


def _words(day: date) -> str:
    if day == today() + timedelta(days=1):
        return str(gettext("Imorgon, %(day)s", day=short_day(day)))
    return short_day(day).capitalize()
