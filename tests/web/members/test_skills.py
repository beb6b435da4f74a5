"""What a member says herself that she can: the coach sees it, and what was seen stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace import clock
from marketplace.models.members import MemberSkill, SkillStatus
from marketplace.models.users import Role
from marketplace.services import problems
from tests.make import make_member, make_member_skill, make_posting, make_user

HERE = "/members/skills"


@pytest.fixture
def member(session):
    return make_member(given_name="Åsa")


@pytest.fixture
def mine(browser, member):
    """Her browser, signed in just now."""
    return browser.sign_in(make_user(Role.MEMBER, member=member))


def test_what_she_says_counts_and_waits_for_the_coach_until_somebody_has_seen_it(
    mine, new_browser, member, session
):
    make_posting(cooperative=member.cooperative)
    mine.get("/members/about-me")
    mine.click("Säg vad du kan")
    page = mine.submit("Spara", skill="cleaning", level="2")
    assert page.notices == ["Sparat. Din handledare ser det."]
    assert "Du har sagt det" in page.text
    assert problems.build(member.cooperative.region_id).members[0].skills["cleaning"] == 2

    coach = new_browser().sign_in(make_user(Role.COACH, cooperative=member.cooperative))
    coach.get("/cooperatives/inbox")
    coach.click("1 medlem har berättat vad hon eller han kan")
    coach.click(member.name)
    coach.click("Ändra vad Åsa kan")
    coach.submit("Spara att det syntes", level="3", where="Köket")
    assert "har berättat vad" not in coach.get("/cooperatives/inbox").text

    page = mine.get(HERE)
    assert "Någon såg det på jobbet" in page.text
    assert "Ta bort" not in page.buttons


def test_a_coachs_own_note_is_no_news_to_the_coach(browser, member):
    browser.sign_in(make_user(Role.COACH, cooperative=member.cooperative))
    browser.get(f"/cooperatives/skills/{member.public_id}")
    browser.submit("Lägg till", skill="cleaning", level="1")
    assert "har berättat vad" not in browser.get("/cooperatives/inbox").text


def test_only_what_nobody_has_seen_can_be_taken_back(mine, member, session):
    seen = make_member_skill(member, "cleaning", 2, SkillStatus.OBSERVED)
    make_member_skill(member, "packing", 2, SkillStatus.SELF_STATED)
    mine.get(HERE)
    assert mine.submit("Ta bort").notices == ["Borttaget."]
    mine.post(f"{HERE}/{seen.public_id}/remove", expect=409)
    assert session.scalars(select(MemberSkill.skill)).all() == ["cleaning"]


def test_a_card_is_to_be_shown_and_what_has_run_out_says_so(mine, member):
    make_member_skill(member, "forklift_licence", 2, SkillStatus.SELF_STATED)
    make_member_skill(member, "cleaning", 2, SkillStatus.EXPIRED)
    text = mine.get(HERE).text
    assert "Visa kortet för din handledare." in text
    assert "Det har gått ut" in text


def test_nothing_chosen_is_told_and_the_level_stays(mine, session):
    mine.get(HERE)
    page = mine.submit("Spara", level="3", expect=400)
    assert page.errors == ["Välj en kompetens i listan."]
    assert page.value("level") == "3"
    page = mine.submit("Spara", skill="packing", tampered={"level": "9"}, expect=400)
    assert page.errors == ["Välj en nivå."]
    assert session.scalars(select(MemberSkill)).all() == []


def test_the_page_asks_again_who_one_is(mine, frozen):
    frozen(clock.now() + timedelta(minutes=11))
    assert mine.fetch("GET", HERE).location.startswith("/account/confirmation?next=")
