"""Who could stand where: every reason against a pair, and every pair without one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matching import distance
from matching.index import SUPERVISE, WORK, Index, Person, Piece
from matching.problem import Posting, Problem
from matching.reasons import POSTING_RULES, SLOT_RULES, WORKER_RULES, PostingRule, Reason
from matching.timeline import fits, time_reasons

REACH_SLACK_KM = 0.01


@dataclass(frozen=True, slots=True)
class Option:
    """Something the plan may decide: one member takes these shifts together, in one role."""

    member: int
    shifts: tuple[int, ...]
    role: str


def why_not(problem: Problem | Index, member: str, shift: str, *, role: str = WORK) -> list[Reason]:
    """Every reason why the member cannot be placed on the shift, whatever else is planned.

    Rules that bind the whole crew (heads, team, supervision, pairs) are the plan's to solve and
    are no reasons here. An empty list means eligible; accepted work and busy time count. Raises
    KeyError for an unknown member or shift.
    """
    index = problem if isinstance(problem, Index) else Index(problem)
    number = index.shift_number[shift]
    return reasons_against(index, index.member_number[member], number, role)


def reasons_against(index: Index, member: int, shift: int, role: str) -> list[Reason]:
    """Every reason against the pair by number; a whole posting stands or falls together."""
    person = index.people[member]
    placed = person.pins.get(shift)
    if placed is not None:
        return [] if placed == role else [Reason("overlap", "plan")]
    found = list(_posting_reasons(index, person, shift, role))
    together = shifts_together(index, person, shift)
    for number in together:
        for rule in SLOT_RULES:
            found.extend(rule(index, person, index.slots[number]))
    if len(set(_pinned_roles(index, person, shift)) | {role}) > 1:
        found.append(Reason("whole", "plan"))
    pieces = [index.slots[number].piece for number in together]
    found.extend(time_reasons(index, person, person.busy, _pinned_pieces(index, person), pieces))
    return list(dict.fromkeys(found))


def _posting_reasons(index: Index, person: Person, shift: int, role: str) -> Iterator[Reason]:
    posting, site = index.posting(shift), index.site(shift)
    if role == SUPERVISE and (posting.supervision is None or not person.member.supervisor):
        yield Reason("supervision", "site" if posting.supervision is None else "member")
    for rule in rules_of(role):
        yield from rule(index, person, posting, site)


def rules_of(role: str) -> tuple[PostingRule, ...]:
    """The rules between member and posting that bind this role."""
    return (*WORKER_RULES, *POSTING_RULES) if role == WORK else POSTING_RULES


def shifts_together(index: Index, person: Person, shift: int) -> tuple[int, ...]:
    """The shift, or what the member has not accepted yet of the whole posting it is part of."""
    if not index.posting(shift).whole:
        return (shift,)
    shifts = index.slots_of_posting[index.slots[shift].posting]
    return tuple(number for number in shifts if number not in person.pins)


def _pinned_roles(index: Index, person: Person, shift: int) -> list[str]:
    if not index.posting(shift).whole:
        return []
    shifts = index.slots_of_posting[index.slots[shift].posting]
    return [person.pins[number] for number in shifts if number in person.pins]


def _pinned_pieces(index: Index, person: Person) -> list[Piece]:
    return [index.slots[number].piece for number in person.pins]


def options(index: Index) -> list[Option]:
    """Every choice no rule forbids on its own, in the order of postings, members and roles."""
    near, skilled = _near(index), _Skilled(index)
    leaders = {person.number for person in index.people if person.member.supervisor}
    found: list[Option] = []
    for number, posting in enumerate(index.problem.postings):
        if not index.slots_of_posting[number]:
            continue
        workers = skilled.of(posting)
        led = posting.supervision is not None
        for member in near[index.site_number[posting.site]]:
            person = index.people[member]
            if workers is None or member in workers:
                found.extend(_options_of(index, person, number, WORK))
            if led and member in leaders:
                found.extend(_options_of(index, person, number, SUPERVISE))
    return found


class _Skilled:
    """Who has the skills of a posting; a coarse sieve, exact rules come after."""

    def __init__(self, index: Index) -> None:
        self.people = index.people
        self._at_level: dict[tuple[str, int], set[int]] = {}

    def of(self, posting: Posting) -> set[int] | None:
        """The numbers of those who have them all; None where nothing is asked."""
        sets = [self._holders(code, level) for code, level in posting.skills.items()]
        return set.intersection(*sets) if sets else None

    def _holders(self, code: str, level: int) -> set[int]:
        found = self._at_level.get((code, level))
        if found is None:
            found = {p.number for p in self.people if p.member.skills.get(code, 0) >= level}
            self._at_level[code, level] = found
        return found


def _options_of(index: Index, person: Person, posting: int, role: str) -> Iterator[Option]:
    asked = index.problem.postings[posting]
    site = index.problem.sites[index.site_number[asked.site]]
    for rule in rules_of(role):
        if next(rule(index, person, asked, site), None) is not None:
            return
    pinned = _pinned_pieces(index, person)
    for shifts in _bundles(index, person, posting, role):
        if not any(_barred(index, person, shift) for shift in shifts):
            pieces = [index.slots[shift].piece for shift in shifts]
            if fits(index, person, person.busy, pinned, pieces):
                yield Option(person.number, shifts, role)


def _bundles(index: Index, person: Person, posting: int, role: str) -> list[tuple[int, ...]]:
    shifts = index.slots_of_posting[posting]
    left = tuple(shift for shift in shifts if shift not in person.pins)
    if not index.problem.postings[posting].whole:
        return [(shift,) for shift in left]
    roles = {person.pins[shift] for shift in shifts if shift in person.pins}
    return [left] if left and roles <= {role} else []


def _barred(index: Index, person: Person, shift: int) -> bool:
    slot = index.slots[shift]
    return any(next(rule(index, person, slot), None) is not None for rule in SLOT_RULES)


def _near(index: Index) -> list[Sequence[int]]:
    """For each site the members who may reach it; a coarse sieve, exact rules come after."""
    people = index.people
    if not people:
        return [[] for _ in index.problem.sites]
    homes = np.radians(np.array([person.member.home for person in people], dtype=float))
    limits = np.array([_limit(person) for person in people])
    travellers = [person for person in people if person.member.travel is not None]
    near: list[Sequence[int]] = []
    for site in index.problem.sites:
        inside = set(np.flatnonzero(_kilometres(homes, site.location) <= limits).tolist())
        inside |= {one.number for one in travellers if site.id in (one.member.travel or {})}
        near.append(sorted(inside))
    return near


def _limit(person: Person) -> float:
    if person.member.travel is not None:
        return -1.0
    return (person.member.reach_km or 0.0) + REACH_SLACK_KM


def _kilometres(homes: np.ndarray, place: tuple[float, float]) -> np.ndarray:
    latitude, longitude = np.radians(np.array(place, dtype=float))
    chord = (
        np.sin((homes[:, 0] - latitude) / 2) ** 2
        + np.cos(homes[:, 0]) * np.cos(latitude) * np.sin((homes[:, 1] - longitude) / 2) ** 2
    )
    arc: np.ndarray = 2 * distance.EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(chord)))
    return arc
