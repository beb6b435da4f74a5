"""Months and years of the books, and the closing of a month once it is handed over.

The fiscal year of the cooperatives is the calendar year.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from marketplace.clock import now, today
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor, Event
from marketplace.models.ledger import ClosedMonth
from marketplace.services.history import record, timeline_by
from marketplace.services.holding import hold

CLOSED, HANDED_OVER = "cooperatives.month_closed", "cooperatives.sie_exported"
_PERIOD = re.compile(r"(20\d\d)(?:-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months of one year, from a day up to another, that one not counted."""

    first_day: date
    until: date

    @property
    def name(self) -> str:
        """2026-11, or 2026."""
        is_year = self.until.year > self.first_day.year and self.first_day.month == 1
        whole_year = is_year and month_after(self.first_day) != self.until
        return f"{self.first_day:%Y}" if whole_year else f"{self.first_day:%Y-%m}"

    @property
    def months(self) -> Sequence[date]:
        """The first day of each of its months."""
        found = [self.first_day]
        while (after := month_after(found[-1])) < self.until:
            found.append(after)
        return found

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.until <= today()


def month_of(day: date) -> Period:
    """The month in which a day lies."""
    first = day.replace(day=1)
    return Period(first, month_after(first))


def year_of(year: int) -> Period:
    """A whole year."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def read_period(text: str) -> Period:
    """2026 or 2026-11. Raises Invalid for anything else."""
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        raise Invalid(N_("Skriv perioden som 2026-11 eller 2026."), "period")
    if match[2] is None:
        return year_of(int(match[1]))
    return month_of(date(int(match[1]), int(match[2]), 1))


def month_after(first_day: date) -> date:
    """The first day of the next month."""
    return date(first_day.year + first_day.month // 12, first_day.month % 12 + 1, 1)


def closed(cooperative_id: int, period: Period) -> Sequence[ClosedMonth]:
    """Those months of a period in which nothing is booked any more, oldest first."""
    return db.session.scalars(
        select(ClosedMonth)
        .where(
            ClosedMonth.cooperative_id == cooperative_id,
            ClosedMonth.first_day >= period.first_day,
            ClosedMonth.first_day < period.until,
        )
        .order_by(ClosedMonth.first_day)
    ).all()


def close(cooperative: Cooperative, period: Period, by: Actor) -> Sequence[date]:
    """Close every month of a period that is over and still open; which ones.

    Whoever is booking meanwhile is waited for, and whoever comes after finds the month closed.
    """
    hold(cooperative, against_all=True)
    done = {month.first_day for month in closed(cooperative.id, period)}
    ended = [day for day in period.months if month_after(day) <= today() and day not in done]
    for first_day in ended:
        db.session.add(
            ClosedMonth(
                cooperative_id=cooperative.id,
                first_day=first_day,
                closed_at=now(),
                closed_by=by.label,
            )
        )
        record(CLOSED, cooperative, by, month=f"{first_day:%Y-%m}")
    db.session.flush()
    return ended


def happenings(cooperative: Cooperative, period: Period) -> Sequence[Event]:
    """When a month was handed over and closed, and by whom, oldest first."""
    over = timeline_by(cooperative, (HANDED_OVER,), period=period.name)
    shut = timeline_by(cooperative, (CLOSED,), month=period.name)
    return sorted([*over, *shut], key=lambda event: event.id)
