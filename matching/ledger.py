"""The fairness ledger: what everybody has had of what they wish for, and what fairness costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from matching.assemble import fairness
from matching.index import FIFTHS, Index
from matching.plan import Fairness, Plan
from matching.problem import SENSES, Problem
from matching.worth import Key, planned_minutes

Solve = Callable[[Problem], Plan]


@dataclass(frozen=True, slots=True)
class Account:
    """One member's hours against her target, all in minutes. `fifths`: full fifths, 0 to 5."""

    member: str
    target: int
    worked: int
    planned: int
    fifths: int

    @property
    def share(self) -> float | None:
        """What she has had of her target, at most 1; None where she has none."""
        return min(1.0, (self.worked + self.planned) / self.target) if self.target else None

    def to_json(self) -> dict[str, object]:
        """As `explain --fairness` writes it."""
        return {
            "member": self.member,
            "target": self.target,
            "worked": self.worked,
            "planned": self.planned,
            "fifths": self.fifths,
            "share": self.share,
        }


def keys_of_plan(index: Index, plan: Plan) -> list[Key]:
    """The plan's placements by number."""
    return [
        (index.member_number[p.member], index.shift_number[p.shift], p.role)
        for p in plan.placements
    ]


def accounts(index: Index, plan: Plan) -> Sequence[Account]:
    """Everybody's account, who has had least of her target first; without a target last."""
    minutes = planned_minutes(index, keys_of_plan(index, plan))
    found = []
    for person in index.people:
        worked, planned = person.member.worked_minutes, minutes.get(person.number, 0)
        had = min(person.target, worked + planned)
        fifths = had // person.fifth if person.fifth else FIFTHS
        found.append(Account(person.member.id, person.target, worked, planned, fifths))
    return sorted(found, key=lambda a: (a.share is None, a.share or 0.0, a.member))


@dataclass(frozen=True, slots=True)
class Price:
    """What fairness costs: how each level would change if nobody asked for it.

    `changes`: level → value without the level `fairness` less value with it; `least_without`: the
    least share of a target that somebody would have had.
    """

    changes: dict[str, int]
    spread: Fairness
    spread_without: Fairness

    def to_json(self) -> dict[str, object]:
        """As `explain --fairness` writes it."""
        return {
            "changes": self.changes,
            "spread": self.spread.to_json(),
            "spread_without": self.spread_without.to_json(),
        }


def price_of_fairness(problem: Problem, plan: Plan, solve: Solve) -> Price:
    """The plan against the best one for a policy that does not ask for fairness, by re-solving."""
    order = tuple(level for level in problem.policy.order if level != "fairness")
    policy = replace(problem.policy, id=f"{problem.policy.id} without fairness", order=order)
    without = solve(replace(problem, policy=policy, digest=""))
    index = Index(problem)
    had = {level.name: level.value for level in plan.levels}
    has = {level.name: level.value for level in without.levels}
    changes = {name: has[name] - had[name] for name in SENSES if has[name] != had[name]}
    return Price(
        changes,
        fairness(index, keys_of_plan(index, plan)),
        fairness(index, keys_of_plan(index, without)),
    )
