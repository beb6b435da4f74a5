"""Wanting to, but having to ask somebody first; and wanting to talk."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from marketplace.clock import now
from marketplace.models.history import SYSTEM
from marketplace.models.pay import HourlyPay
from marketplace.models.proposals import Ask, Proposal, ProposalStatus
from marketplace.models.users import Role
from marketplace.services import asks
from marketplace.text import kronor
from marketplace.translations import translations
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user, workday
from tests.make_work import make_ask, make_proposal

FIRST = "Jag vill, men måste fråga först"


@pytest.fixture(autouse=True)
def a_tuesday(frozen):
    frozen(datetime(2026, 12, 1, 9, tzinfo=UTC))


def asked(shifts=(7,), token="a-link"):
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    posting = make_posting(site, cooperative, shifts=[workday(days) for days in shifts])
    member = make_member(cooperative)
    make_ask(*[make_proposal(shift, member) for shift in posting.shifts], token=token)
    return posting, member


def test_the_seat_is_held_until_the_next_working_day_at_four(browser, session):
    asked()
    browser.get("/members/asks/a-link")
    page = browser.submit(FIRST)
    assert "Din plats väntar till onsdag 2 december kl. 16:00." in page.text
    ask = session.scalars(select(Ask)).one()
    assert ask.answer_by == ask.held_until == datetime(2026, 12, 2, 15, tzinfo=UTC)


def test_a_held_seat_outlasts_the_usual_time_to_answer_and_then_lapses(browser, session):
    asked()
    ask = session.scalars(select(Ask)).one()
    ask.answer_by = now() + timedelta(hours=1)
    browser.get("/members/asks/a-link")
    browser.submit(FIRST)
    asks.expire(now() + timedelta(hours=2), SYSTEM)
    assert session.scalars(select(Proposal.status)).all() == [ProposalStatus.SENT]
    asks.expire(ask.held_until, SYSTEM)
    assert session.scalars(select(Proposal.status)).all() == [ProposalStatus.EXPIRED]


def test_asking_for_time_twice_gives_no_more_of_it(browser, session, frozen):
    asked()
    browser.get("/members/asks/a-link")
    browser.submit(FIRST)
    until = session.scalars(select(Ask.held_until)).one()
    frozen(datetime(2026, 12, 2, 9, tzinfo=UTC))
    browser.post("/members/asks/a-link", {"answer": "hold"}, expect=303)
    assert session.scalars(select(Ask.held_until)).all() == [until]


def test_a_job_that_begins_soon_cannot_be_held(browser):
    asked(shifts=(0,))
    page = browser.post("/members/asks/a-link", {"answer": "hold"}, expect=409)
    assert "Svara ja eller nej" in page.text


def test_after_asking_she_still_says_yes_or_no(browser, session):
    asked()
    browser.get("/members/asks/a-link")
    browser.submit(FIRST)
    page = browser.submit("Ja, jag vill")
    assert page.heading == "Tack! Du är bokad."


def test_the_paper_shows_hours_and_pay(browser, session):
    posting, member = asked(shifts=(7, 8))
    since = workday(-30)[0].date()
    session.add(HourlyPay(member_id=member.id, starts_on=since, ore_per_hour=14_000))
    page = browser.get("/members/asks/a-link/slip")
    minutes = sum(shift.work_minutes for shift in posting.shifts)
    assert "140 kr" in page.text
    assert " ".join(kronor(minutes * 14_000 // 60).split()) in page.text
    assert posting.cooperative.phone in page.text


def test_the_paper_of_who_reads_another_language_says_it_in_swedish_too(browser):
    _, member = asked()
    member.language = "ti"
    page = browser.get("/members/asks/a-link/slip")
    assert translations("ti").gettext("Dag och tid") in page.text
    swedish = page.soup.select_one("main [lang=sv]").get_text(" ", strip=True)
    for words in (f"Ett jobb som {member.given_name} kan få", "Dag och tid", "8 december", "tim"):
        assert words in swedish


def test_the_paper_in_swedish_says_it_once(browser):
    asked()
    assert browser.get("/members/asks/a-link/slip").text.count("Dag och tid") == 1


def test_the_paper_says_when_nobody_knows_the_pay(browser):
    asked()
    assert "Fråga kooperativet hur stor lönen är." in browser.get("/members/asks/a-link/slip").text


def test_an_old_link_has_no_paper(browser):
    browser.get("/members/asks/nothing/slip", expect=410)


def test_who_wants_to_talk_waits_at_the_coach_until_somebody_has_talked(browser, new_browser):
    posting, member = asked()
    browser.get("/members/asks/a-link")
    assert "Vi ringer dig." in browser.submit("Prata med någon först").text
    coach = new_browser().sign_in(make_user(Role.COACH, cooperative=posting.cooperative))
    assert "väntar på ett samtal" in coach.get("/cooperatives/inbox").text
    coach.click("Se vilka")
    assert member.name in coach.page.text
    assert "Ingen väntar" in coach.submit("Vi har pratat").text
