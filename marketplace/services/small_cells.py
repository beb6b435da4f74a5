"""Figures about people: a cell of fewer than five is never shown, nor what would give it away."""

from collections.abc import Mapping
from typing import TypeVar

LEAST = 5
Key = TypeVar("Key")


def shown(counts: Mapping[Key, int]) -> Mapping[Key, int | None]:
    """The counts with None in the place of every cell below five.

    Where one cell alone is hidden it could be read off the total, so the smallest of the others is
    hidden with it.
    """
    cells: dict[Key, int | None] = {
        key: count if count >= LEAST else None for key, count in counts.items()
    }
    hidden = [key for key, count in cells.items() if count is None]
    kept = [key for key in counts if key not in hidden]
    if len(hidden) == 1 and kept:
        cells[min(kept, key=lambda key: counts[key])] = None
    return cells


def is_small(people: int) -> bool:
    """Whether a figure about so many people must not be shown."""
    return people < LEAST
