"""What taking a yes back would change, worked out for one person on today's open work."""

import pytest

from marketplace.catalogue.purposes import Purpose
from marketplace.models.companies import FeatureAnswer
from marketplace.models.history import SYSTEM
from marketplace.services import effects
from tests.make import make_member, make_posting, make_site
from tests.make_needs import make_needs, reads_of


@pytest.fixture
def member(session):
    return make_member()


def job(member, task="pack_goods", answer=None, **site):
    features = {"step_free": answer} if answer else {}
    place = make_site(municipality=member.municipality, features=features, **site)
    return make_posting(place, member.cooperative, task=task).shifts[0]


def test_work_that_does_not_suit_her_could_come(member):
    stairs, even = job(member, answer=FeatureAnswer.NO), job(member, answer=FeatureAnswer.YES)
    make_needs(member, "step_free")
    effect = effects.of_withdrawal(member, SYSTEM)
    assert effect.possible == [even]
    assert effect.unsuitable == [stairs]
    assert effect.lost == effect.unanswered == []


def test_work_that_asks_for_an_ability_would_be_lost(member):
    shift = job(member, task="load_pallets")
    make_needs(member, abilities={"lifting": 4})
    effect = effects.of_withdrawal(member, SYSTEM)
    assert effect.possible == effect.lost == [shift]


def test_a_workplace_that_has_not_answered_is_told(member):
    shift = job(member)
    make_needs(member, "step_free")
    assert effects.of_withdrawal(member, SYSTEM).unanswered == [shift]


def test_nobody_elses_needs_are_opened_for_it(member):
    other = make_member(member.cooperative)
    for one in (member, other):
        make_needs(one, "step_free")
    job(member)
    effects.of_withdrawal(member, SYSTEM)
    assert [row.purpose for row in reads_of(member)] == [Purpose.OWN_VIEW]
    assert reads_of(other) == []


def test_whoever_is_not_here_any_more_has_nothing_to_lose(session):
    member = make_member(employed=False, participates=False)
    job(member)
    assert effects.of_withdrawal(member, SYSTEM) == effects.Effect([], [], [], [])
