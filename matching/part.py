"""One part of a problem: its exact model, its best plan so far and what is proven about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd, isinf
from typing import Final, Self

from matching.ceiling import asked, ceiling
from matching.cpsat import Exact
from matching.crew import add_crew_rules, seats_of
from matching.eligibility import Option
from matching.hours import add_hour_rules
from matching.index import Index
from matching.linear import Form, Linear
from matching.neighbourhoods import Held, Neighbourhoods, Total
from matching.objective import keys_of, level_forms, weighted
from matching.problem.rules import COVERAGE_LEVELS
from matching.worth import Key, Worth

EXACT_CHOICES: Final = 20_000
"""Above so many connected choices the exact model finds nothing in a minute."""

LEADERS: Final = 200
"""Parts with more members than this get more rounds, as many for each member."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a step found for a part: its value, and a bound that no plan passes."""

    value: int
    bound: float

    @classmethod
    def best(cls, value: int) -> Self:
        """A value that is proven to be the most."""
        return cls(value, float(value))

    @property
    def distance(self) -> int | None:
        """What could still be gained; values are whole, so is the bound rounded down. None where
        there is no bound."""
        if isinf(self.bound):
            return None
        return max(0, int((self.bound + max(1e-6, 1e-12 * abs(self.bound))) // 1) - self.value)

    @property
    def proven(self) -> bool:
        """Whether nothing can be gained."""
        return self.distance == 0


class Part:
    """The choices that hang together; its forms count only what these choices add.

    Its models are built when first asked for: in the thread that solves it, beside other parts.
    """

    def __init__(
        self, index: Index, options: Sequence[Option], worth: Worth, placed: set[Key], seed: int
    ) -> None:
        self.index, self.options, self.worth, self.seed = index, options, worth, seed
        self.held: list[Held] = []
        self.hint = [int(placed.issuperset(keys_of(option))) for option in options]
        self.values: list[int] = []
        self.proven: set[str] = set()
        self._forms: dict[str, Form] = {}

    @cached_property
    def linear(self) -> Linear:
        """Every rule as rows; levels that need variables of their own join when first asked for."""
        linear = Linear()
        for _ in self.options:
            linear.boolean()
        add_crew_rules(linear, self.index, seats_of(self.index, self.options))
        add_hour_rules(linear, self.index, self.options)
        return linear

    @cached_property
    def exact(self) -> Exact:
        """The model that is solved level by level."""
        return Exact(self.linear)

    @cached_property
    def near(self) -> Neighbourhoods:
        """What is solved where a level is not proven at once."""
        return Neighbourhoods(self.linear, self.options, self.seed)

    @property
    def chosen(self) -> list[int]:
        """The values of the best plan so far; of the choices alone before the first solve."""
        return self.values or self.hint + [0] * (len(self.linear.lows) - len(self.hint))

    @property
    def keys(self) -> list[Key]:
        """The placements of the best plan so far."""
        chosen = self.chosen
        return [
            key for at, option in enumerate(self.options) if chosen[at] for key in keys_of(option)
        ]

    def form_of(self, weights: Mapping[str, int]) -> Form:
        """The weighted sum of levels, counted so that more is better.

        Coverage is proven without the rows of fairness and continuity, which only burden its
        search: they are added here, and the best plan so far gets the values of their variables.
        """
        for level in (level for level in weights if level not in self._forms):
            self._forms |= level_forms(self.linear, self.index, self.worth, self.options, [level])
        form = weighted(self._forms, weights)
        if self.values and len(self.values) < len(self.linear.lows):
            self.values = self._settled(self.values[: len(self.options)], form)
            self.__dict__.pop("near", None)  # it has read the model as it was
        return form

    @property
    def is_beyond_exact(self) -> bool:
        """Whether only neighbourhoods can be solved."""
        return len(self.options) > EXACT_CHOICES

    def ceiling(self, level: str) -> float:
        """What no plan passes in a level of coverage, by hours alone and by what is held above."""
        higher = COVERAGE_LEVELS[: COVERAGE_LEVELS.index(level)]
        above = sum(self.form_of({name: 1}).value(self.values) for name in higher)
        return ceiling(self.index, self.options, int(level[-1])) - above

    def climb(self, form: Form, rounds: int, top: float) -> Found | None:
        """Make the form as great as neighbourhoods can from the first plan; `top` is its bound."""
        if not self.values:
            self.values = self._settled(self.hint, form)
        if not self.values:
            return None
        self.improve(form, max(rounds, rounds * self.near.leaders // LEADERS))
        return Found(form.value(self.values), top)

    def _settled(self, choices: Sequence[int], form: Form) -> list[int]:
        """A plan's choices with the values of all that hangs on them, as good as the form wants."""
        fixed = Exact(self.linear)
        fixed.fix(dict(enumerate(choices)))
        return fixed.best(form, "max", choices, float("inf"), self.seed).values

    def solve(self, form: Form, work: float) -> Found | None:
        """Make the form as great as so much deterministic work can; None if nothing is found."""
        outcome = self.exact.best(form, "max", self.values or self.hint, work, self.seed)
        if outcome.value is not None:
            self.values = outcome.values
        if not self.values:
            return None
        return Found(form.value(self.values), outcome.bound)

    def prove_together(self, first: str, second: str, work: float) -> None:
        """Solve two levels of coverage as one; remember that both are proven, if they are.

        A minute of the first outweighs every seat of the second, so the best sum is best in strict
        order, and one search does what two would: over twenty regions in four fifths of the time.
        """
        step = gcd(*(factor for _, factor in self.form_of({first: 1}).terms)) or 1
        weight = asked(self.index, self.options, int(second[-1])) // step + 1
        found = self.solve(self.form_of({first: weight, second: 1}), work)
        if found is not None and found.proven:
            self.proven |= {first, second}

    def sharpened(self, form: Form, work: float, known: Found) -> Found:
        """Solve again, from a plan that is better by now; the sharper of both bounds."""
        again = self.solve(form, work)
        if again is None:
            return known
        return Found(again.value, min(again.bound, known.bound))

    def hold(self, form: Form) -> None:
        """From now on the form is at least what it is in the best plan so far."""
        value = form.value(self.values)
        if not self.is_beyond_exact:
            self.exact.hold(form, "max", value)
        self.held.append(Held(Total(form.terms), value - form.constant))

    def bound(self, form: Form, work: float) -> float:
        """What no plan passes, as good as the best so far in all that is held."""
        return self.exact.best(form, "max", self.values or self.hint, work, self.seed).bound

    def improve(self, goal: Form, rounds: int) -> None:
        """Free a few members at a time: so many rounds, or until everybody led one in vain."""
        in_vain, aim = 0, Total(goal.terms)
        for free in self.near.rounds(rounds if self.values else 0):
            found = self.near.improve(free, self.values, aim, self.held, self.seed)
            in_vain = 0 if found is not None else in_vain + 1
            self.values = found or self.values
            if in_vain > self.near.leaders:
                return
