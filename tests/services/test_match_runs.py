"""Solves: asked for once, kept only while true, ended when a worker died."""

from sqlalchemy import select

from marketplace.models.history import SYSTEM
from marketplace.models.match_runs import MatchRun, MatchRunStatus
from marketplace.models.proposals import Proposal, ProposalStatus
from marketplace.services import match_runs, problems
from matching import solve
from tests.make import make_cooperative, make_member, make_posting, make_site


def region_with_work(people=2, heads=1):
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    for _ in range(people):
        make_member(cooperative)
    return make_posting(site, cooperative, heads=heads)


def test_asking_twice_makes_one_solve(session):
    posting = region_with_work()
    first = match_runs.request(posting.cooperative.region_id, SYSTEM)
    assert match_runs.request(posting.cooperative.region_id, SYSTEM) is first
    assert len(session.scalars(select(MatchRun)).all()) == 1


def test_every_region_with_empty_seats_is_solved_at_night(session):
    region_with_work()
    region_with_work()
    make_posting(status="filled")
    assert match_runs.request_all(SYSTEM) == 2


def test_a_run_left_by_a_dead_worker_ends_and_its_work_is_done_anew(session):
    posting = region_with_work()
    region = posting.cooperative.region_id
    match_runs.request(region, SYSTEM)
    left = match_runs.begin(region)
    again = match_runs.begin(region)
    assert left.status == MatchRunStatus.FAILED
    assert again.status == MatchRunStatus.SOLVING
    assert again is not left


def test_a_plan_for_rows_that_changed_is_thrown_away_and_asked_for_again(session):
    posting = region_with_work()
    region = posting.cooperative.region_id
    match_runs.request(region, SYSTEM)
    run = match_runs.begin(region)
    problem = problems.build(region)
    match_runs.keep(run.id, problem, solve(problem, effort="quick"), still_true=False)
    assert run.status == MatchRunStatus.STOPPED
    assert session.scalars(select(Proposal)).all() == []
    statuses = session.scalars(select(MatchRun.status).order_by(MatchRun.id)).all()
    assert statuses == [MatchRunStatus.STOPPED, MatchRunStatus.QUEUED]


def test_a_new_solve_replaces_unsent_proposals_but_never_a_question(session):
    posting = region_with_work(people=3, heads=1)
    region = posting.cooperative.region_id
    match_runs.request(region, SYSTEM)
    run = match_runs.begin(region)
    problem = problems.build(region)
    match_runs.keep(run.id, problem, solve(problem, effort="quick"), still_true=True)
    [proposal] = session.scalars(select(Proposal)).all()
    proposal.status = ProposalStatus.SENT
    session.flush()
    asked = problems.build(region)
    assert [pair.member for pair in asked.accepted] == [proposal.member.public_id]


def test_the_problem_holds_no_name_gender_origin_or_past_no(session):
    posting = region_with_work()
    text = str(problems.build(posting.cooperative.region_id).to_json())
    member = make_member(posting.cooperative)
    assert member.family_name not in text
    assert "gender" not in text
