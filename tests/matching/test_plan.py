"""Plans are read whole or refused by field path."""

import json
from pathlib import Path
from typing import Any

import pytest

from matching.plan import (
    BadPlan,
    Conflict,
    Fairness,
    FunnelStep,
    Placement,
    Plan,
    Stage,
    Unfilled,
    plan_text,
    read_plan,
)
from matching.problem import Problem
from tests.matching.make import make_plan, make_problem


@pytest.fixture
def plan() -> Plan:
    problem = Problem.from_json(make_problem())
    return make_plan(
        problem,
        [Placement("anna", "shift", questions=("ramp",), reasons=("least_hours",))],
        unfilled=(Unfilled("shift", 1, (FunnelStep("skill", 3),), {"shared": ["bo"]}),),
        conflicts=(Conflict("day", ("anna",), ("one", "two"), "too much"),),
        stage=Stage({"fairness": 7, "fit": 1}, 5, 6.5, 0.23, 0.1),
        fairness=Fairness(0.1, 0.2, 0.3),
        status="stopped",
        stopped_by="seconds",
    )


def test_a_plan_written_and_read_again_is_the_same(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text(plan_text(plan), encoding="utf-8")
    assert read_plan(file) == plan


def test_a_conflict_names_one_member_or_shift_by_name_and_several_as_a_list() -> None:
    conflict = Conflict("day", ("anna",), ("one", "two"), "too much").to_json()
    assert (conflict["member"], conflict["shift"]) == ("anna", None)
    assert conflict["shifts"] == ["one", "two"]


def test_a_conflict_may_be_written_with_a_single_member_and_shift(plan: Plan) -> None:
    data = plan.to_json()
    data["conflicts"] = [{"code": "night", "member": "anna", "shift": "shift"}]
    (conflict,) = Plan.from_json(data).conflicts
    assert (conflict.members, conflict.shifts) == (("anna",), ("shift",))


def test_rules_and_policy_may_be_given_whole(plan: Plan) -> None:
    data = plan.to_json()
    data["policy"] = {"id": "test", "order": []}
    assert Plan.from_json(data).policy == "test"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("format", "plan", "format: must be orangeriet-plan/1"),
        ("seed", 1.5, "seed: must be a whole number, was 1.5"),
        ("effort", "heroic", "effort: must be one of quick, normal, thorough"),
        ("status", "done", "status: must be one of complete, stopped"),
        ("policy", 3, "policy: must be a text, was 3"),
        ("levels", {}, "levels: must be a list, was an object"),
        ("levels", [{}], "levels[0].name: is missing"),
        ("placements", [{"member": "anna"}], "placements[0].shift: is missing"),
        ("placements", [7], "placements[0]: must be an object, was 7"),
        ("unfilled", [{"shift": "s", "seats": 0}], "unfilled[0].seats: must be at least 1, was 0"),
        ("fairness", None, "fairness: must be an object, was null"),
        ("stage", [], "stage: must be an object, was a list"),
    ],
)
def test_a_bad_plan_is_refused_by_field(plan: Plan, key: str, value: Any, message: str) -> None:
    with pytest.raises(BadPlan) as refusal:
        Plan.from_json({**plan.to_json(), key: value})
    assert str(refusal.value).startswith(message)


def test_a_problem_is_no_plan(tmp_path: Path) -> None:
    file = tmp_path / "problem.json"
    file.write_text(json.dumps(make_problem()))
    with pytest.raises(BadPlan, match=r"^format: must be orangeriet-plan/1$"):
        read_plan(file)
