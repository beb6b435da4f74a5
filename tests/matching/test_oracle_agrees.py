"""The checker and the brute-force oracle, written apart, say the same about random plans."""

from random import Random

import pytest

from matching.check import check, level_values
from matching.checker.breach import Finding
from matching.checker.crew_rules import crew_findings
from matching.checker.duty import duties_of
from matching.checker.pair_rules import pair_findings
from matching.checker.time_rules import time_findings
from matching.plan import Conflict, Placement
from matching.problem import Problem
from tests.matching.make import truthful_plan
from tests.matching.oracle import Oracle, optimum
from tests.matching.oracle_rules import Broken, Placed
from tests.matching.tiny import tiny_problem


def random_plan(draw: Random, oracle: Oracle) -> frozenset[Placed]:
    """The pins, and others by chance, few or many."""
    plan = set(oracle.pins)
    density = draw.choice((0.2, 0.5, 0.8))
    for member in oracle.members:
        for shift in oracle.shifts:
            pinned = any(placed[:2] == (member, shift) for placed in plan)
            if not pinned and draw.random() < density:
                plan.add((member, shift, draw.choice(("work", "work", "supervise"))))
    return frozenset(plan)


def findings(problem: Problem, plan: frozenset[Placed]) -> list[Finding]:
    """What the checker finds broken, excused or not."""
    duties = duties_of(problem, [Placement(*placed) for placed in sorted(plan)])
    return [
        *pair_findings(problem, duties),
        *time_findings(problem, duties),
        *crew_findings(problem, duties),
    ]


def concerned(finding: Finding) -> Broken:
    """A finding in the oracle's words."""
    duties = finding.duties
    return finding.code, frozenset((d.member.id, d.shift.id, d.role) for d in duties)


def largest(broken: set[Broken]) -> set[Broken]:
    """Each crowd at an adaptation once: while its users leave, the oracle sees smaller crowds."""
    crowds = [about for code, about in broken if code == "need"]
    return {
        (code, about)
        for code, about in broken
        if code != "need" or not any(about < crowd for crowd in crowds)
    }


def agree(seed: int) -> None:
    data = tiny_problem(seed)
    problem, oracle, draw = Problem.from_json(data), Oracle(data), Random(seed)
    for _ in range(3):
        plan = random_plan(draw, oracle)
        found = findings(problem, plan)
        assert largest({concerned(one) for one in found}) == largest(oracle.broken(plan))
        placements = [Placement(*placed) for placed in sorted(plan)]
        assert level_values(problem, placements, seed=seed) == oracle.levels(plan, seed)
        excused = [one.breach() for one in found if one.excused]
        conflicts = [Conflict(one.code, one.members, one.shifts, one.text) for one in excused]
        checked = check(problem, truthful_plan(problem, placements, conflicts=tuple(conflicts)))
        assert (checked == []) is oracle.allowed(plan)


@pytest.mark.parametrize("hundred", range(4))
def test_checker_and_oracle_agree_on_every_breach_and_level(hundred: int) -> None:
    for seed in range(hundred * 100, hundred * 100 + 100):
        agree(seed)


@pytest.mark.slow
@pytest.mark.parametrize("thousand", range(1, 3))
def test_checker_and_oracle_agree_on_thousands(thousand: int) -> None:
    for seed in range(thousand * 1000, thousand * 1000 + 1000):
        agree(seed)


def test_the_best_plan_of_the_oracle_passes_the_checker() -> None:
    placed = 0
    for seed in range(120):
        data = tiny_problem(seed, members=2, shifts=3)
        problem, (levels, plan) = Problem.from_json(data), optimum(data)
        placements = [Placement(*one) for one in sorted(plan)]
        excused = [one.breach() for one in findings(problem, plan)]
        conflicts = tuple(Conflict(b.code, b.members, b.shifts, b.text) for b in excused)
        assert check(problem, truthful_plan(problem, placements, conflicts=conflicts)) == []
        assert level_values(problem, placements) == levels
        placed += len(plan)
    assert placed > 60
