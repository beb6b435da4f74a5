"""Check a plan against its problem, with no rule shared with the solver and no OR-Tools."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.checker.breach import Breach
from matching.checker.claims import claim_breaches
from matching.checker.crew_rules import crew_findings
from matching.checker.duty import duties_of
from matching.checker.level_claims import level_breaches
from matching.checker.level_values import duty_values, level_values
from matching.checker.pair_rules import pair_findings
from matching.checker.pins import broken_promises, conflict_breaches, unexcused
from matching.checker.time_rules import time_findings
from matching.plan import Plan
from matching.problem import Problem

__all__ = ["Breach", "Verdict", "check", "level_values", "verdict"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker found, and the value of each level as it computes it."""

    breaches: tuple[Breach, ...]
    levels: Mapping[str, int]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.breaches

    def to_json(self) -> dict[str, object]:
        """As `check --json` writes it."""
        return {
            "ok": self.ok,
            "breaches": [breach.to_json() for breach in self.breaches],
            "levels": dict(self.levels),
        }


def check(problem: Problem, plan: Plan) -> list[Breach]:
    """Everything that is wrong with a plan, rules first; an empty list means it holds.

    Raises BadPlan where a placement names a member or shift the problem does not have.
    """
    return list(verdict(problem, plan).breaches)


def verdict(problem: Problem, plan: Plan) -> Verdict:
    """Everything that is wrong with a plan, with the levels re-computed; raises as `check`."""
    duties = duties_of(problem, plan.placements)
    findings = [
        *pair_findings(problem, duties),
        *time_findings(problem, duties),
        *crew_findings(problem, duties),
    ]
    levels = duty_values(problem, duties, plan.seed)
    breaches = (
        *broken_promises(problem, duties),
        *unexcused(findings),
        *conflict_breaches(findings, plan.conflicts),
        *claim_breaches(problem, plan, duties),
        *level_breaches(plan, levels),
    )
    return Verdict(breaches, levels)
