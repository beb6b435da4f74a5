"""Proving once more who one is, before a page that asks for it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace import clock
from marketplace.models.messages import Message
from marketplace.models.users import Role
from marketplace.services.sessions import CONFIRMED_FOR
from tests.make import make_user
from tests.web.account.conftest import PASSWORD

ASKS_AGAIN = "/account/password"


@pytest.fixture
def later(frozen):
    """Eleven minutes after the sign-in."""
    start = frozen(clock.now())
    return lambda: frozen(start + CONFIRMED_FOR + timedelta(minutes=1))


def test_a_page_that_asks_again_opens_after_the_password(browser, kim, later):
    browser.sign_in(kim)
    later()
    page = browser.get(ASKS_AGAIN)
    assert page.heading == "Visa att det är du"
    page = browser.submit("Fortsätt", password=PASSWORD)
    assert page.path == ASKS_AGAIN


def test_a_wrong_password_leads_nowhere(browser, kim, later):
    browser.sign_in(kim)
    later()
    browser.get(ASKS_AGAIN)
    page = browser.submit("Fortsätt", password="fel lösenord", expect=400)
    assert page.errors == ["Lösenordet stämmer inte."]
    assert browser.get(ASKS_AGAIN).heading == "Visa att det är du"


def test_an_app_is_asked_for_its_code_instead(browser, kim, with_app, code_of, later):
    with_app(kim)
    browser.sign_in(kim)
    later()
    browser.get(ASKS_AGAIN)
    browser.submit("Fortsätt", code="000000", expect=400)
    assert browser.submit("Fortsätt", code=code_of(kim)).path == ASKS_AGAIN


def test_whoever_has_no_password_proves_it_by_a_link_and_comes_to_the_page(browser, session, later):
    user = make_user(Role.MEMBER, email="amina@example.com")
    browser.sign_in(user)
    later()
    browser.get(ASKS_AGAIN)
    browser.submit("Skicka en länk")
    body = session.scalars(select(Message).order_by(Message.id.desc())).first().body
    browser.get(re.search(r"http://[^/]+(/sign-in/links/\S+)", body).group(1))
    assert browser.submit("Logga in").path == ASKS_AGAIN


def test_a_proof_gives_a_new_token(browser, new_browser, kim, later):
    browser.sign_in(kim)
    later()
    browser.get(ASKS_AGAIN)
    thief = new_browser()
    thief.client.set_cookie("orangeriet", browser.client.get_cookie("orangeriet").value)
    browser.submit("Fortsätt", password=PASSWORD)
    assert thief.get(ASKS_AGAIN).path == "/sign-in"


def test_a_proof_never_leads_to_another_site(browser, kim):
    browser.sign_in(kim).get("/account/confirmation", next="https://evil.example/")
    browser.submit("Fortsätt", password=PASSWORD, expect=303)
    assert browser.page.location == "/"
