"""What the generator promises: sizes, determinism, and no rule that lies idle."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

from matching.checker.crew_rules import crew_findings
from matching.checker.duty import duties_of
from matching.checker.pair_rules import need_answers, pair_findings
from matching.checker.time_rules import time_findings
from matching.generate import generate
from matching.plan import Placement
from matching.problem import Member, Posting, Problem, Site

Part = TypeVar("Part")


def generated(scale: str, seed: int, *, conflicts: bool = False) -> Problem:
    return Problem.from_json(generate(scale, seed, conflicts=conflicts))


@pytest.mark.parametrize(("scale", "members", "shifts"), [("S", 20, 40), ("M", 160, 400)])
def test_a_problem_has_the_size_its_scale_promises(scale: str, members: int, shifts: int) -> None:
    problem = generated(scale, 3)
    assert (len(problem.members), len(problem.shifts)) == (members, shifts)


def test_the_same_seed_draws_the_same_problem_and_another_seed_another() -> None:
    assert generate("S", 7) == generate("S", 7)
    assert generate("S", 7) != generate("S", 8)


@pytest.mark.parametrize("seed", range(1, 13))
@pytest.mark.parametrize("scale", ["S", "M"])
def test_more_work_is_asked_for_than_the_members_may_do(scale: str, seed: int) -> None:
    problem = generated(scale, seed)
    asked = sum(shift.heads * shift.work_minutes for shift in problem.shifts)
    assert asked > sum(member.week_minutes for member in problem.members)


MEMBER_TRAITS: dict[str, Callable[[Member], object]] = {
    "travel": lambda member: member.travel,
    "reach_km": lambda member: member.reach_km,
    "needs": lambda member: member.needs,
    "avoids": lambda member: member.avoids,
    "weeks": lambda member: member.weeks,
    "worked": lambda member: member.worked_minutes,
    "few active weeks": lambda member: member.active_weeks < 8,
    "busy": lambda member: member.busy,
    "night": lambda member: member.night,
    "wishes": lambda member: member.wishes,
    "blocks": lambda member: member.blocks,
    "develop": lambda member: member.develop,
    "support": lambda member: member.support > 1,
    "supervisor": lambda member: member.supervisor,
    "together": lambda member: member.together,
    "apart": lambda member: member.apart,
    "unknown ability": lambda member: len(member.abilities) < 10,
}
POSTING_TRAITS: dict[str, Callable[[Posting], object]] = {
    "skills": lambda posting: posting.skills,
    "team skills": lambda posting: posting.team_skills,
    "merits": lambda posting: posting.merits,
    "demands": lambda posting: posting.demands,
    "floors": lambda posting: posting.floors,
    "hazards": lambda posting: posting.hazards,
    "supervision": lambda posting: posting.supervision,
    "whole": lambda posting: posting.whole,
    "team": lambda posting: posting.team > 1,
    "hired out": lambda posting: posting.kind == "hire_out",
    "service": lambda posting: posting.kind == "service",
    "internship": lambda posting: posting.kind == "internship",
    "first priority": lambda posting: posting.priority == 3,
    "second priority": lambda posting: posting.priority == 2,
    "last priority": lambda posting: posting.priority == 1,
}
SITE_TRAITS: dict[str, Callable[[Site], object]] = {
    "features": lambda site: site.features,
    "adaptations": lambda site: site.adaptations,
    "unknown": lambda site: site.unknown,
    "night": lambda site: site.night,
}


@pytest.mark.parametrize("seed", range(1, 13))
@pytest.mark.parametrize("scale", ["S", "M"])
def test_no_rule_lies_idle(scale: str, seed: int) -> None:
    problem = generated(scale, seed)
    idle = {
        *lacking(MEMBER_TRAITS, problem.members),
        *lacking(POSTING_TRAITS, problem.postings),
        *lacking(SITE_TRAITS, problem.sites),
        *(name for name in ("accepted", "declined", "proposed") if not getattr(problem, name)),
    }
    answers = {
        answer
        for member in problem.members
        for site in problem.sites
        for answer in need_answers(member, site).values()
    }
    assert (idle, answers) == (set(), {"feature", "question", "adaptation", "nothing"})


def lacking(traits: dict[str, Callable[[Part], object]], parts: Iterable[Part]) -> set[str]:
    found = list(parts)
    return {name for name, has in traits.items() if not any(has(part) for part in found)}


def pinned_findings(problem: Problem) -> list[str]:
    placements = [Placement(pair.member, pair.shift, pair.role) for pair in problem.accepted]
    duties = duties_of(problem, placements)
    found = (
        *pair_findings(problem, duties),
        *time_findings(problem, duties),
        *crew_findings(problem, duties),
    )
    return [finding.code for finding in found]


@pytest.mark.parametrize("seed", range(1, 7))
def test_accepted_pairs_hold_together_unless_conflicts_are_asked_for(seed: int) -> None:
    assert pinned_findings(generated("M", seed)) == []
    assert "overlap" in pinned_findings(generated("M", seed, conflicts=True))


def test_a_county_links_towns_with_their_neighbours_only() -> None:
    problem = generated("L", 1)
    assert (len(problem.members), len(problem.shifts)) == (2000, 4000)
    reached = [set(member.travel) for member in problem.members if member.travel is not None]
    assert max(len(sites) for sites in reached) < len(problem.sites) * 3 / 4
