"""Figures about people: a cell of fewer than five is never shown, nor what would give it away."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

LEAST = 5
Key = TypeVar("Key")
Row = TypeVar("Row")


def shown(counts: Mapping[Key, int]) -> Mapping[Key, int | None]:
    """The counts with None in the place of every cell below five.

    What is hidden could be read off the total where it is one cell, or where all that is hidden is
    fewer than five together: then the smallest of the others is hidden with it.
    """
    return _shown(counts, [list(counts)])


def shown_in_table(counts: Mapping[tuple[Row, Key], int]) -> Mapping[tuple[Row, Key], int | None]:
    """The same for a table whose rows and columns both have totals that people can read."""
    rows = [[cell for cell in counts if cell[0] == row] for row in {row for row, _ in counts}]
    columns = [[cell for cell in counts if cell[1] == key] for key in {key for _, key in counts}]
    return _shown(counts, [*rows, *columns])


def _shown(counts: Mapping[Key, int], lines: Sequence[Sequence[Key]]) -> Mapping[Key, int | None]:
    hidden = {key for key, count in counts.items() if count < LEAST}
    while True:
        more = set()
        for line in lines:
            kept = [key for key in line if key not in hidden]
            if kept and _gives_away([counts[key] for key in line if key in hidden]):
                more.add(min(kept, key=lambda key: counts[key]))
        if not more:
            return {key: None if key in hidden else count for key, count in counts.items()}
        hidden |= more


def _gives_away(hidden: Sequence[int]) -> bool:
    """Whether the total of a line tells what these cells hold."""
    return len(hidden) == 1 or 0 < sum(hidden) < LEAST


def is_small(people: int) -> bool:
    """Whether a figure about so many people must not be shown."""
    return people < LEAST
