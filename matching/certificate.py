"""A proof that seats must stay empty, where a simple one exists: too few people for shifts at once.

Shifts of which no two can be held by one person ask for more people than there are who could work
any of them. Hall's theorem: found as what a largest matching of people to seats cannot fill.
"""

from collections import defaultdict
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


def certificate(index: Index, people: Sequence[set[int]], shift: int) -> Certificate | None:
    """The simplest proof about an empty shift: on its own, or with others that clash with it."""
    heads = index.slots[shift].heads
    if len(people[shift]) < heads:
        return Certificate((shift,), heads, tuple(sorted(people[shift])))
    for group in _at_once(index, shift):
        found = _too_few(index, people, group, shift)
        if found is not None:
            return found
    return None


def _at_once(index: Index, shift: int) -> Iterator[list[int]]:
    """Sets of shifts with this one of which no two can be held by one person."""
    own = index.slots[shift].piece
    near = [shift, *index.clashes[shift]]
    pieces = {other: index.slots[other].piece for other in near}
    starts = {own.start} | {p.start for p in pieces.values() if own.start <= p.start < own.end}
    seen: set[tuple[int, ...]] = set()
    for moment in sorted(starts):
        group = sorted(o for o, piece in pieces.items() if piece.start <= moment < piece.end)
        if tuple(group) not in seen:
            seen.add(tuple(group))
            yield group


def _too_few(
    index: Index, people: Sequence[set[int]], group: Sequence[int], shift: int
) -> Certificate | None:
    """The shifts that a seat of `shift` fights for when all others at once have been filled."""
    held: dict[int, int] = {}
    for other in [*(one for one in group if one != shift), shift]:
        for _ in range(index.slots[other].heads):
            seated = _seat(other, people, held, set())
    if seated:
        return None
    reached = _reached(people, held, shift)
    found = set().union(*(people[one] for one in reached))
    shifts = tuple(one for one in group if one in reached or people[one] <= found)
    seats = sum(index.slots[one].heads for one in shifts)
    return Certificate(shifts, seats, tuple(sorted(found)))


def _seat(shift: int, people: Sequence[set[int]], held: dict[int, int], seen: set[int]) -> bool:
    """Find a person for one seat, moving others on if need be."""
    for person in sorted(people[shift] - seen):
        seen.add(person)
        if person not in held or _seat(held[person], people, held, seen):
            held[person] = shift
            return True
    return False


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
    people, found = able(index, options), defaultdict[int, dict[str, object]](dict)
    for shift in shifts:
        proof = certificate(index, people, shift)
        if proof is not None:
            found[shift] = told(index, proof)
    return dict(found)
