"""The workplace profile: answered once, changed any time."""

from marketplace.models.companies import FeatureAnswer
from marketplace.services import history
from tests.make import make_site


def test_answers_are_kept_and_shown_again(owner, world):
    address = f"/companies/sites/{world.site.public_id}"
    page = owner.get(address)
    assert page.value("profile-step_free") == "unknown"
    owner.submit(
        "Spara svaren", **{"profile-step_free": "yes", "profile-shown_first": "on_request"}
    )
    page = owner.get(address)
    assert page.value("profile-step_free") == "yes"
    assert page.value("profile-shown_first") == "on_request"
    assert len(world.site.features) == 2
    owner.submit("Spara svaren", **{"profile-shown_first": "no"})
    answers = {row.condition: row.answer for row in world.site.features}
    assert answers == {"step_free": FeatureAnswer.YES, "shown_first": FeatureAnswer.NO}
    assert [row.verb for row in history.timeline(world.site)] == ["sites.profile_answered"] * 2


def test_answers_that_no_question_offers_are_left_out(owner, world):
    owner.get(f"/companies/sites/{world.site.public_id}")
    odd = {
        "profile-step_free": "on_request",
        "profile-made_up": "yes",
        "profile-near_toilet": "<b>",
    }
    owner.submit("Spara svaren", tampered=odd)
    assert world.site.features == []


def test_another_companys_site_is_not_found(owner, world):
    theirs = make_site(municipality=world.site.municipality)
    owner.get(f"/companies/sites/{theirs.public_id}", 404)
    owner.post(f"/companies/sites/{theirs.public_id}", {"profile-step_free": "yes"}, expect=404)
    assert theirs.features == []


def test_a_place_is_added_once_however_often_it_is_sent(owner, world, session):
    before = len(world.site.company.sites)
    for _ in range(2):
        owner.get("/companies/sites/new")
        page = owner.submit(
            "Spara arbetsplatsen", name="Butiken", street="Torget 2", place="linkoping:Linghem"
        )
    assert page.title.startswith("Hur är det på Butiken?")
    session.expire_all()
    added = [site for site in world.site.company.sites if site.name == "Butiken"]
    assert len(world.site.company.sites) == before + 1
    assert [(site.locality, round(site.latitude, 2)) for site in added] == [("Linghem", 58.44)]


def test_a_place_without_name_or_in_no_place_is_refused(owner):
    owner.get("/companies/sites/new")
    page = owner.submit("Spara arbetsplatsen", street="Torget 2", expect=400)
    assert page.errors == ["Skriv vad arbetsplatsen kallas, som Lagret."]
    page = owner.submit("Spara arbetsplatsen", name="Butiken", expect=400)
    assert page.errors == ["Välj orten i listan."]
