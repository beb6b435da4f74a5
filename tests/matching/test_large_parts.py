"""Parts beyond the exact model: a bound by hours alone, and neighbourhoods from the first plan."""

from dataclasses import replace

import pytest

from matching import Problem, check, solve
from matching.ceiling import ceiling
from matching.eligibility import options
from matching.generate import generate
from matching.index import WORK, Index
from matching.objective import pinned_keys
from matching.plan import Plan
from matching.problem.rules import COVERAGE_LEVELS
from tests.matching.make import at, make_member, make_problem, make_shift
from tests.matching.oracle import Oracle
from tests.matching.tiny import tiny_problem


def test_no_lawful_plan_passes_the_ceiling() -> None:
    reached = 0
    for seed in range(40):
        data = tiny_problem(seed)
        index, oracle = Index(Problem.from_json(data)), Oracle(data)
        choices = options(index)
        plans = [oracle.levels(plan, 1) for plan in oracle.plans()]
        for priority in (3, 2, 1):
            asked = range(priority, 4)
            pinned = sum(
                index.slots[shift].piece.minutes
                for _, shift, role in pinned_keys(index)
                if role == WORK and index.posting(shift).priority in asked
            )
            top = pinned + ceiling(index, choices, priority)
            most = max(sum(plan[f"coverage-{one}"] for one in asked) for plan in plans)
            assert most <= top, (seed, priority)
            reached += most == top > 0
    assert reached > 20


def test_work_that_overlaps_is_counted_once_for_each_person() -> None:
    shifts = [
        make_shift("early", at(2, "07:00"), at(2, "11:00")),
        make_shift("over", at(2, "09:00"), at(2, "14:00")),
        make_shift("late", at(2, "11:00"), at(2, "13:00")),
    ]
    problem = make_problem(shifts=shifts, members=[make_member()])
    index = Index(Problem.from_json(problem))
    assert ceiling(index, options(index), 1) == 6 * 60


def coverage(plan: Plan) -> list[int]:
    """The values of the three levels of coverage."""
    return [level.value for level in plan.levels[:3]]


def test_neighbourhoods_alone_cover_as_much_where_one_of_them_holds_everybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = Problem.from_json(generate("S", 2))
    problem = replace(problem, policy=replace(problem.policy, order=COVERAGE_LEVELS), digest="")
    exact = solve(problem, effort="quick")
    monkeypatch.setattr("matching.part.EXACT_CHOICES", 0)
    plan = solve(problem, effort="quick")
    assert check(problem, plan) == []
    assert coverage(plan) == coverage(exact)
    for level in plan.levels[:3]:
        assert level.bound is not None
        assert level.bound >= level.value
