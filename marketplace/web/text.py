"""The filters of templates: marketplace.text in the reader's language."""

from datetime import date, datetime, timedelta

from babel.dates import format_date
from flask import Flask
from flask_babel import get_locale, gettext, ngettext

from marketplace import text

MONDAY = date(2024, 1, 1)


def _locale() -> str:
    """The locale that names days and months: easy Swedish names them as Swedish does."""
    return str(get_locale() or "sv").split("@")[0]


def hours(minutes: int) -> str:
    """7 tim 30 min."""
    return text.hours(minutes, gettext("tim"), gettext("min"))


def day(value: date | datetime) -> str:
    """tisdag 15 december; with the year where it is not this one."""
    return text.day(value, _locale())


def short_day(value: date | datetime) -> str:
    """tis 15 dec."""
    return text.short_day(value, _locale())


def month_name(value: date) -> str:
    """december 2026."""
    return text.month_name(value, _locale())


def weekday(number: int) -> str:
    """måndag, for 0."""
    return str(format_date(MONDAY + timedelta(days=number), "EEEE", locale=_locale()))


def moment(value: datetime) -> str:
    """tisdag 15 december kl. 15:00."""
    return str(gettext("%(day)s kl. %(clock)s", day=day(value), clock=text.clock(value)))


def people(count: int) -> str:
    """4 personer."""
    return str(ngettext("%(num)d person", "%(num)d personer", count))


def register(app: Flask) -> None:
    """Give templates these as filters of the same name."""
    numbers = (text.kronor, text.whole_kronor, text.clock, text.percent)
    for write in (*numbers, hours, day, short_day, month_name, moment, people):
        app.add_template_filter(write)
    app.add_template_global(text.span, "span")
