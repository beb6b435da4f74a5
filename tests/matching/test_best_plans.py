"""The solver reaches the optimum of the brute-force oracle, level by level."""

import pytest

from matching import Problem, check, solve
from matching.problem import LEVELS
from tests.matching.oracle import optimum
from tests.matching.tiny import tiny_problem


def assert_best(seed: int, members: int, shifts: int) -> int:
    """Solve one tiny problem, compare every level of its policy, and count the placements."""
    data = tiny_problem(seed, members=members, shifts=shifts)
    problem = Problem.from_json(data)
    plan = solve(problem)
    best, placed = optimum(data)
    assert check(problem, plan) == []
    found = {level.name: level.value for level in plan.levels}
    order = problem.policy.order
    assert {name: found[name] for name in order} == {name: best[name] for name in order}
    proven = {level.name for level in plan.levels if level.status == "optimal"}
    assert proven == set(order) & set(LEVELS)
    return len(placed)


def test_tiny_problems_are_solved_as_well_as_by_trying_every_plan() -> None:
    assert sum(assert_best(seed, 2, 4) for seed in range(5000, 5200)) > 100


@pytest.mark.slow
@pytest.mark.parametrize("thousand", [6, 7])
def test_thousands_of_tiny_problems_are_solved_to_the_optimum(thousand: int) -> None:
    seeds = range(thousand * 1000, thousand * 1000 + 1000)
    assert sum(assert_best(seed, 3, 3) for seed in seeds) > 500
