"""What a plan says about itself is held to the truth."""

from dataclasses import replace
from typing import Any

import pytest

from matching.check import check, level_values, verdict
from matching.generate import generate
from matching.plan import BadPlan, Fairness, FunnelStep, Level, Placement, Plan, Stage, Unfilled
from matching.problem import LEVELS, Problem
from tests.matching.make import (
    make_member,
    make_plan,
    make_posting,
    make_problem,
    make_shift,
    make_site,
    truthful_plan,
)

WORK = [Placement("anna", "shift")]


@pytest.fixture
def problem() -> Problem:
    return Problem.from_json(
        make_problem(
            sites=[make_site(unknown=["loop"], adaptations={"ramp": 1})],
            members=[make_member(needs=["loop", "ramp"]), make_member("bo")],
            shifts=[make_shift(heads=2)],
        )
    )


@pytest.fixture
def plan(problem: Problem) -> Plan:
    return truthful_plan(problem, WORK)


def said(problem: Problem, plan: Plan, **other: Any) -> list[str]:
    """The lines about a plan that is changed so."""
    return [breach.line for breach in check(problem, replace(plan, **other))]


def with_level(plan: Plan, name: str, **other: Any) -> tuple[Level, ...]:
    """The plan's levels with one of them changed."""
    return tuple(replace(one, **other) if one.name == name else one for one in plan.levels)


def test_a_plan_that_tells_the_truth_passes(problem: Problem, plan: Plan) -> None:
    assert said(problem, plan) == []
    assert verdict(problem, plan).to_json() == {
        "ok": True,
        "breaches": [],
        "levels": {level.name: level.value for level in plan.levels},
    }


def test_a_plan_for_another_problem_is_rejected(problem: Problem, plan: Plan) -> None:
    (breach,) = check(problem, replace(plan, problem="0" * 64))
    assert breach.line.startswith("problem - - the plan is for 0000")


def test_rules_policy_and_status_must_be_those_of_the_problem(problem: Problem, plan: Plan) -> None:
    changed = {"rules": "other", "policy": "other", "stopped_by": "user"}
    codes = [line.split()[0] for line in said(problem, plan, **changed)]
    assert codes == ["rules", "policy", "status"]


@pytest.mark.parametrize("name", LEVELS)
def test_a_value_off_by_one_is_rejected_in_every_level(
    problem: Problem, plan: Plan, name: str
) -> None:
    value = {level.name: level.value for level in plan.levels}[name]
    levels = with_level(plan, name, value=value + 1)
    expected = f"level - - {name}: value is {value}, claimed {value + 1}"
    assert said(problem, plan, levels=levels) == [expected]


def test_a_level_that_is_missing_or_twice_or_invented_is_rejected(
    problem: Problem, plan: Plan
) -> None:
    assert said(problem, plan, levels=plan.levels[1:]) == [
        "level - - coverage-3 stands 0 times among the levels"
    ]
    assert said(problem, plan, levels=(*plan.levels, plan.levels[0])) == [
        "level - - coverage-3 stands 2 times among the levels"
    ]
    invented = replace(plan.levels[0], name="charm")
    assert said(problem, plan, levels=(*plan.levels, invented)) == ["level - - charm: is no level"]


@pytest.mark.parametrize(
    ("name", "claim", "complaint"),
    [
        ("coverage-1", {"sense": "min"}, "sense is max, claimed min"),
        ("coverage-1", {"bound": 239, "gap": 1 / 239}, "value 240 passes its bound 239"),
        ("continuity", {"bound": 2, "gap": 0.5}, "value 1 passes its bound 2"),
        ("coverage-1", {"bound": 300, "gap": 0.25}, "gap is 0.200000, claimed 0.250000"),
        ("coverage-1", {"bound": 300}, "bound and gap go together, one is null"),
        ("coverage-1", {"gap": 0}, "bound and gap go together, one is null"),
        (
            "coverage-1",
            {"bound": 300, "gap": 0.2, "status": "optimal"},
            "is claimed optimal at 240 with bound 300",
        ),
        ("coverage-1", {"status": "optimal"}, "is claimed optimal at 240 with bound None"),
        ("coverage-1", {"status": "splendid"}, "status splendid is unknown"),
        ("fit", {"certified": "weighted"}, "is certified by weights that are not named"),
    ],
)
def test_a_proof_that_proves_nothing_is_rejected(
    problem: Problem, plan: Plan, name: str, claim: dict[str, Any], complaint: str
) -> None:
    levels = with_level(plan, name, **claim)
    assert said(problem, plan, levels=levels) == [f"level - - {name}: {complaint}"]


