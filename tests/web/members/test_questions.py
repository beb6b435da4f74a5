"""Questions to a workplace: in words that the member has read and approved, and never with her."""

import pytest
from sqlalchemy import select

from marketplace.models.companies import FeatureAnswer
from marketplace.models.history import Event
from marketplace.models.messages import Message
from marketplace.models.users import Role
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user
from tests.make_needs import make_needs
from tests.make_work import make_ask, make_proposal


@pytest.fixture
def asked(browser):
    site = make_site(features={"break_room": FeatureAnswer.NO})
    cooperative = make_cooperative(site.municipality)
    member = make_member(cooperative, given_name="Sara", family_name="Berg")
    make_needs(member, "sit_stand", "break_room")
    ask = make_ask(make_proposal(make_posting(site, cooperative).shifts[0], member))
    browser.sign_in(make_user(Role.MEMBER, cooperative=cooperative, member=member))
    return ask


def test_only_approved_words_reach_the_company_and_never_a_name(browser, session, asked):
    page = browser.get("/members/questions")
    assert len(page.soup.select("main input[type=checkbox]")) == 1
    browser.post(f"/members/questions/{asked.public_id}", {"condition": ["sit_stand"]}, expect=303)
    [message] = session.scalars(select(Message)).all()
    assert message.recipient == asked.posting.company.email
    assert not {"Sara", "Berg"} & set(message.body.split())
    told = session.scalars(select(Event).where(Event.verb == "sites.question_asked")).one()
    assert (told.actor_member_id, told.actor_user_id) == (None, None)


def test_the_company_finds_what_it_is_asked_first_and_the_coach_its_answer(
    browser, new_browser, asked
):
    site, crew = asked.posting.site, f"/cooperatives/crews/{asked.posting.public_id}"
    coach = new_browser().sign_in(make_user(Role.COACH, cooperative=asked.posting.cooperative))
    company = new_browser().sign_in(make_user(Role.COMPANY, company=site.company))
    assert f"Frågor om {site.name}" not in company.get("/companies/today").text
    assert "Fråga inte företaget själv." in coach.get(crew).text
    browser.post(f"/members/questions/{asked.public_id}", {"condition": ["sit_stand"]}, expect=303)
    assert "Arbetsplatsen har fått frågan." in coach.get(crew).text
    company.get("/companies/today")
    page = company.click(f"Frågor om {site.name}")
    assert "Det här undrar vi just nu" in page.headings
    company.post(page.path, {"profile-sit_stand": "no"}, expect=303)
    assert f"Frågor om {site.name}" not in company.get("/companies/today").text
    assert "Arbetsplatsen svarar nej." in coach.get(crew).text


def test_without_her_tick_nothing_is_sent(browser, session, asked):
    browser.post(f"/members/questions/{asked.public_id}", {}, expect=303)
    assert session.scalars(select(Message)).all() == []


def test_a_place_is_asked_the_same_only_once(browser, session, asked):
    address = f"/members/questions/{asked.public_id}"
    for _ in (1, 2):
        browser.post(address, {"condition": ["sit_stand"]}, expect=303)
    assert len(session.scalars(select(Message)).all()) == 1
    assert "inget att fråga" in browser.get("/members/questions").text


def test_a_place_of_two_coming_jobs_is_asked_about_once_for_both(browser, session, asked):
    first = asked.posting
    second = make_posting(first.site, first.cooperative)
    other = make_ask(make_proposal(second.shifts[0], asked.member))
    page = browser.get("/members/questions")
    assert len(page.soup.select("main input[type=checkbox]")) == 1
    for ask in (other, asked):
        browser.post(
            f"/members/questions/{ask.public_id}", {"condition": ["sit_stand"]}, expect=303
        )
    assert len(session.scalars(select(Message)).all()) == 1
    assert "inget att fråga" in browser.get("/members/questions").text


def test_words_that_she_was_not_shown_are_refused(browser, session, asked):
    browser.post(f"/members/questions/{asked.public_id}", {"condition": ["step_free"]}, expect=400)
    assert session.scalars(select(Message)).all() == []
