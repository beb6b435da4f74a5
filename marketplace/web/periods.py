"""Months in addresses: the one asked for, and the ways to those beside it."""

from dataclasses import dataclass
from datetime import timedelta

from flask import request, url_for

from marketplace.clock import today
from marketplace.errors import Invalid
from marketplace.services.periods import Period, month_of, read_period
from marketplace.web.text import month_name

FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True, slots=True)
class Ways:
    """What leads to the month before and the month after."""

    name: str
    previous_url: str
    next_url: str | None


def asked_month() -> Period:
    """The month that the address asks for; this one if it says nothing sensible."""
    try:
        asked = read_period(request.args.get("month", ""))
    except Invalid:
        return month_of(today())
    return month_of(asked.first_day)


def asked_year() -> int:
    """The year that the address asks for; this one if it says nothing sensible."""
    asked = request.args.get("year", today().year, type=int)
    return asked if FIRST_YEAR <= asked <= LAST_YEAR else today().year


def month_ways(month: Period, endpoint: str) -> Ways:
    """The ways from a month; none into a month that has not begun."""
    before = month_of(month.first_day - timedelta(days=1))
    after = month_of(month.until)
    return Ways(
        month_name(month.first_day),
        url_for(endpoint, month=before.name),
        url_for(endpoint, month=after.name) if after.first_day <= today() else None,
    )
