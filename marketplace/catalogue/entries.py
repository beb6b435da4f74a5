"""What all entries of the catalogue share: a code, and finding one by its code."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Protocol, TypeVar


class Entry(Protocol):
    """Anything with a stable code."""

    @property
    def code(self) -> str: ...


E = TypeVar("E", bound=Entry)


def by_code(entries: Iterable[E]) -> Mapping[str, E]:
    """The entries by code, in the given order; ValueError names a code that stands twice."""
    found: dict[str, E] = {}
    for entry in entries:
        if entry.code in found:
            raise ValueError(f"the code {entry.code} stands twice in the catalogue")
        found[entry.code] = entry
    return MappingProxyType(found)
