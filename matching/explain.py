"""Why somebody is placed, why somebody else is not, and why a seat stands empty.

Answers come from the rules themselves and from solving anew, never from a solver's own account of
why something is impossible: those are known to be wrong at times.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from matching.certificate import certificates
from matching.changes import change_for
from matching.compare import difference
from matching.coverage import Coverage, most_filled
from matching.eligibility import options, reasons_against
from matching.forced import forced
from matching.index import WORK, Index
from matching.ledger import accounts, price_of_fairness
from matching.plan import Placement, Plan, Unfilled
from matching.problem import Pair, Problem
from matching.reasons import Reason
from matching.replace import Replacements
from matching.smallest import smallest_change

Told = dict[str, object]
Solve = Callable[[Problem], Plan]


class Explainer:
    """A plan and its problem, kept warm between questions."""

    def __init__(self, problem: Problem, plan: Plan, *, solve: Solve | None = None) -> None:
        self.problem, self.plan = problem, plan
        self.index = Index(problem)
        self.solve = solve if solve is not None else _like(plan)

    @cached_property
    def replacements(self) -> Replacements:
        """Who could take over, of the plan at hand."""
        return Replacements(self.problem, self.plan)

    @cached_property
    def coverage(self) -> Coverage:
        """The most time that could be filled as things are."""
        return most_filled(self.problem)

    def explain(self, *, member: str | None = None, shift: str | None = None) -> Told:
        """What there is to say about a member, a shift, or the two of them together."""
        if member is not None and shift is not None:
            return self.pair(member, shift)
        if shift is not None:
            return self.shift(shift)
        return self.member(member or "")

    def shift(self, shift: str) -> Told:
        """Who stands on the shift and why; for empty seats how the members fell away, the proof
        that they must stay empty where a simple one exists, and what would fill one."""
        empty = next((entry for entry in self.plan.unfilled if entry.shift == shift), None)
        return {
            "shift": shift,
            "placements": [p.to_json() for p in self.plan.placements if p.shift == shift],
            "unfilled": None if empty is None else self._empty(empty),
        }

    def _empty(self, entry: Unfilled) -> Told:
        place = self.index.shift_number[entry.shift]
        proof = certificates(self.index, options(self.index), [place]).get(place)
        smallest = smallest_change(self.problem, entry.shift, self.solve, self.coverage)
        change = None if smallest.found is None else smallest.found.to_json()
        return {
            **entry.to_json(),
            "certificate": proof,
            "smallest_change": change,
            "smallest_change_complete": smallest.complete,
        }

    def member(self, member: str) -> Told:
        """Where the member is placed and why, and what keeps her from every other shift."""
        placed = [p for p in self.plan.placements if p.member == member]
        there = {placement.shift for placement in placed}
        others = [shift.id for shift in self.problem.shifts if shift.id not in there]
        account = next(a for a in accounts(self.index, self.plan) if a.member == member)
        return {
            "member": member,
            "hours": account.to_json(),
            "placements": [placement.to_json() for placement in placed],
            "not_placed": [
                {"shift": shift, "reasons": self._reasons(member, shift)} for shift in others
            ],
        }

    def pair(self, member: str, shift: str) -> Told:
        """Why the member is on the shift, and the next best; or every rule that keeps her from it,
        or which level would be worse first with her there, and by how much."""
        placed = next(
            (p for p in self.plan.placements if p.member == member and p.shift == shift), None
        )
        if placed is not None:
            return self._chosen(placed)
        reasons = self._reasons(member, shift)
        return {
            "member": member,
            "shift": shift,
            "placement": None,
            "reasons": reasons,
            "change": self._one_change(member, shift),
            "forced": None if reasons else self.force(member, shift),
        }

    def _chosen(self, placed: Placement) -> Told:
        best = self.replacements.ranked(placed.member, placed.shift, top=1)
        return {
            "member": placed.member,
            "shift": placed.shift,
            "placement": placed.to_json(),
            "reasons": [],
            "without": None if placed.pinned else self.without(placed),
            "next_best": best[0].to_json() if best else None,
        }

    def without(self, placed: Placement) -> Told:
        """How the best plan without this placement differs, by re-solving."""
        pair = Pair(placed.member, placed.shift)
        problem = replace(self.problem, declined=(*self.problem.declined, pair), digest="")
        return difference(self.problem, self.plan, self.solve(problem)).to_json()

    def force(self, member: str, shift: str) -> Told:
        """How the best plan with the member working the shift differs, by re-solving."""
        found = forced(self.problem, member, shift, self.solve)
        if found.plan is None:
            return {"possible": False, "exact": found.exact, "broken": list(found.broken)}
        told = difference(self.problem, self.plan, found.plan)
        return {"possible": True, **told.to_json(), "exact": told.exact and found.exact}

    def fairness(self) -> Told:
        """The ledger, and what fairness costs."""
        return {
            "accounts": [account.to_json() for account in accounts(self.index, self.plan)],
            "price": price_of_fairness(self.problem, self.plan, self.solve).to_json(),
        }

    def _one_change(self, member: str, shift: str) -> Told | None:
        index = self.index
        change = change_for(index, index.member_number[member], index.shift_number[shift])
        return None if change is None else change.to_json()

    def _reasons(self, member: str, shift: str) -> list[Told]:
        index = self.index
        found = reasons_against(index, index.member_number[member], index.shift_number[shift], WORK)
        return [_told(reason) for reason in found]


def _like(plan: Plan) -> Solve:
    """Solve as the plan was solved."""

    def solve(problem: Problem) -> Plan:
        from matching.solver import solve as solver

        return solver(problem, seed=plan.seed, workers=plan.workers, effort=plan.effort)

    return solve


def _told(reason: Reason) -> Told:
    return {
        "code": reason.code,
        "who": reason.who,
        "what": reason.what,
        "question": reason.question,
    }
