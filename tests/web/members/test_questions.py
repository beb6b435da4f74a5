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


def test_without_her_tick_nothing_is_sent(browser, session, asked):
    browser.post(f"/members/questions/{asked.public_id}", {}, expect=303)
    assert session.scalars(select(Message)).all() == []


def test_a_place_is_asked_the_same_only_once(browser, session, asked):
    address = f"/members/questions/{asked.public_id}"
    for _ in (1, 2):
        browser.post(address, {"condition": ["sit_stand"]}, expect=303)
    assert len(session.scalars(select(Message)).all()) == 1
    assert "inget att fråga" in browser.get("/members/questions").text


def test_words_that_she_was_not_shown_are_refused(browser, session, asked):
    browser.post(f"/members/questions/{asked.public_id}", {"condition": ["step_free"]}, expect=400)
    assert session.scalars(select(Message)).all() == []
