"""A linear model in whole numbers, kept apart from any solver that may read it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

Terms = list[tuple[int, int]]  # variable, coefficient


@dataclass(frozen=True, slots=True)
class Row:
    """low ≤ Σ coefficient × variable ≤ high; None stands for no limit."""

    terms: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Form:
    """A linear expression: a constant and its terms."""

    constant: int
    terms: tuple[tuple[int, int], ...]

    def value(self, values: list[int]) -> int:
        """The expression's value for these values of the variables."""
        return self.constant + sum(factor * values[variable] for variable, factor in self.terms)


@dataclass(slots=True)
class Linear:
    """Variables by number with their limits, and the rows that bind them."""

    lows: list[int] = field(default_factory=list)
    highs: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def integer(self, low: int, high: int) -> int:
        """A new whole-number variable; its number."""
        self.lows.append(low)
        self.highs.append(high)
        return len(self.lows) - 1

    def boolean(self) -> int:
        """A new variable that is 0 or 1; its number."""
        return self.integer(0, 1)

    def add(
        self, terms: Iterable[tuple[int, int]], low: int | None = None, high: int | None = None
    ) -> None:
        """Bind a sum of terms from below, above or both."""
        self.rows.append(Row(tuple(terms), low, high))

    def at_most(self, variables: Iterable[int], most: int) -> None:
        """No more than `most` of these; left out where it cannot bind."""
        listed = list(variables)
        if sum(self.highs[variable] for variable in listed) > most:
            self.add(((variable, 1) for variable in listed), high=most)

    def forbid(self, variables: Iterable[int]) -> None:
        """None of these."""
        for variable in variables:
            self.highs[variable] = 0
