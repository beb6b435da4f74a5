"""A small plan in which every seat is taken, or the word that none was found: no level of coverage
is climbed, since less than all of it is no answer here."""

from collections.abc import Mapping

from matching.cpsat import Exact
from matching.crew import Seats, add_crew_rules, seats_of
from matching.eligibility import Option, options
from matching.hours import add_hour_rules
from matching.index import WORK, Index
from matching.linear import Form, Linear
from matching.objective import keys_of, level_forms, pinned_keys, weighted
from matching.parts import parts_of
from matching.worth import Key, Worth

WORK_LIMITS = {"stability": 0.2, "fairness": 0.1}
"""Amounts of deterministic work for each level that is left, for somebody who waits."""


def filled(index: Index, wanted: Mapping[int, int], place: int, seed: int = 1) -> list[Key] | None:
    """All placements, pins included, with at least the `wanted` workers on every shift by number.

    Only what hangs together with the shift `place` is planned anew; all else stays as proposed.
    As many proposed pairs as possible are kept, then it is as fair as possible. None where no such
    plan was found. Raises KeyError for a shift that `wanted` leaves out.
    """
    part = _part_with(index, place)
    if not part:
        return None
    linear = Linear()
    for _ in part:
        linear.boolean()
    seats = seats_of(index, part)
    add_crew_rules(linear, index, seats)
    add_hour_rules(linear, index, part)
    for one in seats:
        if one.everyone() and not _take_all(linear, one, wanted[one.shift]):
            return None
    chosen = _nearest(linear, index, part, seed)
    if chosen is None:
        return None
    moved = {option.member for option in part}
    kept = [key for key in _proposed(index) if key[0] not in moved]
    stays = [*pinned_keys(index), *kept]
    return stays + [key for at, option in enumerate(part) if chosen[at] for key in keys_of(option)]


def _part_with(index: Index, place: int) -> list[Option]:
    """The choices that hang together with those of the place; none where it has none."""
    for part in parts_of(index, options(index)):
        if any(place in option.shifts and option.role == WORK for option in part):
            return part
    return []


def _take_all(linear: Linear, seats: Seats, wanted: int) -> bool:
    """Bind the shift to have all its workers; False where too few could come."""
    missing = wanted - len(seats.pinned_workers)
    workers = [variable for variable, _ in seats.workers]
    if missing > 0:
        linear.add(((variable, 1) for variable in workers), low=missing)
    return sum(linear.highs[variable] for variable in workers) >= missing


def _nearest(linear: Linear, index: Index, part: list[Option], seed: int) -> list[int] | None:
    """The values of the plan that keeps most pairs and is then the fairest."""
    forms = level_forms(linear, index, Worth(index, seed), part)
    exact = Exact(linear)
    hint = [int(all(key[:2] in index.proposed for key in keys_of(option))) for option in part]
    values: list[int] = []
    for level, work in WORK_LIMITS.items():
        goal: Form = weighted(forms, {level: 1})
        outcome = exact.best(goal, "max", values or hint, work, seed)
        if outcome.value is None:
            return values or None
        values = outcome.values
        exact.hold(goal, "max", outcome.value)
    return values


def _proposed(index: Index) -> list[Key]:
    """The placements that are proposed, in their roles."""
    members, shifts = index.member_number, index.shift_number
    return [(members[p.member], shifts[p.shift], p.role) for p in index.problem.proposed]
