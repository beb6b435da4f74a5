"""How moments, money and amounts of work are written: Swedish numbers and clock in any language.

Pure: the language is an argument. Pages get these with the reader's language from web.text.
"""

from datetime import date, datetime

from babel.dates import format_date

from invoicing.money import format_kronor
from marketplace.clock import local, today


def kronor(ore: int) -> str:
    """18 240 kr; öre only where there are some."""
    return format_kronor(ore).replace(",00", "") if ore % 100 == 0 else format_kronor(ore)


def whole_kronor(ore: int) -> str:
    """18 240 kr, rounded: for figures read from across a table."""
    return kronor((ore + (50 if ore >= 0 else -50)) // 100 * 100)


def hours(minutes: int, hour: str = "tim", minute: str = "min") -> str:
    """7 tim 30 min; the two words may be another language's."""
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole} {hour}"] if whole or not rest else []
    return " ".join(parts + ([f"{rest} {minute}"] if rest else []))


def clock(moment: datetime) -> str:
    """07:00 on the wall clock in Sweden."""
    return f"{local(moment):%H:%M}"


def span(start: datetime, end: datetime) -> str:
    """07:00–15:00."""
    return f"{clock(start)}–{clock(end)}"


def day(value: date | datetime, locale: str = "sv") -> str:
    """tisdag 15 december; with the year where it is not this one."""
    return _date(value, "EEEE d MMMM", locale)


def short_day(value: date | datetime, locale: str = "sv") -> str:
    """tis 15 dec."""
    return _date(value, "EEE d MMM", locale).replace(".", "")


def month_name(value: date, locale: str = "sv") -> str:
    """december 2026."""
    return str(format_date(value, "LLLL y", locale=locale))


def moment(value: datetime, locale: str = "sv") -> str:
    """tisdag 15 december 15:00."""
    return f"{day(value, locale)} {clock(value)}"


def percent(share: float) -> str:
    """56 %, or 0,17 % below one."""
    figure = f"{share * 100:.0f}" if share >= 0.01 or share == 0 else f"{share * 100:.2f}"
    return figure.replace(".", ",") + "\N{NO-BREAK SPACE}%"


def _date(value: date | datetime, pattern: str, locale: str) -> str:
    value = local(value).date() if isinstance(value, datetime) else value
    if value.year != today().year:
        pattern += " y"
    return str(format_date(value, pattern, locale=locale))
