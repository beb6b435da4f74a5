"""What a placement is worth to each level, and the value of a whole plan, level by level."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from matching.index import FAIRNESS_WEIGHTS, SUPERVISE, WORK, Index, Person
from matching.problem import LEVELS

Key = tuple[int, int, str]  # member, shift, role

# Levels that are a sum over placements; fairness and continuity look at a member's whole roster.
ADDITIVE = (
    "coverage-3",
    "coverage-2",
    "coverage-1",
    "stability",
    "fit",
    "development",
    "wishes",
    "travel",
    "lottery",
)


def fit_cost(index: Index, member: int, posting: int) -> int:
    """Squared gaps to the demands, needs unknown at the site and merits not held."""
    asked = index.problem.postings[posting]
    person = index.people[member].member
    site = index.problem.sites[index.site_number[asked.site]]
    cost = 0
    for dimension, demand in asked.demands.items():
        ability = person.abilities.get(dimension)
        gap = min(demand, 1) if ability is None else max(0, demand - ability)
        cost += gap * gap
    cost += sum(1 for code in person.needs if code in site.unknown and code not in site.features)
    return cost + sum(1 for c, level in asked.merits.items() if person.skills.get(c, 0) < level)


def develops(index: Index, member: int, posting: int) -> bool:
    """Whether the posting trains something that the member has listed to develop."""
    asked = index.problem.postings[posting]
    person = index.people[member].member
    for name in person.develop:
        ability = person.abilities.get(name)
        if ability is not None and asked.demands.get(name) == ability + 1:
            return True
        if asked.merits.get(name, 0) > person.skills.get(name, 0):
            return True
    return False


def draw(index: Index, seed: int, key: Key) -> int:
    """The public lottery number of a placement: 32 bits of a hash anyone can compute."""
    member, shift, role = key
    person = index.problem.members[member].id
    text = f"{seed}:{person}:{index.problem.shifts[shift].id}:{role}"
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


class Worth:
    """The worth of each placement under one seed; remembers what it has computed."""

    def __init__(self, index: Index, seed: int) -> None:
        self.index = index
        self.seed = seed
        self._fit = lru_cache(maxsize=None)(lambda m, p: fit_cost(index, m, p))
        self._develops = lru_cache(maxsize=None)(lambda m, p: develops(index, m, p))
        self._travel = lru_cache(maxsize=None)(index.travel)

    def of(self, level: str, key: Key) -> int:
        """What one placement adds to an additive level; stability counts kept pairs as −1."""
        added: int = _ADDED[level](self, key)
        return added

    def coverage(self, priority: int, key: Key) -> int:
        """Filled seat-minutes, when the posting has this priority."""
        slot = self.index.slots[key[1]]
        right = self.index.problem.postings[slot.posting].priority == priority
        return slot.piece.minutes if key[2] == WORK and right else 0

    def kept(self, key: Key) -> int:
        """−1 for a pair that was proposed, so that fewer are lost."""
        return -1 if key[:2] in self.index.proposed else 0

    def fit(self, key: Key) -> int:
        """The worker's misfit."""
        return self._fit(key[0], self.index.slots[key[1]].posting) if key[2] == WORK else 0

    def undeveloped(self, key: Key) -> int:
        """1 for work that trains nothing a member wants trained."""
        if key[2] == SUPERVISE or not self.index.people[key[0]].member.develop:
            return 0
        return 0 if self._develops(key[0], self.index.slots[key[1]].posting) else 1

    def unwished(self, key: Key) -> int:
        """1 for work that is not among the tasks a member wishes for."""
        wishes = self.index.people[key[0]].member.wishes
        if key[2] == SUPERVISE or not wishes:
            return 0
        return 0 if self.index.posting(key[1]).task in wishes else 1

    def travel(self, key: Key) -> int:
        """Minutes from home."""
        return int(self._travel(key[0], key[1]))

    def lottery(self, key: Key) -> int:
        """The public draw."""
        return draw(self.index, self.seed, key)


_ADDED = {
    "coverage-3": lambda worth, key: worth.coverage(3, key),
    "coverage-2": lambda worth, key: worth.coverage(2, key),
    "coverage-1": lambda worth, key: worth.coverage(1, key),
    "stability": Worth.kept,
    "fit": Worth.fit,
    "development": Worth.undeveloped,
    "wishes": Worth.unwished,
    "travel": Worth.travel,
    "lottery": Worth.lottery,
}


def fairness_of(person: Person, planned_minutes: int) -> int:
    """Weighted minutes of the member's five fifths; who has had least weighs most."""
    hours = min(person.target, person.member.worked_minutes + planned_minutes)
    total = 0
    for weight in FAIRNESS_WEIGHTS:
        inside = min(hours, person.fifth)
        total += weight * inside
        hours -= inside
    return total


def planned_minutes(index: Index, keys: Iterable[Key]) -> dict[int, int]:
    """Planned work minutes of each member who has any, in both roles."""
    minutes: dict[int, int] = {}
    for member, shift, _ in keys:
        minutes[member] = minutes.get(member, 0) + index.slots[shift].piece.minutes
    return minutes


def values(index: Index, seed: int, keys: Iterable[Key]) -> Mapping[str, int]:
    """The value of every level for these placements, by the contract's definitions."""
    placed = list(keys)
    worth = Worth(index, seed)
    return {level: _value(worth, placed, level) for level in LEVELS}


def value_of(index: Index, seed: int, keys: Iterable[Key], level: str) -> int:
    """The value of one level for these placements."""
    return _value(Worth(index, seed), list(keys), level)


def _value(worth: Worth, placed: Sequence[Key], level: str) -> int:
    index = worth.index
    if level == "fairness":
        minutes = planned_minutes(index, placed)
        return sum(fairness_of(one, minutes.get(one.number, 0)) for one in index.people)
    if level == "continuity":
        return len({(key[0], index.slots[key[1]].posting) for key in placed if key[2] == WORK})
    constant = len(index.proposed) if level == "stability" else 0
    return constant + sum(worth.of(level, key) for key in placed)
