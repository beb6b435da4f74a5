"""A proof that seats must stay empty, where a simple one exists: too few people for shifts at once.

Shifts of which no two can be held by one person ask for more people than there are who could work
any of them. Hall's theorem: found as what a largest matching of people to seats cannot fill.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from matching.eligibility import Option
from matching.index import WORK, Index


@dataclass(frozen=True, slots=True)
class Certificate:
    """These shifts have `seats` seats at once and share only these people."""

    shifts: tuple[int, ...]
    seats: int
    people: tuple[int, ...]


def able(index: Index, options: Iterable[Option]) -> list[set[int]]:
    """For each shift everybody who could work it, those already accepted there included."""
    found: list[set[int]] = [set() for _ in index.slots]
    for option in options:
        if option.role == WORK:
            for shift in option.shifts:
                found[shift].add(option.member)
    for person in index.people:
        for shift, role in person.pins.items():
            if role == WORK:
                found[shift].add(person.number)
    return found


class Proofs:
    """Proofs about the empty shifts of one problem.

    The same shifts are at once for many of them, so each largest matching is found once.
    """

    def __init__(self, index: Index, options: Iterable[Option]) -> None:
        self.index = index
        self.people = able(index, options)
        self._contested: dict[tuple[int, ...], list[set[int]]] = {}

    def of(self, shift: int) -> Certificate | None:
        """The simplest proof about an empty shift: on its own, or with others that clash."""
        heads, own = self.index.slots[shift].heads, self.people[shift]
        if len(own) < heads:
            return Certificate((shift,), heads, tuple(sorted(own)))
        for group in _at_once(self.index, shift):
            sets = [fought for fought in self._fought_for(group) if shift in fought]
            if sets:
                return self._proof(group, min(sets, key=len))
        return None

    def _proof(self, group: tuple[int, ...], fought: set[int]) -> Certificate:
        found = set().union(*(self.people[one] for one in fought))
        shifts = tuple(one for one in group if one in fought or self.people[one] <= found)
        seats = sum(self.index.slots[one].heads for one in shifts)
        return Certificate(shifts, seats, tuple(sorted(found)))

    def _fought_for(self, group: tuple[int, ...]) -> list[set[int]]:
        """For each shift with a seat that a largest matching leaves empty, all shifts whose people
        could be asked for that seat, in turn: together they have fewer people than seats."""
        known = self._contested.get(group)
        if known is None:
            held: dict[int, int] = {}
            left = [one for one in group if not self._filled(one, held)]
            known = self._contested[group] = [_reached(self.people, held, one) for one in left]
        return known

    def _filled(self, shift: int, held: dict[int, int]) -> bool:
        heads = self.index.slots[shift].heads
        return all(_seat(shift, self.people, held) for _ in range(heads))


def _at_once(index: Index, shift: int) -> Iterator[tuple[int, ...]]:
    """Sets of shifts with this one of which no two can be held by one person."""
    own = index.slots[shift].piece
    near = [shift, *index.clashes[shift]]
    pieces = {other: index.slots[other].piece for other in near}
    starts = {own.start} | {p.start for p in pieces.values() if own.start <= p.start < own.end}
    seen: set[tuple[int, ...]] = set()
    for moment in sorted(starts):
        held = (other for other, piece in pieces.items() if piece.start <= moment < piece.end)
        group = tuple(sorted(held))
        if group not in seen:
            seen.add(group)
            yield group


def _seat(shift: int, people: Sequence[set[int]], held: dict[int, int]) -> bool:
    """Find a person for one seat, moving others on if need be: the shortest way to do so."""
    asked_for: dict[int, int] = {}
    freed_by: dict[int, int] = {}
    waiting = deque([shift])
    while waiting:
        asking = waiting.popleft()
        for person in sorted(people[asking] - asked_for.keys()):
            asked_for[person] = asking
            other = held.get(person)
            if other is None:
                _move_on(person, asked_for, freed_by, held)
                return True
            if other != shift and other not in freed_by:
                freed_by[other] = person
                waiting.append(other)
    return False


def _move_on(
    free: int, asked_for: Mapping[int, int], freed_by: Mapping[int, int], held: dict[int, int]
) -> None:
    person: int | None = free
    while person is not None:
        shift = asked_for[person]
        held[person] = shift
        person = freed_by.get(shift)


def _reached(people: Sequence[set[int]], held: Mapping[int, int], shift: int) -> set[int]:
    """All shifts whose people could be asked for this one, in turn."""
    shifts, seen, waiting = {shift}, set[int](), [shift]
    while waiting:
        for person in people[waiting.pop()] - seen:
            seen.add(person)
            other = held.get(person)
            if other is not None and other not in shifts:
                shifts.add(other)
                waiting.append(other)
    return shifts


def told(index: Index, found: Certificate) -> dict[str, object]:
    """As a plan writes it."""
    return {
        "code": "few_people",
        "shifts": [index.problem.shifts[one].id for one in found.shifts],
        "seats": found.seats,
        "members": [index.problem.members[one].id for one in found.people],
    }


def certificates(index: Index, options: Iterable[Option], shifts: Iterable[int]) -> dict[
    int, dict[str, object]
]:  # fmt: skip
    """The certificates of these empty shifts, where there are any."""
    proofs = Proofs(index, options)
    found = {shift: proofs.of(shift) for shift in shifts}
    return {shift: told(index, proof) for shift, proof in found.items() if proof is not None}
