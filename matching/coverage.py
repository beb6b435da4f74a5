"""How much work a problem could have filled, whatever its priority: one number, with its proof."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from matching.problem import COVERAGE_LEVELS, Pair, Problem

POLICY = "coverage"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Filled seat-minutes of the best plan found, and the proven most."""

    value: int
    bound: int

    @property
    def exact(self) -> bool:
        """Whether no plan fills more."""
        return self.value == self.bound


def of_work_alone(problem: Problem) -> Problem:
    """The problem asked for filled time only: every posting alike, no other level weighed."""
    postings = tuple(replace(posting, priority=1) for posting in problem.postings)
    policy = replace(problem.policy, id=POLICY, order=COVERAGE_LEVELS)
    return replace(problem, postings=postings, policy=policy, digest="")


def most_filled(problem: Problem, *, effort: str = "quick", workers: int = 1) -> Coverage:
    """The most seat-minutes that one plan fills, all postings counted alike."""
    from matching.solver import solve

    plan = solve(of_work_alone(problem), effort=effort, workers=workers)
    level = next(level for level in plan.levels if level.name == "coverage-1")
    asked = asked_minutes(problem)
    bound = asked if level.bound is None else min(asked, round(level.bound))
    return Coverage(level.value, max(bound, level.value))


def asked_minutes(problem: Problem) -> int:
    """Seat-minutes that all shifts together ask for."""
    return sum(shift.heads * work_minutes(problem, shift.id) for shift in problem.shifts)


def work_minutes(problem: Problem, shift: str) -> int:
    """Work minutes of one seat of a shift."""
    one = problem.shift_by_id[shift]
    return round((one.end - one.start).total_seconds()) // 60 - one.break_minutes


def with_pins(problem: Problem, pins: Collection[Pair]) -> Problem:
    """The problem with more placements accepted; those accepted already are kept as they are."""
    there = {(pin.member, pin.shift) for pin in problem.accepted}
    added = tuple(pin for pin in pins if (pin.member, pin.shift) not in there)
    return replace(problem, accepted=(*problem.accepted, *added), digest="")
