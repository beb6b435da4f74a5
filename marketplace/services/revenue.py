"""What cooperatives earn in a year, read from the books: by stream, buyer, place and person's hour.

Every sum of revenue is the ledger's own, class 3 with a stream. Beside it stands what was earned:
the same lines on the day their hours were attested, or their goods delivered.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Select, func, select

from marketplace.database import db
from marketplace.models.assignments import Assignment
from marketplace.models.companies import Site
from marketplace.models.invoices import Stream
from marketplace.models.members import Gender, Member
from marketplace.models.places import Municipality
from marketplace.models.postings import Posting, Shift
from marketplace.models.time_reports import TimeReport
from marketplace.services import revenue_places, revenue_rows, small_cells
from marketplace.services.periods import year_of
from marketplace.services.revenue_places import Figures, Kind, Spot

NOBODY = (0, 0)
"""people and minutes"""


@dataclass
class Revenue:
    """A cooperative's year; a month that nothing happened in is not among the months."""

    spots: dict[Spot, Figures] = field(default_factory=dict)
    earned: dict[date, int] = field(default_factory=dict)
    unbilled_ore: int = 0
    """attested, and on no issued invoice yet: now, whatever year"""

    @cached_property
    def whole(self) -> Figures:
        """All places and months together."""
        return revenue_places.gathered(self.spots, lambda _: None).get(None, Figures())

    @cached_property
    def by_month(self) -> Mapping[date, Figures]:
        """By the first day of each month."""
        return revenue_places.gathered(self.spots, lambda spot: spot.month)

    @cached_property
    def by_place(self) -> Mapping[str | None, Figures]:
        """By municipality; none is goods, grants and the shop."""
        return revenue_places.gathered(self.spots, lambda spot: spot.place)

    @property
    def total_ore(self) -> int:
        """What the books have as revenue."""
        return self.whole.total_ore

    @property
    def by_kind(self) -> Mapping[Kind, int]:
        """Revenue by stream and buyer."""
        return self.whole.by_kind

    @property
    def by_stream(self) -> Mapping[Stream, int]:
        """Revenue by stream."""
        return {stream: self.whole.of_stream(stream) for stream in Stream}

    @property
    def places(self) -> Mapping[str, int]:
        """Revenue by the municipality where the work was done."""
        return {name: one.total_ore for name, one in self.by_place.items() if name is not None}

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
    for spot, figures in revenue_places.of_year(number, cooperative_id).items():
        found[spot.cooperative_id].spots[spot] = figures
    period = year_of(number)
    for (key, month), ore in _rows(revenue_rows.earned(period), cooperative_id):
        found[key].earned[month] = ore
    for (key,), ore in _rows(revenue_rows.unbilled(), cooperative_id):
        found[key].unbilled_ore = ore
    return found


def of_cooperative(number: int, cooperative_id: int) -> Revenue:
    """The year of one cooperative; an empty one where nothing happened."""
    return of_year(number, cooperative_id).get(cooperative_id, Revenue())


def genders(number: int, cooperative_id: int | None = None) -> Sequence[GenderHours]:
    """Attested hours of women and men in a year; small cells are hidden."""
    rows = _hours_of(number, cooperative_id, Member.gender)
    worked = {Gender(gender): (int(people), int(minutes)) for gender, people, minutes in rows}
    people = small_cells.shown({one: worked.get(one, NOBODY)[0] for one in Gender})
    return [_hours(one, people[one], worked.get(one, NOBODY)) for one in Gender]


def genders_by_place(
    number: int, cooperative_id: int | None = None
) -> Mapping[str, Sequence[GenderHours]]:
    """The same by the municipality of the work; nothing can be read off the totals either."""
    return _table(_hours_of(number, cooperative_id, Municipality.name, Member.gender))


def genders_by_month(
    number: int, cooperative_id: int | None = None
) -> Mapping[date, Sequence[GenderHours]]:
    """The same by the first day of each month with work."""
    return _table(_hours_of(number, cooperative_id, revenue_rows.month_attested(), Member.gender))


def _table(rows: Sequence[Any]) -> Mapping[Any, Sequence[GenderHours]]:
    worked = {(row[0], Gender(row[1])): (int(row[2]), int(row[3])) for row in rows}
    heads = sorted({head for head, _ in worked})
    cells = [(head, one) for head in heads for one in Gender]
    people = small_cells.shown_in_table({cell: worked.get(cell, NOBODY)[0] for cell in cells})
    return {
        head: [_hours(one, people[head, one], worked.get((head, one), NOBODY)) for one in Gender]
        for head in heads
    }


def _hours(gender: Gender, people: int | None, worked: tuple[int, int]) -> GenderHours:
    return GenderHours(gender, people, None if people is None else worked[1])


def _hours_of(number: int, cooperative_id: int | None, *keys: Any) -> Sequence[Any]:
    """People and attested minutes by these columns."""
    query = (
        select(*keys, func.count(Member.id.distinct()), func.sum(revenue_rows.work_minutes()))
        .select_from(TimeReport)
        .join(Assignment, Assignment.id == TimeReport.assignment_id)
        .join(Member, Member.id == Assignment.member_id)
        .join(Shift, Shift.id == Assignment.shift_id)
        .join(Posting, Posting.id == Shift.posting_id)
        .join(Site, Site.id == Posting.site_id)
        .join(Municipality, Municipality.id == Site.municipality_id)
        .where(*revenue_rows.attested_in(year_of(number)))
        .group_by(*keys)
    )
    if cooperative_id is not None:
        query = query.where(Member.cooperative_id == cooperative_id)
    return db.session.execute(query).all()


def _rows(query: Select[*tuple[Any, ...]], cooperative_id: int | None) -> Any:
    """Keys and a number, of one cooperative or of all; the first column is the cooperative."""
    key = query.selected_columns[0]
    if cooperative_id is not None:
        query = query.where(key == cooperative_id)
    for row in db.session.execute(query):
        yield tuple(row[:-1]), int(row[-1])
