"""Why somebody is placed, why somebody else is not, and why a seat stands empty."""

from matching.eligibility import reasons_against
from matching.index import WORK, Index
from matching.plan import Plan, Unfilled
from matching.problem import Problem
from matching.reasons import Reason


class Explainer:
    """A plan and its problem, kept warm between questions."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.index = Index(problem)
        self.plan = plan

    def explain(self, *, member: str | None = None, shift: str | None = None) -> dict[str, object]:
        """What there is to say about a member, a shift, or the two of them together."""
        if member is not None and shift is not None:
            return self.pair(member, shift)
        if shift is not None:
            return self.shift(shift)
        return self.member(member or "")

    def shift(self, shift: str) -> dict[str, object]:
        """Who stands on the shift and why; and for empty seats how the members fell away."""
        return {
            "shift": shift,
            "placements": [p.to_json() for p in self.plan.placements if p.shift == shift],
            "unfilled": next((_empty(e) for e in self.plan.unfilled if e.shift == shift), None),
        }

    def member(self, member: str) -> dict[str, object]:
        """Where the member is placed and why, and what keeps her from every other shift."""
        placed = [p for p in self.plan.placements if p.member == member]
        there = {placement.shift for placement in placed}
        others = [shift.id for shift in self.index.problem.shifts if shift.id not in there]
        return {
            "member": member,
            "placements": [placement.to_json() for placement in placed],
            "not_placed": [
                {"shift": shift, "reasons": self._reasons(member, shift)} for shift in others
            ],
        }

    def pair(self, member: str, shift: str) -> dict[str, object]:
        """Why the member is on the shift, or every rule that keeps her from it."""
        placed = next(
            (p for p in self.plan.placements if p.member == member and p.shift == shift), None
        )
        return {
            "member": member,
            "shift": shift,
            "placement": None if placed is None else placed.to_json(),
            "reasons": [] if placed else self._reasons(member, shift),
        }

    def _reasons(self, member: str, shift: str) -> list[dict[str, object]]:
        index = self.index
        found = reasons_against(index, index.member_number[member], index.shift_number[shift], WORK)
        return [_told(reason) for reason in found]


def _told(reason: Reason) -> dict[str, object]:
    return {
        "code": reason.code,
        "who": reason.who,
        "what": reason.what,
        "question": reason.question,
    }


def _empty(entry: Unfilled) -> dict[str, object]:
    return entry.to_json()
