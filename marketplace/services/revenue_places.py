"""A year's revenue by cooperative, municipality and month at once, to be gathered by any of them.

An hour belongs to the municipality where it was worked, also on an invoice that gathers a month.
Goods, grants and the shop's takings belong to no place. Together it is the ledger's own revenue.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Select

from marketplace.database import db
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import Stream
from marketplace.services import revenue_rows
from marketplace.services.periods import year_of

MINUTES_PER_HOUR = 60
Kind = tuple[Stream, BuyerSector]
Key = TypeVar("Key")


class Spot(NamedTuple):
    """Whose revenue, where and when; no place is what no work at a place stands behind."""

    cooperative_id: int
    place: str | None
    month: date


@dataclass(slots=True)
class Figures:
    """What can be told of one spot, or of many gathered together."""

    by_kind: Counter[Kind] = field(default_factory=Counter)
    customers: Counter[tuple[int, str]] = field(default_factory=Counter)
    """revenue by customer; takings in the shop have none"""
    minutes: int = 0
    """attested minutes of members"""
    paid_ore: float = 0.0
    paid_ore_days: float = 0.0
    """each öre that was paid, times the days since its invoice was issued"""

    @property
    def total_ore(self) -> int:
        """What the books have as revenue."""
        return self.by_kind.total()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was sold, worked or paid."""
        return not (any(self.by_kind.values()) or self.minutes or self.paid_ore)

    def of_stream(self, stream: Stream) -> int:
        """What came of one kind of money."""
        return sum(ore for kind, ore in self.by_kind.items() if kind[0] == stream)

    @property
    def ore_per_hour(self) -> int | None:
        """Revenue for each attested hour of a member; None without hours."""
        return self.total_ore * MINUTES_PER_HOUR // self.minutes if self.minutes else None

    @property
    def days_to_pay(self) -> int | None:
        """Days from issue to payment, each krona counted once; None where nothing was paid."""
        return round(self.paid_ore_days / self.paid_ore) if self.paid_ore else None

    @property
    def largest(self) -> tuple[str, int] | None:
        """The customer that most revenue came from, and how much."""
        if not self.customers:
            return None
        (_, name), ore = max(self.customers.items(), key=lambda pair: (pair[1], pair[0]))
        return name, ore

    @property
    def largest_share(self) -> float | None:
        """How much of the revenue hangs on one customer."""
        return self.largest[1] / self.total_ore if self.largest and self.total_ore > 0 else None

    def add(self, other: "Figures") -> None:
        """Take in another spot's."""
        self.by_kind.update(other.by_kind)
        self.customers.update(other.customers)
        self.minutes += other.minutes
        self.paid_ore += other.paid_ore
        self.paid_ore_days += other.paid_ore_days


def of_year(number: int, cooperative_id: int | None = None) -> Mapping[Spot, Figures]:
    """The year of one cooperative or of all, in a fixed number of queries."""
    period = year_of(number)
    found: dict[Spot, Figures] = defaultdict(Figures)
    for key, month, stream, sector, ore in _rows(revenue_rows.booked(period), cooperative_id):
        found[Spot(key, None, month)].by_kind[stream, sector] += int(ore)
    for row in _rows(revenue_rows.placed(period), cooperative_id):
        key, month, stream, sector, place, company_id, company, ore = row
        spot = found[Spot(key, place, month)]
        spot.customers[company_id, company] += int(ore)
        if place is not None:
            spot.by_kind[stream, sector] += int(ore)
            found[Spot(key, None, month)].by_kind[stream, sector] -= int(ore)
    for key, month, place, minutes in _rows(revenue_rows.minutes(period), cooperative_id):
        found[Spot(key, place, month)].minutes += int(minutes)
    for key, month, place, ore, ore_days in _rows(revenue_rows.days(period), cooperative_id):
        found[Spot(key, place, month)].paid_ore += float(ore or 0)
        found[Spot(key, place, month)].paid_ore_days += float(ore_days or 0)
    return {spot: one for spot, one in found.items() if not one.is_empty}


def gathered(found: Mapping[Spot, Figures], by: Callable[[Spot], Key]) -> Mapping[Key, Figures]:
    """The figures of all spots with the same key together: by place, by month, by both."""
    sums: dict[Key, Figures] = defaultdict(Figures)
    for spot, figures in found.items():
        sums[by(spot)].add(figures)
    return sums


def _rows(query: Select[*tuple[Any, ...]], cooperative_id: int | None) -> Any:
    """Rows of one cooperative or of all; the first column is the cooperative."""
    if cooperative_id is not None:
        query = query.where(query.selected_columns[0] == cooperative_id)
    return db.session.execute(query)
