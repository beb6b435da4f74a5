"""What cooperatives earn in a year, read from the books: by stream, buyer, place and person's hour.

Every sum of revenue is the ledger's own, class 3 with a stream. Beside it stands what was earned:
the same lines on the day their hours were attested, or their goods delivered.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from marketplace.database import db
from marketplace.models.assignments import Assignment
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import Stream
from marketplace.models.members import Gender, Member
from marketplace.models.time_reports import TimeReport
from marketplace.services import revenue_rows, small_cells
from marketplace.services.periods import Period, year_of

MINUTES_PER_HOUR = 60
Kind = tuple[Stream, BuyerSector]


@dataclass(slots=True)
class Revenue:
    """A cooperative's year; a month that nothing happened in is not among the months."""

    booked: dict[tuple[date, Kind], int] = field(default_factory=dict)
    earned: dict[date, int] = field(default_factory=dict)
    minutes: dict[date, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    unbilled_ore: int = 0
    """attested, and on no issued invoice yet: now, whatever year"""
    days_to_pay: int | None = None
    largest: tuple[str, int] | None = None
    """the customer that most revenue came from, and how much"""

    @property
    def total_ore(self) -> int:
        """What the books have as revenue."""
        return sum(self.booked.values())

    @property
    def by_kind(self) -> Mapping[Kind, int]:
        """Revenue by stream and buyer."""
        return _grouped((kind, ore) for (_, kind), ore in self.booked.items())

    @property
    def by_stream(self) -> Mapping[Stream, int]:
        """Revenue by stream."""
        return _grouped((kind[0], ore) for (_, kind), ore in self.booked.items())

    def of_month(self, first_day: date, stream: Stream | None = None) -> int:
        """A month's revenue, of one stream or of both."""
        return sum(
            ore
            for (day, kind), ore in self.booked.items()
            if day == first_day and stream in (None, kind[0])
        )

    @property
    def ore_per_hour(self) -> int | None:
        """Revenue for each attested hour of a member; None without hours."""
        minutes = sum(self.minutes.values())
        return self.total_ore * MINUTES_PER_HOUR // minutes if minutes else None

    @property
    def largest_share(self) -> float | None:
        """How much of the revenue hangs on one customer."""
        return self.largest[1] / self.total_ore if self.largest and self.total_ore > 0 else None

    @property
    def elsewhere_ore(self) -> int:
        """Revenue that no job at a place stands behind: goods, grants, the shop."""
        return self.total_ore - sum(self.places.values())


@dataclass(frozen=True, slots=True)
class GenderHours:
    """Members of a gender with attested hours; None where fewer than five stand behind it."""

    gender: Gender
    people: int | None
    minutes: int | None


def of_year(number: int, cooperative_id: int | None = None) -> Mapping[int, Revenue]:
    """The year of one cooperative or of all, by its inner number, in a fixed number of queries."""
    found: dict[int, Revenue] = defaultdict(Revenue)
    period = year_of(number)
    for (key, month, stream, sector), ore in _rows(revenue_rows.booked(period), cooperative_id):
        found[key].booked[month, (stream, sector)] = ore
    for (key, month), ore in _rows(revenue_rows.earned(period), cooperative_id):
        found[key].earned[month] = ore
    for (key, month), minutes in _rows(revenue_rows.minutes(period), cooperative_id):
        found[key].minutes[month] = minutes
    for (key, name), ore in _rows(revenue_rows.places(period), cooperative_id):
        found[key].places[name] = ore
    _add_customers(found, period, cooperative_id)
    return found


def _add_customers(found: dict[int, Revenue], period: Period, cooperative_id: int | None) -> None:
    """What is still to be billed, how soon customers pay, and on whom most hangs."""
    for (key,), ore in _rows(revenue_rows.unbilled(), cooperative_id):
        found[key].unbilled_ore = ore
    for (key,), days in _rows(revenue_rows.days(period), cooperative_id):
        found[key].days_to_pay = days
    for (key, name), ore in _rows(revenue_rows.customers(period), cooperative_id):
        year = found[key]
        if year.largest is None or (ore, name) > (year.largest[1], year.largest[0]):
            year.largest = name, ore


def of_cooperative(number: int, cooperative_id: int) -> Revenue:
    """The year of one cooperative; an empty one where nothing happened."""
    return of_year(number, cooperative_id).get(cooperative_id, Revenue())


def genders(number: int, cooperative_id: int | None = None) -> Sequence[GenderHours]:
    """Attested hours of women and men in a year; small cells are hidden."""
    period = year_of(number)
    query = (
        select(
            Member.gender, func.count(Member.id.distinct()), func.sum(revenue_rows.work_minutes())
        )
        .select_from(TimeReport)
        .join(Assignment, Assignment.id == TimeReport.assignment_id)
        .join(Member, Member.id == Assignment.member_id)
        .where(*revenue_rows.attested_in(period))
        .group_by(Member.gender)
    )
    if cooperative_id is not None:
        query = query.where(Member.cooperative_id == cooperative_id)
    rows = {row[0]: (int(row[1]), int(row[2])) for row in db.session.execute(query)}
    people = small_cells.shown({one: rows.get(one, (0, 0))[0] for one in Gender})
    return [
        GenderHours(one, people[one], None if people[one] is None else rows.get(one, (0, 0))[1])
        for one in Gender
    ]


def _rows(query: Select[*tuple[Any, ...]], cooperative_id: int | None) -> Any:
    """Keys and a number, of one cooperative or of all; the first column is the cooperative."""
    key = query.selected_columns[0]
    if cooperative_id is not None:
        query = query.where(key == cooperative_id)
    for row in db.session.execute(query):
        yield tuple(row[:-1]), int(row[-1])


def _grouped(pairs: Any) -> dict[Any, int]:
    sums: dict[Any, int] = {}
    for key, ore in pairs:
        sums[key] = sums.get(key, 0) + ore
    return sums