def test_a_proof_that_holds_passes(problem: Problem, plan: Plan) -> None:
    levels = with_level(plan, "coverage-1", bound=240, gap=0, status="optimal")
    assert said(problem, plan, levels=levels) == []
    levels = with_level(plan, "coverage-3", bound=50, gap=1)
    assert said(problem, plan, levels=levels) == []


def test_a_weighted_stage_is_reckoned_again(problem: Problem, plan: Plan) -> None:
    value = {level.name: level.value for level in plan.levels}
    worth = 3 * value["fairness"] - 2 * value["fit"]
    stage = Stage({"fairness": 3, "fit": 2}, worth, worth, 0, 0)
    levels = with_level(plan, "fit", certified="weighted")
    assert said(problem, plan, stage=stage, levels=levels) == []
    wrong = replace(stage, value=worth - 1, bound=worth - 1)
    assert said(problem, plan, stage=wrong) == [
        f"level - - stage: value is {worth}, claimed {worth - 1}",
        f"level - - stage: value {worth} passes its bound {worth - 1}",
        f"level - - stage: gap is {1 / (worth - 1):.6f}, claimed 0.000000",
    ]
    covering = Stage({"coverage-1": 1}, 240, 240, 0, 0)
    assert said(problem, plan, stage=covering) == [
        "level - - stage: coverage must be taken out of its numbers"
    ]
    assert said(problem, plan, stage=Stage({"charm": 1}, 0, None, None, 0)) == [
        "level - - stage: charm is no level"
    ]


@pytest.mark.parametrize(
    ("claim", "complaint"),
    [
        ({"adaptations": ()}, "adaptations must be ramp"),
        ({"adaptations": ("ramp", "loop")}, "adaptations must be ramp"),
        ({"questions": ()}, "questions must be loop"),
        ({"questions": ("loop", "quiet")}, "questions must be loop"),
        ({"pinned": True}, "pinned must be false"),
    ],
)
def test_a_placement_that_hides_or_invents_is_rejected(
    problem: Problem, plan: Plan, claim: dict[str, Any], complaint: str
) -> None:
    (placement,) = plan.placements
    changed = (replace(placement, **claim),)
    assert said(problem, plan, placements=changed) == [f"placement anna shift {complaint}"]


@pytest.mark.parametrize(
    ("entries", "complaint"),
    [
        ((), "1 seats are empty and not listed"),
        ((Unfilled("shift", 2),), "1 seats are empty, listed 2"),
        ((Unfilled("shift", 1), Unfilled("shift", 1)), "is listed 2 times"),
    ],
)
def test_empty_seats_are_listed_as_they_are(
    problem: Problem, plan: Plan, entries: tuple[Unfilled, ...], complaint: str
) -> None:
    assert said(problem, plan, unfilled=entries) == [f"unfilled - shift {complaint}"]


def test_a_seat_that_does_not_exist_is_not_empty(problem: Problem, plan: Plan) -> None:
    entries = (*plan.unfilled, Unfilled("ghost", 1))
    assert said(problem, plan, unfilled=entries) == ["unfilled - ghost 0 seats are empty, listed 1"]


def test_a_funnel_only_narrows(problem: Problem, plan: Plan) -> None:
    funnel = (FunnelStep("skill", 1), FunnelStep("need", 2))
    entries = (Unfilled("shift", 1, funnel),)
    assert said(problem, plan, unfilled=entries) == [
        "unfilled - shift the funnel widens at need from 1 to 2 members"
    ]
    narrowing = (Unfilled("shift", 1, (FunnelStep("skill", 2), FunnelStep("need", 0))),)
    assert said(problem, plan, unfilled=narrowing) == []


