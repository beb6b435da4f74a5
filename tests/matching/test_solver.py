"""What `solve` promises: lawful plans, proven levels, the same plan each time, always an answer."""

from dataclasses import replace as changed

import pytest

from matching import Problem, check, solve
from matching.generate import generate
from matching.plan import Plan
from tests.matching.make import (
    at,
    make_member,
    make_posting,
    make_problem,
    make_shift,
    make_site,
    pair,
)


def solved(problem: dict[str, object]) -> Plan:
    """The plan, which has passed the checker."""
    read = Problem.from_json(problem)
    plan = solve(read)
    assert check(read, plan) == []
    return plan


def crew(plan: Plan) -> set[tuple[str, str, str]]:
    """Each placement as member, shift and role."""
    return {(p.member, p.shift, p.role) for p in plan.placements}


@pytest.mark.parametrize("seed", range(1, 7))
def test_generated_problems_are_proven_best_in_every_level(seed: int) -> None:
    plan = solved(generate("S", seed, conflicts=seed % 2 == 0))
    assert [level.status for level in plan.levels] == ["optimal"] * 11


def test_the_same_seed_gives_the_same_plan_and_another_seed_another_draw() -> None:
    problem = Problem.from_json(generate("S", 2))
    first, second = (changed(solve(problem, seed=4), seconds=0, peak_mib=0) for _ in range(2))
    assert first.placements == second.placements
    assert [level.value for level in first.levels] == [level.value for level in second.levels]
    other = solve(problem, seed=5)
    assert [level.value for level in other.levels[:-1]] == [
        level.value for level in first.levels[:-1]
    ]


def test_accepted_work_that_clashes_stays_and_is_named() -> None:
    problem = make_problem(
        shifts=[make_shift(), make_shift("other", at(2, "10:00"), at(2, "14:00"))],
        accepted=[pair("anna", "shift"), pair("anna", "other")],
    )
    plan = solved(problem)
    assert crew(plan) == {("anna", "shift", "work"), ("anna", "other", "work")}
    assert {conflict.code for conflict in plan.conflicts} == {"overlap"}


def test_a_crew_comes_with_exactly_the_supervisors_it_asks_for() -> None:
    problem = make_problem(
        postings=[make_posting(supervision=2)],
        shifts=[make_shift(heads=2)],
        members=[
            make_member("anna", support=2),
            make_member("bo"),
            make_member("siv", supervisor=True, wanted_week_minutes=0),
            make_member("tor", supervisor=True, wanted_week_minutes=0),
        ],
    )
    roles = sorted(role for _, _, role in crew(solved(problem)))
    assert roles == ["supervise", "supervise", "work", "work"]


def test_a_team_is_placed_whole_or_not_at_all() -> None:
    problem = make_problem(postings=[make_posting(team=2)], shifts=[make_shift(heads=3)])
    assert crew(solved(problem)) == set()
    problem["members"] = [make_member("anna"), make_member("bo")]
    assert len(crew(solved(problem))) == 2


def test_no_more_members_use_an_adaptation_than_there_are() -> None:
    problem = make_problem(
        sites=[make_site(adaptations={"ramp": 1})],
        shifts=[make_shift(heads=2)],
        members=[make_member("anna", needs=["ramp"]), make_member("bo", needs=["ramp"])],
    )
    (placement,) = solved(problem).placements
    assert placement.adaptations == ("ramp",)


def test_who_has_had_least_comes_first() -> None:
    problem = make_problem(
        members=[make_member("anna", worked_minutes=9000), make_member("bo", worked_minutes=100)]
    )
    assert crew(solved(problem)) == {("bo", "shift", "work")}


@pytest.mark.parametrize("emptied", ["members", "shifts", "sites"])
def test_an_empty_problem_has_an_empty_plan(emptied: str) -> None:
    changes: dict[str, object] = {emptied: []}
    if emptied == "sites":
        changes |= {"postings": [], "shifts": []}
    assert solved(make_problem(**changes)).placements == ()


def test_a_policy_may_reorder_and_leave_out_levels() -> None:
    order = ["coverage-3", "coverage-2", "coverage-1", "travel", "fairness"]
    problem = generate("S", 3)
    problem["policy"] = {"id": "short", "order": order}
    plan = solved(problem)
    assert [level.name for level in plan.levels[:5]] == order
    assert {level.status for level in plan.levels[5:]} == {"reported"}


def test_an_empty_seat_tells_how_the_members_fell_away() -> None:
    problem = make_problem(
        postings=[make_posting(skills={"truck": 1})],
        members=[make_member("anna"), make_member("bo", skills={"truck": 1}, available=[])],
    )
    (empty,) = solved(problem).unfilled
    left = {step.code: step.members for step in empty.funnel}
    assert (left["skill"], left["available"]) == (1, 0)
