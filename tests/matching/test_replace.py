"""Replacements: direct ones first, chains when nobody is free, everybody else left alone."""

from dataclasses import replace as changed

import pytest

from matching import Problem, Replacement, check, replace, solve
from matching.generate import generate
from matching.plan import Placement, Plan
from tests.matching.make import at, make_member, make_plan, make_problem, make_shift


def planned(problem: Problem, *placements: tuple[str, str]) -> Plan:
    """A plan with just these workers."""
    return make_plan(problem, [Placement(member, shift) for member, shift in placements])


def test_the_free_member_who_has_had_least_is_ranked_first() -> None:
    problem = Problem.from_json(
        make_problem(
            members=[
                make_member("anna"),
                make_member("bo", worked_minutes=9000),
                make_member("cia", worked_minutes=100),
            ]
        )
    )
    found = replace(problem, planned(problem, ("anna", "shift")), "anna", "shift")
    assert [[move.member for move in one.moves] for one in found] == [["cia"], ["bo"]]


def test_nobody_free_gives_a_chain_of_two() -> None:
    members = [make_member("anna"), make_member("bo", skills={"truck": 1}), make_member("cia")]
    problem = Problem.from_json(
        make_problem(
            postings=[
                {**make_problem()["postings"][0], "skills": {}},  # type: ignore[index]
                {
                    "id": "truck",
                    "site": "site",
                    "task": "task",
                    "kind": "hire_out",
                    "skills": {"truck": 1},
                },
            ],
            shifts=[
                make_shift("shift"),
                make_shift("loading", at(2, "09:00"), at(2, "12:00"), posting="truck"),
            ],
            members=[members[1], {**members[0], "skills": {"truck": 1}}, members[2]],
        )
    )
    plan = planned(problem, ("bo", "shift"), ("anna", "loading"))
    (chain,) = replace(problem, plan, "anna", "loading")
    assert [(move.member, move.shifts, move.leaves) for move in chain.moves] == [
        ("bo", ("loading",), ("shift",)),
        ("cia", ("shift",), ()),
    ]


def test_every_replacement_leaves_a_lawful_plan() -> None:
    tried = 0
    for seed in range(1, 8):
        problem = Problem.from_json(generate("S", seed))
        plan = solve(problem)
        whole = {shift.id for shift in problem.shifts if problem.posting_of(shift).whole}
        for placement in plan.placements:
            if placement.shift in whole:
                continue
            for one in replace(problem, plan, placement.member, placement.shift):
                moved = after(plan, placement, one)
                codes = {breach.code for breach in check(problem, moved)}
                assert codes <= {"level", "placement", "unfilled", "fairness", "pinned"}
                tried += 1
    assert tried > 10


def after(plan: Plan, gone: Placement, one: Replacement) -> Plan:
    """The plan with the replacement made; what it says about itself is not brought up to date."""
    kept = [placement for placement in plan.placements if placement is not gone]
    for move in one.moves:
        kept = [p for p in kept if p.member != move.member or p.shift not in move.leaves]
        kept += [Placement(move.member, shift, move.role) for shift in move.shifts]
    return changed(plan, placements=tuple(kept))


def test_a_place_that_is_not_in_the_plan_cannot_be_replaced(generated: Problem) -> None:
    with pytest.raises(KeyError):
        replace(generated, solve(generated), generated.members[0].id, "no such shift")
