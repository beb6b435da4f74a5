"""What was accepted stays, and what it breaks is excused only when it is named."""

from typing import Any

from matching.check import Breach, check
from matching.plan import Conflict, Placement
from matching.problem import Problem
from tests.matching.make import (
    at,
    make_member,
    make_posting,
    make_problem,
    make_shift,
    pair,
    rules_broken,
    truthful_plan,
)

Json = dict[str, Any]
WORK = [Placement("anna", "shift")]
BOTH = [Placement("anna", "shift"), Placement("bo", "shift")]


def pinned_pair(**other: object) -> Json:
    return make_problem(accepted=[pair("anna", "shift")], **other)


def lines(problem: Json, placements: list[Placement], *conflicts: Conflict) -> list[Breach]:
    read = Problem.from_json(problem)
    return check(read, truthful_plan(read, placements, conflicts=conflicts))


def test_a_breach_of_accepted_work_alone_is_excused_when_it_is_listed() -> None:
    problem = pinned_pair(members=[make_member(day_minutes=100)])
    assert lines(problem, WORK, Conflict("day", ("anna",), ("shift",), "long")) == []
    assert [breach.code for breach in lines(problem, WORK)] == ["conflicts"]


def test_a_conflict_that_is_not_there_is_rejected() -> None:
    found = lines(pinned_pair(), WORK, Conflict("day", ("anna",), ("shift",), "long"))
    assert [breach.code for breach in found] == ["conflicts"]


def test_accepted_work_does_not_excuse_what_is_placed_beside_it() -> None:
    shifts = [make_shift(), make_shift("later", at(2, "12:00"), at(2, "15:00"))]
    problem = pinned_pair(shifts=shifts, members=[make_member(day_minutes=100)])
    found = lines(problem, [*WORK, Placement("anna", "later")])
    assert [(breach.code, breach.shifts) for breach in found] == [("day", ("later", "shift"))]


def test_busy_work_counts_as_pinned() -> None:
    problem = pinned_pair(members=[make_member(busy=[[at(2, "09:00"), at(2, "10:00")]])])
    assert lines(problem, WORK, Conflict("overlap", ("anna",), ("shift",), "busy")) == []


def test_work_that_is_only_busy_is_no_breach_of_the_plan() -> None:
    busy = [[at(2, "08:00"), at(2, "20:00")], [at(2, "09:00"), at(2, "23:00")]]
    assert rules_broken(make_problem(members=[make_member(busy=busy, day_minutes=60)]), []) == set()


def test_a_crew_is_excused_only_when_all_of_it_is_pinned() -> None:
    problem = pinned_pair(members=[make_member(), make_member("bo")])
    assert rules_broken(problem, BOTH) == {"heads"}
    problem["accepted"].append(pair("bo", "shift"))
    over = Conflict("heads", ("anna", "bo"), ("shift",), "two for one")
    assert lines(problem, BOTH, over) == []


def test_a_placement_that_stands_twice_is_pinned_once() -> None:
    found = {breach.code for breach in lines(pinned_pair(), WORK * 2)}
    assert "heads" in found


def test_an_accepted_pair_that_was_declined_is_a_conflict_not_a_breach() -> None:
    problem = pinned_pair(declined=[pair("anna", "shift")])
    assert lines(problem, WORK, Conflict("declined", ("anna",), ("shift",), "said no")) == []


def test_whoever_accepts_to_supervise_where_the_site_does_is_a_conflict() -> None:
    problem = make_problem(
        members=[make_member(supervisor=True), make_member("bo")],
        accepted=[pair("anna", "shift", "supervise")],
    )
    led = [Placement("anna", "shift", "supervise")]
    assert lines(problem, led, Conflict("supervision", ("anna",), ("shift",), "not asked")) == []
    assert rules_broken(problem, [*led, Placement("bo", "shift")]) == {"supervision"}


def test_half_of_a_whole_posting_may_be_accepted() -> None:
    shifts = [make_shift(), make_shift("later", at(3, "08:00"), at(3, "12:00"))]
    problem = pinned_pair(postings=[make_posting(whole=True)], shifts=shifts)
    assert lines(problem, WORK, Conflict("whole", ("anna",), ("shift",), "half")) == []
    assert lines(problem, [*WORK, Placement("anna", "later")]) == []


def test_one_conflict_may_name_several_breaches_of_a_member() -> None:
    problem = pinned_pair(
        shifts=[make_shift(), make_shift("later", at(3, "08:00"), at(3, "12:00"))],
        members=[make_member(day_minutes=100)],
    )
    problem["accepted"].append(pair("anna", "later"))
    both = [*WORK, Placement("anna", "later")]
    assert lines(problem, both, Conflict("day", ("anna",), (), "long days")) == []
    one_of_two = lines(problem, both, Conflict("day", ("anna",), ("later",), "long day"))
    assert [(breach.code, breach.shift) for breach in one_of_two] == [("conflicts", "shift")]
