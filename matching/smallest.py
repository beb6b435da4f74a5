"""The smallest single change that would fill an empty seat without emptying another."""

from collections.abc import Callable
from dataclasses import dataclass

from matching.changes import KINDS, Change, change_for, changed
from matching.coverage import Coverage, most_filled, of_work_alone
from matching.forced import forced
from matching.index import Index
from matching.plan import Plan
from matching.problem import Problem

MOST_TRIED = 24
Solve = Callable[[Problem], Plan]


@dataclass(frozen=True, slots=True)
class SmallestChange:
    """The change, who would take the seat, and how much more time would be filled in all."""

    change: Change
    member: str
    minutes: int

    def to_json(self) -> dict[str, object]:
        """As a plan and `explain --json` write it."""
        return {**self.change.to_json(), "member": self.member, "minutes": self.minutes}


@dataclass(frozen=True, slots=True)
class Smallest:
    """What was found; `complete` is false where more changes existed than were tried."""

    found: SmallestChange | None
    complete: bool


def smallest_change(
    problem: Problem, shift: str, solve: Solve, before: Coverage | None = None
) -> Smallest:
    """The first change, smallest first, after which somebody new can take a seat of the shift and
    more time is filled in all, by re-solving. Raises KeyError for an unknown shift."""
    index = Index(problem)
    place = index.shift_number[shift]
    base = before if before is not None else most_filled(problem)
    listed = sorted(_changes(index, place), key=_size)
    for change, member in listed[:MOST_TRIED]:
        with_it = of_work_alone(changed(problem, change))
        plan = forced(with_it, member, shift, solve).plan
        if plan is None:
            continue
        filled = next(level.value for level in plan.levels if level.name == "coverage-1")
        if filled > base.value:
            return Smallest(SmallestChange(change, member, filled - base.value), complete=True)
    return Smallest(None, len(listed) <= MOST_TRIED)


def _changes(index: Index, shift: int) -> list[tuple[Change, str]]:
    found = []
    for person in index.people:
        if shift in person.pins:
            continue
        change = change_for(index, person.number, shift)
        if change is not None:
            found.append((change, person.member.id))
    return found


def _size(one: tuple[Change, str]) -> tuple[int, int, str]:
    change, member = one
    return KINDS.index(change.kind), change.amount, member
