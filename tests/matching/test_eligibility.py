"""Every reason against a pair, and who could change it."""

import pytest

from matching import Problem, why_not
from matching.eligibility import options
from matching.index import Index
from tests.matching.make import (
    at,
    make_member,
    make_posting,
    make_problem,
    make_shift,
    make_site,
    pair,
)


def codes(problem: dict[str, object], role: str = "work") -> list[tuple[str, str]]:
    """Code and who of each reason between anna and the shift."""
    found = why_not(Problem.from_json(problem), "anna", "shift", role=role)
    return [(reason.code, reason.who) for reason in found]


def test_a_member_who_meets_every_rule_has_no_reason_against_her() -> None:
    assert codes(make_problem()) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"postings": [make_posting(skills={"truck": 2})]}, ("skill", "member")),
        ({"postings": [make_posting(floors={"lift": 2})]}, ("floor", "member")),
        (
            {
                "postings": [make_posting(floors={"lift": 2})],
                "members": [make_member(abilities={"lift": 1})],
            },
            ("floor", "site"),
        ),
        ({"members": [make_member(needs=["ramp"])]}, ("need", "site")),
        (
            {
                "postings": [make_posting(hazards=["dust"])],
                "members": [make_member(avoids=["dust"])],
            },
            ("hazard", "site"),
        ),
        ({"members": [make_member(blocks=["site company"])]}, ("block", "member")),
        ({"declined": [{"member": "anna", "shift": "shift"}]}, ("declined", "member")),
        ({"members": [make_member(available=[])]}, ("available", "member")),
        ({"members": [make_member(home=[59.4, 15.6])]}, ("reach", "member")),
        ({"members": [make_member(travel={})]}, ("reach", "member")),
        ({"members": [make_member(day_minutes=200)]}, ("day", "member")),
        ({"members": [make_member(week_minutes=200)]}, ("week", "member")),
        ({"members": [make_member(weeks={"2026-W49": 100})]}, ("week", "member")),
        ({"members": [make_member(busy=[[at(2, "11:00"), at(2, "13:00")]])]}, ("overlap", "plan")),
        (
            {"members": [make_member(busy=[[at(1, "18:00"), at(1, "23:00")]])]},
            ("daily_rest", "plan"),
        ),
        (
            {
                "shifts": [make_shift(), make_shift("other", at(2, "13:00"), at(2, "14:00"))],
                "accepted": [pair("anna", "other")],
                "members": [make_member(day_minutes=240)],
            },
            ("day", "plan"),
        ),
    ],
)
def test_each_rule_gives_its_reason_and_who_could_change_it(
    changes: dict[str, object], reason: tuple[str, str]
) -> None:
    assert codes(make_problem(**changes)) == [reason]


def test_all_reasons_are_told_not_the_first() -> None:
    problem = make_problem(
        postings=[make_posting(skills={"truck": 1}, hazards=["dust"])],
        members=[make_member(needs=["ramp"], avoids=["dust"], available=[])],
    )
    assert {code for code, _ in codes(problem)} == {"skill", "need", "hazard", "available"}


def test_night_names_everyone_who_would_have_to_allow_it() -> None:
    night = make_problem(shifts=[make_shift(start=at(2, "04:00"), end=at(2, "08:00"))])
    assert codes(night) == [("night", "site"), ("night", "member")]
    night["sites"] = [make_site(night=True)]
    assert codes(night) == [("night", "member")]


def test_an_unknown_ability_is_a_question_and_never_an_ability() -> None:
    problem = Problem.from_json(make_problem(postings=[make_posting(floors={"lift": 1})]))
    (reason,) = why_not(problem, "anna", "shift")
    assert reason.question


def test_an_unknown_feature_keeps_nobody_away() -> None:
    problem = make_problem(
        sites=[make_site(unknown=["ramp"])], members=[make_member(needs=["ramp"])]
    )
    assert codes(problem) == []


def test_a_supervisor_needs_neither_skill_nor_floor() -> None:
    asked = make_posting(skills={"truck": 3}, floors={"lift": 4}, supervision=2)
    problem = make_problem(postings=[asked], members=[make_member(supervisor=True)])
    assert codes(problem, role="supervise") == []
    problem["members"] = [make_member()]
    assert codes(problem, role="supervise") == [("supervision", "member")]


def test_a_whole_posting_falls_on_any_of_its_shifts() -> None:
    problem = make_problem(
        postings=[make_posting(whole=True)],
        shifts=[make_shift(), make_shift("other", at(3, "08:00"), at(3, "12:00"))],
        declined=[{"member": "anna", "shift": "other"}],
    )
    assert codes(problem) == [("declined", "member")]


def test_options_are_exactly_the_pairs_without_reasons(generated: Problem) -> None:
    index = Index(generated)
    listed = {
        (option.member, shift, option.role) for option in options(index) for shift in option.shifts
    }
    for person in index.people:
        for slot in index.slots:
            if slot.number in person.pins:
                continue
            for role in ("work", "supervise"):
                reasons = why_not(
                    index, person.member.id, index.problem.shifts[slot.number].id, role=role
                )
                assert ((person.number, slot.number, role) in listed) == (not reasons)
