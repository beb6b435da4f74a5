"""What matters most is decided by the members: one member, one vote, and nobody sees which."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.clock import now
from marketplace.errors import Conflict, Invalid
from marketplace.models.history import SYSTEM, Event
from marketplace.models.policies import PolicyStatus
from marketplace.services import policies
from tests.make import make_member, make_region
from tests.make_quality import make_owner, make_policy

FAIR_FIRST = ("fairness", *(one for one in policies.DEFAULT if one != "fairness"))


def voters(number):
    members = [make_member() for _ in range(number)]
    for member in members:
        make_owner(member)
    return members


def test_a_member_has_one_vote(session):
    one, _ = voters(2)
    policy = policies.propose(FAIR_FIRST, "Rättvist", SYSTEM)
    policies.vote(policy, one, yes=True)
    with pytest.raises(Conflict):
        policies.vote(policy, one, yes=False)
    assert (policy.yes_votes, policy.no_votes) == (1, 0)


def test_who_is_no_member_has_no_vote(session):
    voters(1)
    policy = policies.propose(FAIR_FIRST, "Rättvist", SYSTEM)
    with pytest.raises(Conflict):
        policies.vote(policy, make_member(), yes=True)


def test_the_order_is_in_force_when_more_have_said_yes(session):
    make_region()
    people = voters(3)
    assert policies.for_matching().id == "orangeriet-1"
    policy = policies.propose(FAIR_FIRST, "Rättvist", SYSTEM)
    for member, yes in zip(people, (True, False, True), strict=True):
        policies.vote(policy, member, yes=yes)
    assert policy.status == PolicyStatus.ADOPTED
    assert policies.levels() == FAIR_FIRST
    assert policies.for_matching().id == "orangeriet-2"
    assert policies.for_matching().order[3] == "fairness"


@pytest.mark.parametrize(("yes", "no", "status"), [(3, 3, "rejected"), (3, 2, "adopted")])
def test_a_vote_is_decided_when_its_time_is_out(session, yes, no, status):
    voters(20)
    closed = now() - timedelta(minutes=1)
    policy = make_policy(yes_votes=yes, no_votes=no, closes_at=closed)
    policies.close(now())
    assert policy.status == status


def test_an_older_order_is_replaced(session):
    voters(20)
    old = make_policy(PolicyStatus.ADOPTED, version=2)
    new = make_policy(version=3, yes_votes=5, closes_at=now(), levels=list(policies.DEFAULT))
    policies.close(now())
    assert (old.status, new.status) == (PolicyStatus.REPLACED, PolicyStatus.ADOPTED)


def test_history_does_not_say_who_voted_or_what(session):
    one, _ = voters(2)
    policy = policies.propose(FAIR_FIRST, "Rättvist", SYSTEM)
    session.flush()
    before = len(session.scalars(select(Event)).all())
    policies.vote(policy, one, yes=True)
    session.flush()
    assert len(session.scalars(select(Event)).all()) == before


@pytest.mark.parametrize("order", [FAIR_FIRST[1:], (*FAIR_FIRST, "fit"), (), ("coverage-3",)])
def test_an_order_names_every_level_once(session, order):
    with pytest.raises(Invalid):
        policies.propose(order, "Rättvist", SYSTEM)


def test_one_order_is_voted_on_at_a_time(session):
    policies.propose(FAIR_FIRST, "Rättvist", SYSTEM)
    session.flush()
    with pytest.raises(Conflict):
        policies.propose(FAIR_FIRST, "Igen", SYSTEM)
