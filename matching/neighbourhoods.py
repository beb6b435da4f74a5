"""Better plans by freeing a few members at a time and solving what they share exactly.

A level that must keep its value is a row that leaves a search little room. In a neighbourhood
the row costs nothing: what all others do is given, and the few who are free are solved to the end.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from matching.cpsat import Exact
from matching.eligibility import Option
from matching.linear import Form, Linear, Row, Terms

FREE_CHOICES: Final = 160
ROUND_WORK: Final = 0.06
Ranged = tuple[int, int, int, int]  # variable, coefficient, the least and the most of the term


class Total:
    """A sum over all choices, of which a neighbourhood moves a few."""

    def __init__(self, terms: Iterable[tuple[int, int]]) -> None:
        self.factors = dict(terms)
        self._values: list[int] = []
        self._sum = 0

    def of(self, values: list[int]) -> int:
        """The sum for these values; worked out once for each list."""
        if values is not self._values:
            self._sum = sum(factor * values[variable] for variable, factor in self.factors.items())
            self._values = values
        return self._sum

    def inside(self, place: Mapping[int, int]) -> Terms:
        """The terms of these variables, by their places."""
        factors = self.factors
        return [(at, factors[variable]) for variable, at in place.items() if variable in factors]


@dataclass(frozen=True, slots=True)
class Held:
    """A level that may not fall below what has been reached."""

    total: Total
    least: int


class Neighbourhoods:
    """The members of one part, and who shares shifts with whom."""

    def __init__(self, linear: Linear, options: Sequence[Option], seed: int) -> None:
        self.linear = linear
        self.draw = Random(f"neighbourhoods:{seed}")  # noqa: S311 - guards nothing
        self.own: dict[int, list[int]] = {}
        self.at_shift: dict[int, list[int]] = {}
        for variable, option in enumerate(options):
            self.own.setdefault(option.member, []).append(variable)
            for shift in option.shifts:
                self.at_shift.setdefault(shift, []).append(option.member)
        self.shifts = {
            member: [shift for variable in own for shift in options[variable].shifts]
            for member, own in self.own.items()
        }
        self.rows_of = _rows_of(linear)
        self.ranged = [_ranged(linear, row) for row in linear.rows]
        self.helpers = [
            [variable for variable, _ in row.terms if variable >= len(options)]
            for row in linear.rows
        ]

    @property
    def leaders(self) -> int:
        """How many members can lead a round."""
        return len(self.own)

    def rounds(self, count: int) -> Iterator[list[int]]:
        """So many neighbourhoods as variables set free; all members lead before one leads again."""
        leaders: list[int] = []
        for _ in range(count):
            if not leaders:
                leaders = sorted(self.own)
                self.draw.shuffle(leaders)
            yield self._around(leaders.pop())

    def _around(self, leader: int) -> list[int]:
        """The choices of those who share most with a member, and with those so found."""
        shared: dict[int, int] = {leader: 0}
        chosen: list[int] = []
        free: list[int] = []
        while shared and len(free) < FREE_CHOICES:
            most = max(shared.values())
            member = self.draw.choice(sorted(m for m, times in shared.items() if times == most))
            del shared[member]
            chosen.append(member)
            free += self.own[member]
            for shift in self.shifts[member]:
                for other in self.at_shift[shift]:
                    if other not in chosen:
                        shared[other] = shared.get(other, 0) + 1
        return free

    def improve(
        self, free: Sequence[int], values: list[int], aim: Total, held: Sequence[Held], seed: int
    ) -> list[int] | None:
        """Values that raise the aim with only these choices moved, or None."""
        loose, numbers = self._with_helpers(free)
        place = {variable: at for at, variable in enumerate(loose)}
        terms = tuple(aim.inside(place))
        if not terms:
            return None
        small = Linear()
        for variable in loose:
            small.integer(self.linear.lows[variable], self.linear.highs[variable])
        for number in numbers:
            _add_restricted(small, self.linear.rows[number], self.ranged[number], place, values)
        hint = [values[variable] for variable in loose]
        for one in held:
            _add_held(small, one, place, values, hint)
        form = Form(0, terms)
        outcome = Exact(small).best(form, "max", hint, ROUND_WORK, seed)
        if outcome.value is None or outcome.value <= form.value(hint):
            return None
        found = list(values)
        for variable, at in place.items():
            found[variable] = outcome.values[at]
        return found

    def _with_helpers(self, free: Sequence[int]) -> tuple[list[int], list[int]]:
        """The choices with the variables that hang on them, and the rows that bind any of these."""
        loose, rows = set(free), set()
        new = list(free)
        while new:
            for number in self.rows_of.get(new.pop(), ()):
                if number not in rows:
                    rows.add(number)
                    fresh = [helper for helper in self.helpers[number] if helper not in loose]
                    loose.update(fresh)
                    new += fresh
        return sorted(loose), sorted(rows)


def _rows_of(linear: Linear) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for number, row in enumerate(linear.rows):
        for variable, _ in row.terms:
            found.setdefault(variable, []).append(number)
    return found


def _ranged(linear: Linear, row: Row) -> list[Ranged]:
    return [
        (
            variable,
            factor,
            min(factor * linear.lows[variable], factor * linear.highs[variable]),
            max(factor * linear.lows[variable], factor * linear.highs[variable]),
        )
        for variable, factor in row.terms
    ]


def _add_restricted(
    small: Linear,
    row: Row,
    ranged: Sequence[Ranged],
    place: Mapping[int, int],
    values: Sequence[int],
) -> None:
    """The row over the free variables, with what the others take counted in, where it can bind."""
    given = least = most = 0
    terms = []
    for variable, factor, low, high in ranged:
        at = place.get(variable)
        if at is None:
            given += factor * values[variable]
        else:
            terms.append((at, factor))
            least += low
            most += high
    from_below = None if row.low is None or row.low - given <= least else row.low - given
    from_above = None if row.high is None or row.high - given >= most else row.high - given
    if terms and (from_below is not None or from_above is not None):
        small.add(terms, from_below, from_above)


def _add_held(
    small: Linear, held: Held, place: Mapping[int, int], values: list[int], hint: list[int]
) -> None:
    """The level over the free variables, with what the others give counted in."""
    terms = held.total.inside(place)
    given = held.total.of(values) - sum(factor * hint[at] for at, factor in terms)
    worst = sum(min(factor * small.lows[at], factor * small.highs[at]) for at, factor in terms)
    if terms and held.least - given > worst:
        small.add(terms, low=held.least - given)
