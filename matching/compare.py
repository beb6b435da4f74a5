"""Two plans of one problem, level by level: what gets worse first, and by how much."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.plan import Plan
from matching.problem import SENSES, Problem


@dataclass(frozen=True, slots=True)
class Difference:
    """How another plan differs from the one at hand.

    `changes`: level → other value less own, where they differ. `first`: the first level in the
    policy's order that differs; `worse_by`: how much worse it gets there, negative where better.
    `exact`: whether both are proven best on that level and all before it.
    """

    changes: Mapping[str, int]
    first: str | None
    worse_by: int
    exact: bool

    def to_json(self) -> dict[str, object]:
        """As `explain --json` writes it."""
        return {
            "changes": dict(self.changes),
            "first": self.first,
            "worse_by": self.worse_by,
            "exact": self.exact,
        }


def difference(problem: Problem, own: Plan, other: Plan) -> Difference:
    """Compare two plans in the order of the problem's policy."""
    before, after = _values(own), _values(other)
    changes = {name: after[name] - before[name] for name in SENSES if after[name] != before[name]}
    proven, first = True, None
    for name in problem.policy.order:
        proven = proven and _optimal(own, name) and _optimal(other, name)
        if name in changes:
            first = name
            break
    by = 0 if first is None else changes[first] * (1 if SENSES[first] == "min" else -1)
    return Difference(changes, first, by, proven)


def _values(plan: Plan) -> dict[str, int]:
    return {level.name: level.value for level in plan.levels}


def _optimal(plan: Plan, name: str) -> bool:
    return any(level.name == name and level.status == "optimal" for level in plan.levels)
