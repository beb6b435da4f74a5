"""Each of the four planted truths lies within two clicks of where Kooptjänst starts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.clock import today
from marketplace.database import db
from marketplace.demo.truths import (
    MISSING_CONDITION,
    MISSING_SKILL,
    RAMP_SITE,
    WITHOUT_RAMP,
    WITHOUT_SKILL,
)
from marketplace.models.companies import Company, Site
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import SYSTEM
from marketplace.models.members import Member, SkillStatus
from marketplace.models.places import Municipality, Network, NetworkMembership, NetworkStatus
from marketplace.models.trials import Trial, TrialKind
from marketplace.models.users import Role, User
from marketplace.services import past_work, trials
from marketplace.services.past_work import PastWork
from marketplace.text import hours
from matching import Problem, solve
from matching.coverage import most_filled
from matching.problem import Site as Place
from tests.browser import Browser

TRUTHS = {
    "a missing skill": ("B-körkort", "Arbetskooperativet Vinterträdgården"),
    "a missing ramp": ("Inga trappsteg", "Konfektpackarna i Ljungsbro"),
    "a stuck member": ("verkar ha fastnat", "Arbetskooperativet Glasverandan"),
    "a short network": ("Nätverket i Vingåker saknar 2 företag", "Vingåker"),
}
"""What the first page's link says, and what the page behind it names."""


@pytest.fixture
def reported(inside: Flask) -> Browser:
    """Kooptjänst's browser, once a worker has answered what the demo asked for."""
    homes = select(Cooperative.region_id).where(Cooperative.slug.in_((WITHOUT_SKILL, WITHOUT_RAMP)))
    asked = db.session.scalars(
        select(Trial).where(Trial.kind == TrialKind.KEYS, Trial.region_id.in_(homes))
    ).all()
    for trial in asked:
        trials.answer(trial, SYSTEM, solve)
    db.session.commit()
    user = db.session.scalars(select(User).where(User.role == Role.KOOPTJANST)).first()
    return Browser(inside).sign_in(user)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_each_planted_truth_is_within_two_clicks_of_kooptjansts_home(reported: Browser) -> None:
    found = {}
    for truth, (words, place) in TRUTHS.items():
        home = reported.get("/kooptjanst/overview")
        [link] = [one for one in home.links if words in one]
        assert place in reported.click(link).text
        found[truth] = link
    assert f"skulle ge {hours(opened_by_skill())} mer" in found["a missing skill"]
    assert f"skulle ge {hours(opened_by_ramp())} mer" in found["a missing ramp"]
    assert found["a stuck member"].startswith(f"{stuck_by_hand()} ")
    assert f"saknar {missing_by_hand()} företag" in found["a short network"]


def past_of(slug: str) -> PastWork:
    """The open work of the region of a cooperative, read anew."""
    home = db.session.scalars(select(Cooperative).where(Cooperative.slug == slug)).one()
    return past_work.open_now(home.region_id, SYSTEM)


def opened(past: PastWork, other: Problem) -> int:
    """Minutes a week that the other problem fills beyond the first, by solving both."""
    return (most_filled(other).value - most_filled(past.problem).value) // past_work.WEEKS


def opened_by_skill() -> int:
    """What it opens that everybody in the cooperative holds a licence."""
    past = past_of(WITHOUT_SKILL)
    home = db.session.scalars(select(Cooperative).where(Cooperative.slug == WITHOUT_SKILL)).one()
    members = tuple(
        replace(one, skills={**one.skills, MISSING_SKILL: max(1, one.skills.get(MISSING_SKILL, 0))})
        if one.cooperative == home.public_id
        else one
        for one in past.problem.members
    )
    return opened(past, replace(past.problem, members=members, digest=""))


def opened_by_ramp() -> int:
    """What it opens that the confectioner's door has no steps."""
    past = past_of(WITHOUT_RAMP)
    place = db.session.scalars(
        select(Site.public_id)
        .join(Site.company)
        .where(Company.name.startswith(TRUTHS["a missing ramp"][1]), Site.locality == RAMP_SITE[1])
    ).one()
    sites = tuple(
        with_feature(one, past.codes.of(MISSING_CONDITION)) if one.id == place else one
        for one in past.problem.sites
    )
    return opened(past, replace(past.problem, sites=sites, digest=""))


def with_feature(site: Place, code: str) -> Place:
    """The workplace as it would be with it, not only for a few at once."""
    others = {name: most for name, most in site.adaptations.items() if name != code}
    return replace(site, features=(*site.features, code), adaptations=others)


def stuck_by_hand() -> int:
    """Who takes part since a year and a half, has shown skills and was never employed, one by one.

    A year and a half is 548 days, as the page says it.
    """
    people = db.session.scalars(select(Member)).all()
    proven = {SkillStatus.OBSERVED, SkillStatus.VALIDATED}
    return sum(
        1
        for one in people
        if not one.employments
        and any(skill.status in proven for skill in one.skills)
        and any(
            today() in stay.during and stay.during.lower <= today() - timedelta(days=548)
            for stay in one.stays
        )
    )


def missing_by_hand() -> int:
    """How many companies the network lacks to the ten it was promised, row by row."""
    rows = db.session.scalars(
        select(NetworkMembership)
        .join(Network)
        .join(Municipality)
        .where(Municipality.name == TRUTHS["a short network"][1])
    ).all()
    return 10 - sum(1 for row in rows if row.status == NetworkStatus.ACTIVE)
