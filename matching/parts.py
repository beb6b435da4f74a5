"""Cut a problem into parts that share nothing, so that each is solved alone and exactly.

Levels are sums over members, shifts and pairs, and no rule binds members who can meet nowhere.
What is best for each part, level by level, is therefore best for the whole.
"""

from collections.abc import Sequence

from matching.eligibility import Option
from matching.index import Index

LEAST_CHOICES = 150
"""Smaller parts are solved together: a call of the solver costs more than they do."""


def parts_of(index: Index, options: Sequence[Option]) -> list[list[Option]]:
    """The choices in groups that no rule connects, the largest first; small ones put together."""
    links = _Links(len(index.people) + len(index.slots) + len(index.problem.sites))
    first_shift = len(index.people)
    first_site = first_shift + len(index.slots)
    for option in options:
        for shift in option.shifts:
            links.join(option.member, first_shift + shift)
            if index.site(shift).adaptations:
                links.join(option.member, first_site + index.slots[shift].piece.site)
    found: dict[int, list[Option]] = {}
    for option in options:
        found.setdefault(links.root(option.member), []).append(option)
    ordered = sorted(found.values(), key=lambda part: (-len(part), part[0].member))
    large = [part for part in ordered if len(part) >= LEAST_CHOICES]
    small = [option for part in ordered if len(part) < LEAST_CHOICES for option in part]
    return [*large, small] if small else large


class _Links:
    """Which numbers are connected, directly or by others."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, number: int) -> int:
        """The number that stands for all that are connected with this one."""
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Connect two numbers."""
        self._above[self.root(one)] = self.root(other)
