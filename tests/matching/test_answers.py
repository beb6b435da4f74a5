"""Certificates, why and why not, the ledger, refilled seats, and the three commands."""

import json
from collections.abc import Iterator
from dataclasses import replace as changed
from itertools import combinations
from pathlib import Path

import pytest

from matching import Problem, check, plan_text, solve
from matching.certificate import Proofs
from matching.cli import main
from matching.eligibility import options
from matching.explain import Explainer
from matching.filled import filled
from matching.generate import generate
from matching.index import Index
from matching.plan import Placement, Plan
from matching.refill import Refilled, refill
from matching.replace import Replacements
from matching.unfilled import FUNNEL
from matching.words import LANGUAGES, WORDS
from tests.matching.make import (
    at,
    make_member,
    make_posting,
    make_problem,
    make_shift,
    make_site,
    pair,
)
from tests.matching.oracle import Oracle
from tests.matching.tiny import tiny_problem


def tiny(seed: int) -> Problem:
    """A tiny problem, read."""
    return Problem.from_json(tiny_problem(seed))


def proofs(problem: Problem) -> Iterator[tuple[list[str], int, int]]:
    """Each certificate of a problem: shifts, seats and how many people."""
    index = Index(problem)
    kept = Proofs(index, options(index))
    for number in range(len(index.slots)):
        found = kept.of(number)
        if found is not None:
            yield [problem.shifts[s].id for s in found.shifts], found.seats, len(found.people)


def test_no_lawful_plan_fills_more_than_a_certificate_says() -> None:
    seen = 0
    for seed in range(120):
        problem = tiny(seed)
        found = list(proofs(problem))
        plans = list(Oracle(problem.to_json()).plans()) if found else []
        for shifts, seats, people in found:
            assert seats > people
            for plan in plans:
                assert sum(1 for _, s, role in plan if s in shifts and role == "work") <= people
            seen += 1
    assert seen > 100


def test_four_shifts_at_once_share_only_two_people() -> None:
    shifts = [make_shift(f"s{n}", at(2, "08:00"), at(2, "12:00")) for n in range(4)]
    members = [make_member("anna"), make_member("bo")]
    problem = Problem.from_json(make_problem(shifts=shifts, members=members))
    plan = solve(problem)
    assert len(plan.unfilled) == 2
    for entry in plan.unfilled:
        assert entry.certificate is not None
        assert entry.certificate["shifts"] == ["s0", "s1", "s2", "s3"]
        assert entry.certificate["members"] == ["anna", "bo"]
        assert entry.certificate["seats"] == 4


def test_why_not_names_the_first_level_that_worsens_and_by_how_much() -> None:
    members = [make_member("anna"), make_member("bo", worked_minutes=9000)]
    problem = Problem.from_json(make_problem(members=members))
    told = Explainer(problem, solve(problem)).pair("bo", "shift")["forced"]
    assert isinstance(told, dict)
    assert told["possible"] is True
    assert told["first"] == "fairness"
    assert told["worse_by"] == (16 - 1) * 240
    assert told["exact"] is True


def test_why_not_names_the_rule_and_the_one_change() -> None:
    posting = make_posting(skills={"truck": 2})
    members = [make_member("anna", skills={"truck": 1}), make_member("bo", skills={"truck": 2})]
    problem = Problem.from_json(make_problem(postings=[posting], members=members))
    told = Explainer(problem, solve(problem)).pair("anna", "shift")
    assert told["reasons"] == [
        {"code": "skill", "who": "member", "what": "truck 2", "question": False}
    ]
    change = told["change"]
    assert isinstance(change, dict)
    assert (change["kind"], change["code"], change["level"]) == ("skill", "truck", 2)
    assert told["forced"] is None


def test_why_chosen_says_what_is_lost_without_and_who_is_next() -> None:
    members = [make_member("anna"), make_member("bo", worked_minutes=9000)]
    problem = Problem.from_json(make_problem(members=members))
    told = Explainer(problem, solve(problem)).pair("anna", "shift")
    without, following = told["without"], told["next_best"]
    assert isinstance(without, dict)
    assert without["first"] == "fairness"
    assert isinstance(following, dict)
    assert following["moves"][0]["member"] == "bo"


def test_an_empty_seat_is_told_by_funnel_proof_and_smallest_change() -> None:
    posting = make_posting(skills={"truck": 1})
    members = [make_member("anna"), make_member("bo", skills={"truck": 1}, available=[])]
    problem = Problem.from_json(make_problem(postings=[posting], members=members))
    told = Explainer(problem, solve(problem)).shift("shift")["unfilled"]
    assert isinstance(told, dict)
    assert [step["code"] for step in told["funnel"]] == list(FUNNEL)
    assert told["certificate"]["members"] == []
    assert told["smallest_change"]["kind"] == "time"
    assert told["smallest_change"]["member"] == "bo"
    assert told["smallest_change"]["minutes"] == 240


def test_the_ledger_begins_with_who_has_had_least_and_names_the_price() -> None:
    members = [make_member("far", home=[58.47, 15.62]), make_member("near", worked_minutes=9000)]
    problem = Problem.from_json(make_problem(members=members))
    told = Explainer(problem, solve(problem)).fairness()
    accounts, price = told["accounts"], told["price"]
    assert isinstance(accounts, list)
    assert isinstance(price, dict)
    assert [account["member"] for account in accounts] == ["far", "near"]
    assert price["changes"]["fairness"] < 0
    assert price["changes"]["travel"] < 0


