"""The week that an address names: ?week=2026-W51."""

from datetime import date, timedelta

from flask import request

from marketplace.clock import today
from marketplace.services import schedules

A_WEEK = timedelta(weeks=1)
EARLIEST, LATEST = date(2000, 1, 3), date(2100, 1, 4)


def asked_monday() -> date:
    """The first day of that week, of this one if the address says nothing sensible."""
    try:
        asked = date.fromisocalendar(*_numbers(request.args.get("week", "")), 1)
    except (ValueError, TypeError):
        asked = schedules.monday_of(today())
    return min(max(asked, EARLIEST), LATEST)


def _numbers(week: str) -> tuple[int, int]:
    year, _, number = week.partition("-W")
    if not (year.isascii() and year.isdecimal() and number.isascii() and number.isdecimal()):
        raise ValueError(week)
    return int(year), int(number)
