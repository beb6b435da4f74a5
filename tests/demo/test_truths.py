"""Each of the four planted truths lies within two clicks of where Kooptjänst starts."""

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.database import db
from marketplace.demo.truths import WITHOUT_RAMP, WITHOUT_SKILL
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import SYSTEM
from marketplace.models.trials import Trial, TrialKind
from marketplace.models.users import Role, User
from marketplace.services import trials
from matching import solve
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
    for words, place in TRUTHS.values():
        home = reported.get("/kooptjanst/overview")
        [link] = [one for one in home.links if words in one]
        assert place in reported.click(link).text