def test_shares_of_the_target_are_reckoned_again(problem: Problem, plan: Plan) -> None:
    # Two members want 1 200 minutes a week: T = 5 * floor(1200 * 63 / 35) = 10 800.
    true = Fairness(0, 0, 0.5)
    assert said(problem, plan, fairness=true) == []
    assert said(problem, plan, fairness=replace(true, least=0.02)) == [
        "fairness - - least is 0.0000, claimed 0.0200"
    ]
    assert said(problem, plan, fairness=replace(true, gini=0.4)) == [
        "fairness - - gini is 0.5000, claimed 0.4000"
    ]
    assert said(problem, plan, fairness=replace(true, tenth_percentile=0.5)) == [
        "fairness - - tenth_percentile is 0.0222, claimed 0.5000"
    ]


def test_shares_of_nobody_are_not_reckoned() -> None:
    problem = Problem.from_json(make_problem(members=[make_member(wanted_week_minutes=0)]))
    assert said(problem, make_plan(problem, [], fairness=Fairness(1, 1, 1))) == []


@pytest.mark.parametrize(
    ("placement", "message"),
    [
        (Placement("eva", "shift"), 'placements[0].member: names no member: "eva"'),
        (Placement("anna", "none"), 'placements[0].shift: names no shift: "none"'),
    ],
)
def test_a_placement_of_strangers_is_bad_input(
    problem: Problem, plan: Plan, placement: Placement, message: str
) -> None:
    with pytest.raises(BadPlan) as refusal:
        check(problem, replace(plan, placements=(placement,)))
    assert str(refusal.value) == message


def test_an_empty_plan_of_a_generated_problem_breaks_only_its_promises() -> None:
    problem = Problem.from_json(generate("S", 4))
    found = check(problem, make_plan(problem, []))
    assert {breach.code for breach in found} == {"pinned"}
    assert len(found) == len(problem.accepted)


def test_levels_by_hand() -> None:
    problem = Problem.from_json(
        make_problem(
            sites=[make_site(unknown=["loop"])],
            postings=[
                make_posting(
                    priority=2,
                    demands={"lift": 4, "pace": 1, "focus": 0},
                    merits={"till": 2, "cook": 1},
                )
            ],
            shifts=[make_shift(heads=2, break_minutes=30)],
            members=[
                make_member(
                    abilities={"lift": 1},
                    skills={"till": 1, "cook": 1},
                    needs=["loop"],
                    develop=["lift"],
                    wishes=["other"],
                    worked_minutes=2000,
                ),
                make_member("bo", develop=["till"], wishes=["task"], travel={"site": 17}),
            ],
            proposed=[{"member": "anna", "shift": "shift"}],
        )
    )
    placements = [Placement("anna", "shift"), Placement("bo", "shift")]
    found = level_values(problem, placements, seed=3)
    # F = 2160. Anna has 2210: 16 * 2160 + 8 * 50; Bo has 210.
    assert found["fairness"] == 16 * 2160 + 8 * 50 + 16 * 210
    # Anna: (4-1)², pace unknown, loop unknown, till below; Bo: lift and pace unknown, two merits.
    assert found["fit"] == 9 + 1 + 1 + 1 + 1 + 1 + 2
    rest = {name: found[name] for name in found if name not in ("fairness", "fit", "lottery")}
    assert rest == {
        "coverage-3": 0,
        "coverage-2": 420,
        "coverage-1": 0,
        "stability": 0,
        "development": 1,
        "continuity": 2,
        "wishes": 1,
        "travel": 17,
    }
    assert level_values(problem, [], seed=3)["stability"] == 1


def test_the_draw_is_public() -> None:
    # printf '7:anna:shift:work' | sha256sum
    problem = Problem.from_json(make_problem())
    assert level_values(problem, WORK, seed=7)["lottery"] == int("f9fb233c", 16)
