"""A no is free: who declined, was ill or did not come is no input of the solver."""

from datetime import UTC, datetime
from itertools import permutations

import pytest
from sqlalchemy import select

from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.history import SYSTEM
from marketplace.models.proposals import Proposal, ProposalStatus
from marketplace.services import problems
from marketplace.services.run_codes import RunCodes
from matching import solve
from tests.make import make_cooperative, make_member, make_posting, make_shift, make_site, workday
from tests.make_work import make_assignment, make_proposal

FATES = (
    AssignmentStatus.SICK,
    AssignmentStatus.NO_SHOW,
    AssignmentStatus.CANCELLED_BY_MEMBER,
    AssignmentStatus.CANCELLED_BY_COMPANY,
)
ANSWERS = (
    ProposalStatus.DECLINED,
    ProposalStatus.EXPIRED,
    ProposalStatus.SUPERSEDED,
    ProposalStatus.DECLINED,
)


@pytest.fixture
def region(session, frozen):
    """Four people with a past, two of whom can be proposed for what is open."""
    frozen(datetime(2026, 12, 1, 9, tzinfo=UTC))
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    past = make_posting(site, cooperative, shifts=[workday(-6)])
    people = [make_member(cooperative) for _ in FATES]
    for member, fate, answer in zip(people, FATES, ANSWERS, strict=True):
        make_assignment(past.shifts[0], member, fate)
        make_proposal(make_shift(past, workday(-5)), member, answer)
    make_posting(site, cooperative, heads=2)
    return cooperative.region_id


def plan_of(region, codes):
    problem = problems.build(region, SYSTEM, codes=codes)
    return problem, solve(problem, effort="quick").placements


def test_permuting_every_no_illness_and_absence_of_the_past_changes_no_proposal(session, region):
    codes = RunCodes.drawn()
    problem, placed = plan_of(region, codes)
    assert len(placed) == 2
    booked = session.scalars(select(Assignment).order_by(Assignment.id)).all()
    asked = session.scalars(
        select(Proposal).where(Proposal.status != ProposalStatus.CREATED).order_by(Proposal.id)
    ).all()
    for fates, answers in zip(permutations(FATES), permutations(ANSWERS), strict=True):
        for assignment, fate in zip(booked, fates, strict=True):
            assignment.status = fate
        for proposal, answer in zip(asked, answers, strict=True):
            proposal.status = answer
        session.flush()
        again = problems.build(region, SYSTEM, codes=codes)
        assert again == problem
    assert plan_of(region, codes)[1] == placed


def test_taking_the_whole_past_away_changes_no_proposal_either(session, region):
    codes = RunCodes.drawn()
    problem, placed = plan_of(region, codes)
    for row in (*session.scalars(select(Assignment)), *session.scalars(select(Proposal))):
        session.delete(row)
    session.flush()
    assert plan_of(region, codes) == (problem, placed)
