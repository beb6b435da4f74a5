"""The best plan that holds one placement: what it would cost to have somebody on a shift.

A pinned breach is excused (contract, `pinned`), so pinning alone may ask too little: a pinned
member may stand without team, supervisor or company. Then somebody else is on that shift in every
lawful plan, and each who could be is tried in turn.
"""

from collections.abc import Callable
from dataclasses import dataclass

from matching.coverage import with_pins
from matching.eligibility import reasons_against, shifts_together
from matching.index import SUPERVISE, WORK, Index
from matching.plan import Conflict, Plan
from matching.problem import SENSES, Pair, Problem

MOST_SOLVES = 60
CREW = {"team", "supervision", "pair"}
Solve = Callable[[Problem], Plan]
Value = tuple[int, ...]


@dataclass(slots=True)
class Forced:
    """The best lawful plan found with the placement; None where no lawful plan holds it.

    `exact` is false where there were more crews to try than were tried. `broken`: the rules that
    every plan with the placement breaks.
    """

    plan: Plan | None
    exact: bool
    broken: tuple[str, ...] = ()


def forced(problem: Problem, member: str, shift: str, solve: Solve) -> Forced:
    """The best plan in which the member works the shift, by re-solving.

    Raises KeyError for an unknown member or shift. A rule that keeps the member from the shift on
    its own gives no plan and its code.
    """
    index = Index(problem)
    number, place = index.member_number[member], index.shift_number[shift]
    reasons = reasons_against(index, number, place, WORK)
    if reasons:
        return Forced(None, exact=True, broken=tuple(dict.fromkeys(r.code for r in reasons)))
    search = _Search(index, solve)
    search.look(search.bundle(number, place, WORK))
    broken = tuple(sorted(search.codes)) if search.best is None else ()
    return Forced(search.best, search.complete, broken)


def conflicts_of(plan: Plan) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """What a plan must carry, without its words."""
    return {(one.code, one.members, one.shifts) for one in plan.conflicts}


def value_of(problem: Problem, plan: Plan) -> Value:
    """The plan's levels as one key: more is better, in the order of the policy."""
    values = {level.name: level.value for level in plan.levels}
    return tuple(
        values[name] if SENSES[name] == "max" else -values[name] for name in problem.policy.order
    )


class _Search:
    """A depth-first walk over the crews of the shifts that a pin leaves incomplete."""

    def __init__(self, index: Index, solve: Solve) -> None:
        self.index, self.solve = index, solve
        self.best: Plan | None = None
        self.complete = True
        self.codes: set[str] = set()
        self.solves = 0
        self.seen: set[frozenset[Pair]] = set()
        self.old = conflicts_of(solve(index.problem)) if index.problem.accepted else set()

    def bundle(self, member: int, shift: int, role: str) -> frozenset[Pair]:
        """The placements that come with one: all of a posting that is taken whole."""
        person, names = self.index.people[member], self.index.problem
        shifts = shifts_together(self.index, person, shift)
        return frozenset(
            Pair(person.member.id, names.shifts[one].id, role) for one in (*shifts, shift)
        )

    def look(self, pins: frozenset[Pair]) -> None:
        """Solve with these pins; where a crew is left incomplete, try each who could join it."""
        if pins in self.seen:
            return
        self.seen.add(pins)
        if self.solves >= MOST_SOLVES:
            self.complete = False
            return
        self.solves += 1
        plan = self.solve(with_pins(self.index.problem, pins))
        if not self._could_win(plan):
            return
        new = [c for c in plan.conflicts if (c.code, c.members, c.shifts) not in self.old]
        if not new:
            self.best = plan
            return
        self.codes |= {conflict.code for conflict in new}
        if all(conflict.code in CREW for conflict in new):
            for more in self._joined(new[0], pins):
                self.look(pins | more)

    def _could_win(self, plan: Plan) -> bool:
        """A plan with excused breaches is at least as good as any lawful one below it."""
        problem = self.index.problem
        return self.best is None or value_of(problem, plan) > value_of(problem, self.best)

    def _joined(self, conflict: Conflict, pins: frozenset[Pair]) -> list[frozenset[Pair]]:
        found = []
        taken = {(pin.member, pin.shift) for pin in (*pins, *self.index.problem.accepted)}
        for name in conflict.shifts:
            place = self.index.shift_number[name]
            for person in self.index.people:
                if (person.member.id, name) in taken:
                    continue
                for role in (WORK, SUPERVISE):
                    if not reasons_against(self.index, person.number, place, role):
                        found.append(self.bundle(person.number, place, role))
        return found
