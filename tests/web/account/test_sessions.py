"""Seeing where one is signed in, and ending it there."""

from datetime import timedelta

import pytest

from marketplace import clock
from marketplace.models.users import Role
from marketplace.services import sessions
from tests.make import make_user

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Mobile Safari/537.36"
)


@pytest.mark.parametrize("role", Role, ids=str)
def test_everybody_finds_her_sign_ins_from_every_page(browser, role):
    user = make_user(role)
    browser.sign_in(user).get("/")
    page = browser.click(f"{user.name} Min inloggning")
    assert page.path == "/account/sessions"
    assert [row["Avsluta"] for row in page.table("Inloggad nu")] == ["Här"]


def test_a_browser_is_named_as_it_names_itself(browser, kim):
    browser.client.environ_base["HTTP_USER_AGENT"] = PHONE
    browser.get("/sign-in")
    browser.submit("Logga in", email=kim.email, password="en lång mening om äpplen")
    [row] = browser.get("/account/sessions").table("Inloggad nu")
    assert row["Var"] == "Chrome, Android"


def test_a_sign_in_elsewhere_is_ended_from_here(browser, new_browser, kim):
    elsewhere = new_browser().sign_in(kim)
    browser.sign_in(kim).get("/account/sessions")
    page = browser.submit("Logga ut där")
    assert page.notices == ["Utloggad där."]
    assert len(page.table("Inloggad nu")) == 1
    assert elsewhere.get("/cooperatives/inbox").path == "/sign-in"


def test_every_other_sign_in_is_ended_at_once_and_this_one_stays(browser, new_browser, kim):
    others = [new_browser().sign_in(kim) for _ in range(2)]
    browser.sign_in(kim).get("/account/sessions")
    browser.submit("Logga ut överallt utom här")
    assert browser.get("/cooperatives/inbox").path == "/cooperatives/inbox"
    assert {other.get("/cooperatives/inbox").path for other in others} == {"/sign-in"}


def test_nobody_ends_the_sign_in_of_another(browser, new_browser, kim, session):
    other = make_user(Role.COACH, cooperative=kim.cooperative)
    theirs = new_browser().sign_in(other)
    [row] = sessions.running(other)
    browser.sign_in(kim).post(f"/account/sessions/{row.public_id}/end", expect=404)
    assert theirs.get("/cooperatives/inbox").path == "/cooperatives/inbox"


def test_ending_a_sign_in_asks_who_one_is_where_that_was_long_ago(
    browser, new_browser, kim, frozen
):
    start = frozen(clock.now())
    new_browser().sign_in(kim)
    browser.sign_in(kim).get("/account/sessions")
    frozen(start + timedelta(minutes=11))
    assert browser.submit("Logga ut där").heading == "Visa att det är du"
    assert len(sessions.running(kim)) == 2


def test_signing_in_where_somebody_is_signed_in_ends_her_session(browser, kim, session):
    other = make_user(Role.COACH, email="other@example.com", password="tjugo röda cyklar")
    browser.get("/sign-in")
    before = browser.page
    browser.submit("Logga in", email=other.email, password="tjugo röda cyklar")
    assert len(sessions.running(other)) == 1
    browser.page = before
    browser.get("/sign-in")
    browser.submit("Logga in", email=kim.email, password="en lång mening om äpplen")
    assert sessions.running(other) == []


def test_the_page_says_when_one_is_signed_out(browser):
    page = browser.sign_in(make_user(Role.SYSADMIN)).get("/account/sessions")
    assert "30 minuter utan att göra något, och alltid efter 12 timmar" in page.text
