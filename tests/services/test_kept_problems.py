"""A solve can be repeated while everybody in it may be read, and tells nothing by itself."""

import json
import zlib

import pytest
from sqlalchemy import select, text

from marketplace.catalogue.purposes import Purpose
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.errors import Conflict
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.match_runs import MatchRun
from marketplace.models.proposals import ProposalStatus
from marketplace.models.trials import TrialKind, TrialStatus
from marketplace.sealing import SealBroken
from marketplace.services import kept_problems, match_runs, privacy, problems, trials
from marketplace.services.run_codes import RunCodes
from marketplace.services.run_people import people_of_run, shifts_of_run
from matching import solve
from tests.make import make_cooperative, make_member, make_posting, make_site
from tests.make_needs import make_needs, reads_of
from tests.make_work import make_proposal


@pytest.fixture
def posting(session):
    """Work for two, and three people: one with needs, one who said no."""
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    return make_posting(site, cooperative, heads=2, shifts=2)


@pytest.fixture
def people(posting):
    found = [make_member(posting.cooperative) for _ in range(3)]
    make_needs(found[0], "step_free", hazards=["dust"], abilities={"lifting": 2})
    make_proposal(posting.shifts[0], found[1], ProposalStatus.DECLINED)
    make_proposal(posting.shifts[1], found[2], ProposalStatus.SENT)
    return found


@pytest.fixture
def run(posting, people, run_jobs, session):
    """The region, solved by a job."""
    match_runs.request(posting.cooperative.region_id, SYSTEM)
    run_jobs()
    return session.scalars(select(MatchRun).order_by(MatchRun.id)).first()


def test_the_problem_comes_back_to_the_last_byte(run):
    assert kept_problems.opened(run, SYSTEM).digest == run.problem_hash
    assert kept_problems.can_be_repeated(run)


def test_what_is_kept_names_nobody_and_no_need_in_the_clear(run, people):
    kept = zlib.decompress(run.sealed_problem).decode()
    for member in people:
        assert member.public_id not in kept
    for code in (*WORK_CONDITION_BY_CODE, "dust", "lifting", "declined"):
        assert f'"{code}"' not in kept


def test_even_opened_it_speaks_of_needs_in_codes_of_its_own(run):
    told = str(kept_problems.opened(run, SYSTEM).to_json())
    for word in ("step_free", "dust", "lifting"):
        assert word not in told


def test_two_solves_share_no_codes(posting, people):
    first, second = (problems.build(posting.cooperative.region_id) for _ in range(2))
    own = [{code for one in problem.members for code in one.needs} for problem in (first, second)]
    assert own[0]
    assert own[0].isdisjoint(own[1])
    codes = RunCodes.drawn()
    again = [problems.build(posting.cooperative.region_id, codes=codes) for _ in range(2)]
    assert again[0].digest == again[1].digest


def test_after_somebody_is_forgotten_it_cannot_be_repeated_and_says_so(run, people):
    privacy.withdraw(people[0], Purpose.MATCHING, SYSTEM)
    with pytest.raises(Conflict, match="kan inte göras om"):
        kept_problems.opened(run, SYSTEM)
    assert not kept_problems.can_be_repeated(run)


def test_a_new_yes_does_not_bring_back_what_was_taken_away(run, people):
    privacy.withdraw(people[0], Purpose.MATCHING, SYSTEM)
    make_needs(people[0], "good_light")
    assert not kept_problems.can_be_repeated(run)


@pytest.fixture
def swapped(run):
    """The run, with two people's parts in each other's places."""
    frame = json.loads(zlib.decompress(run.sealed_problem))
    (one, mark, first), (other, another, second), *rest = frame["people"]
    frame["people"] = [[one, mark, second], [other, another, first], *rest]
    run.sealed_problem = zlib.compress(json.dumps(frame).encode())
    return run


def test_two_peoples_parts_cannot_be_swapped(swapped):
    with pytest.raises(SealBroken, match="changed or moved"):
        kept_problems.opened(swapped, SYSTEM)


def test_a_replay_gives_the_same_plan(run):
    trial = trials.ask(TrialKind.REPLAY, run.region, SYSTEM, run=run)
    trials.answer(trial, SYSTEM, solve)
    assert trial.status == TrialStatus.DONE
    assert (trial.result["known"], trial.result["same"], trial.result["same_levels"]) == (
        True,
        True,
        True,
    )


def test_nobody_waits_for_a_replay_of_what_was_changed(swapped):
    trial = trials.ask(TrialKind.REPLAY, swapped.region, SYSTEM, run=swapped)
    trials.answer(trial, SYSTEM, solve)
    assert trial.status == TrialStatus.FAILED
    assert trial.failure


def test_opening_what_is_kept_is_seen_too(run, people):
    before = len(reads_of(people[0]))
    kept_problems.opened(run, Actor("sysadmin", "Siv Ek"))
    assert [row.actor_label for row in reads_of(people[0])[before:]] == ["Siv Ek"]


def test_a_run_without_its_problem_says_so(run):
    run.sealed_problem = None
    with pytest.raises(Conflict, match="sparas inte"):
        kept_problems.opened(run, SYSTEM)


def test_each_solve_is_seen_once_by_whom_it_read(run, people, session):
    (row,) = reads_of(people[0])
    assert (row.purpose, row.actor_role, row.match_run_id) == (Purpose.MATCHING, "system", run.id)
    assert reads_of(people[1]) == []
    assert session.scalar(text("SELECT count(*) FROM match_runs")) == 1


def test_questions_are_offered_of_those_alone_who_were_solved_for(run, people, posting):
    make_member(posting.cooperative)  # came after the run
    assert set(people_of_run(run)) == {member.public_id for member in people}
    assert [shift.public_id for shift in shifts_of_run(run)] == [
        shift.public_id for shift in posting.shifts
    ]
    run.sealed_problem = None
    assert (people_of_run(run), shifts_of_run(run)) == ([], [])