def after(plan: Plan, gone: Placement, found: Refilled) -> Plan:
    """The plan when the moves are made; what it says about itself is not brought up to date."""
    kept = [p for p in plan.placements if p is not gone]
    for move in found.moves:
        kept = [p for p in kept if p.member != move.member or p.shift not in move.leaves]
        kept += [Placement(move.member, shift, move.role) for shift in move.shifts]
    return changed(plan, placements=tuple(kept))


def test_a_refilled_seat_is_taken_and_no_other_is_emptied() -> None:
    asked = found_any = solved = 0
    for seed in range(1, 9):
        problem = Problem.from_json(generate("S", seed))
        plan = solve(problem, effort="quick")
        warm = Replacements(problem, plan)
        whole = {s.id for s in problem.shifts if problem.posting_of(s).whole}
        for gone in [p for p in plan.placements if p.role == "work" and p.shift not in whole][::3]:
            asked += 1
            found = refill(warm, gone.member, gone.shift)
            if found is None:
                continue
            found_any += 1
            solved += found.by == "solved"
            moved = after(plan, gone, found)
            codes = {breach.code for breach in check(problem, moved)}
            assert codes <= {"level", "placement", "unfilled", "fairness", "pinned"}, (seed, codes)
            count = [sum(1 for p in one.placements if p.role == "work") for one in (plan, moved)]
            assert count[0] <= count[1]
    assert asked > 40
    assert found_any > 5
    assert solved > 0


def test_nine_of_ten_seats_are_refilled_where_enumeration_fills_them() -> None:
    possible = refilled = 0
    for seed in range(100):
        problem = gentle(seed)
        plan, lawful = solve(problem, workers=1), None
        for gone in plan.placements:
            whole = problem.posting_of(problem.shift_by_id[gone.shift]).whole
            if gone.pinned or whole or gone.role != "work":
                continue
            lawful = lawful or list(Oracle(problem.to_json()).plans())
            if can_be_refilled(lawful, plan, gone):
                possible += 1
                warm = Replacements(problem, plan)
                refilled += refill(warm, gone.member, gone.shift) is not None
    assert possible >= 19
    assert refilled >= 0.9 * possible


def gentle(seed: int) -> Problem:
    """A tiny problem of people who mostly can, so that seats can be given to others."""
    raw = tiny_problem(seed, members=4, shifts=3)
    raw["members"] = [
        {**member, "needs": [], "together": [], "skills": {"cook": 2, "drive": 1}, "reach_km": 90}
        for member in raw["members"]
    ]
    for member in raw["members"]:
        member.pop("travel", None)
    return Problem.from_json(raw)


def can_be_refilled(
    lawful: list[frozenset[tuple[str, str, str]]], plan: Plan, gone: Placement
) -> bool:
    """Whether a lawful plan has as many workers on every shift, and not her there in any role."""
    need = [p.shift for p in plan.placements if p.role == "work"]
    for other in lawful:
        if (gone.member, gone.shift) in {pair[:2] for pair in other}:
            continue
        has = [shift for _, shift, role in other if role == "work"]
        if all(has.count(shift) >= need.count(shift) for shift in need):
            return True
    return False


def test_a_seat_is_not_filled_with_who_needs_what_an_accepted_member_uses_beside_it() -> None:
    index = Index(
        Problem.from_json(
            make_problem(
                sites=[make_site(adaptations={"lift": 1})],
                shifts=[make_shift("beside"), make_shift("place")],
                members=[
                    make_member("eva", needs=["lift"]),
                    make_member("anna", needs=["lift"]),
                    make_member("bo", worked_minutes=9000),
                ],
                accepted=[pair("eva", "beside")],
                declined=[pair("anna", "beside"), pair("bo", "beside")],
            )
        )
    )
    keys = filled(index, {0: 1, 1: 1}, index.shift_number["place"])
    bo = index.member_number["bo"]
    assert keys is not None
    assert {member for member, shift, _ in keys if shift == index.shift_number["place"]} == {bo}


def test_every_code_has_words_in_three_languages() -> None:
    assert set(FUNNEL) <= set(WORDS)
    for texts in WORDS.values():
        assert len(texts) == len(LANGUAGES)
        assert all(texts)
    for one, other in combinations(("sv", "en"), 2):
        assert one != other


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A problem and its plan as files."""
    raw = generate("S", 3)
    problem = Problem.from_json(raw)
    (tmp_path / "problem.json").write_text(json.dumps(raw))
    (tmp_path / "plan.json").write_text(plan_text(solve(problem, effort="quick")))
    return str(tmp_path / "problem.json"), str(tmp_path / "plan.json")


def test_keys_prints_its_report(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", *files, "--json", "--top", "3", "--solves", "6"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["tried"] == 6
    assert len(told["keys"]) <= 3
    assert all(key["least"] <= key["minutes"] <= key["most"] for key in told["keys"])
    assert main(["keys", *files, "--solves", "2"]) == 0
    assert "minutes filled" in capsys.readouterr().out


def test_explain_speaks_the_language_asked_for(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    plan = json.loads(Path(files[1]).read_text())
    empty = plan["unfilled"][0]["shift"]
    assert main(["explain", *files, "--shift", empty, "--json", "--language", "sv"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["unfilled"]["funnel"][0]["text"] == WORDS["skill"][0]


def test_explain_asks_for_something_to_explain(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", *files]) == 2
    assert "--fairness" in capsys.readouterr().err
