"""How moments, money and amounts of work are written: Swedish numbers and clock in any language."""

from datetime import date, datetime

from babel.dates import format_date
from flask import Flask
from flask_babel import get_locale, gettext, ngettext

from invoicing.money import format_kronor
from marketplace.clock import local, today


def kronor(ore: int) -> str:
    """18 240 kr; öre only where there are some."""
    return format_kronor(ore).replace(",00", "") if ore % 100 == 0 else format_kronor(ore)


def hours(minutes: int) -> str:
    """7 tim 30 min."""
    whole, rest = divmod(minutes, 60)
    parts = [gettext("%(hours)s tim", hours=whole)] if whole or not rest else []
    return " ".join(parts + ([gettext("%(minutes)s min", minutes=rest)] if rest else []))


def clock(moment: datetime) -> str:
    """07:00 on the wall clock in Sweden."""
    return f"{local(moment):%H:%M}"


def span(start: datetime, end: datetime) -> str:
    """07:00–15:00."""
    return f"{clock(start)}–{clock(end)}"


def _locale() -> str:
    return str(get_locale() or "sv").split("@")[0]


def day(value: date | datetime) -> str:
    """tisdag 15 december; with the year where it is not this one."""
    value = local(value).date() if isinstance(value, datetime) else value
    pattern = "EEEE d MMMM" if value.year == today().year else "EEEE d MMMM y"
    return str(format_date(value, pattern, locale=_locale()))


def short_day(value: date | datetime) -> str:
    """tis 15 dec."""
    value = local(value).date() if isinstance(value, datetime) else value
    pattern = "EEE d MMM" if value.year == today().year else "EEE d MMM y"
    return format_date(value, pattern, locale=_locale()).replace(".", "")


def moment(value: datetime) -> str:
    """tisdag 15 december kl. 15:00."""
    return str(gettext("%(day)s kl. %(clock)s", day=day(value), clock=clock(value)))


def people(count: int) -> str:
    """4 personer."""
    return str(ngettext("%(num)d person", "%(num)d personer", count))


def percent(share: float) -> str:
    """56 %, or 0,17 % below one."""
    figure = f"{share * 100:.0f}" if share >= 0.01 or share == 0 else f"{share * 100:.2f}"
    return figure.replace(".", ",") + "\N{NO-BREAK SPACE}%"


def register(app: Flask) -> None:
    """Give templates these as filters of the same name."""
    for write in (kronor, hours, clock, span, day, short_day, moment, people, percent):
        app.add_template_filter(write)
    app.add_template_global(span, "span")
