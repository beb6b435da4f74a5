"""Swedish public holidays, computed.

The thirteen days of lag (1989:253) om allmänna helgdagar, save the ordinary Sundays, with
midsommarafton, julafton and nyårsafton, which lag (1930:173) om beräkning av lagstadgad tid and
most collective agreements put beside them. National day is a holiday since 2005: the rules here
are those in force since then, and are given for earlier years too.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

SATURDAY = 5


def easter_sunday(year: int) -> date:
    """Easter Sunday of a Gregorian year (the anonymous algorithm of Nature, 20 April 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leaps, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(day: date) -> date:
    """The first Saturday on or after a day."""
    return day + timedelta(days=(SATURDAY - day.weekday()) % 7)


@lru_cache(maxsize=64)
def holidays(year: int) -> Mapping[date, str]:
    """The year's holidays with their Swedish names, in order; ordinary Sundays are not listed."""
    easter = easter_sunday(year)
    midsummer = _saturday_from(date(year, 6, 20))
    found: dict[date, str] = {}
    for day, name in sorted(
        (
            (date(year, 1, 1), "nyårsdagen"),
            (date(year, 1, 6), "trettondedag jul"),
            (easter - timedelta(days=2), "långfredagen"),
            (easter, "påskdagen"),
            (easter + timedelta(days=1), "annandag påsk"),
            (date(year, 5, 1), "första maj"),
            (easter + timedelta(days=39), "Kristi himmelsfärdsdag"),
            (easter + timedelta(days=49), "pingstdagen"),
            (date(year, 6, 6), "Sveriges nationaldag"),
            (midsummer - timedelta(days=1), "midsommarafton"),
            (midsummer, "midsommardagen"),
            (_saturday_from(date(year, 10, 31)), "alla helgons dag"),
            (date(year, 12, 24), "julafton"),
            (date(year, 12, 25), "juldagen"),
            (date(year, 12, 26), "annandag jul"),
            (date(year, 12, 31), "nyårsafton"),
        )
    ):
        found[day] = f"{found[day]} och {name}" if day in found else name
    return MappingProxyType(found)


def is_holiday(day: date) -> bool:
    """Whether the day is one of the holidays; an ordinary Sunday is not."""
    return day in holidays(day.year)


def holiday_name(day: date) -> str | None:
    """The day's Swedish name where it is a holiday, else None."""
    return holidays(day.year).get(day)
