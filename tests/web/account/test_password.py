"""Choosing and changing one's own password."""

import pytest

from marketplace.models.users import Role
from marketplace.services import sessions
from tests.make import make_user
from tests.web.account.conftest import PASSWORD

NEW = "tjugo röda cyklar"


def test_a_password_is_changed_and_everywhere_else_one_is_signed_out(browser, new_browser, kim):
    elsewhere = new_browser().sign_in(kim)
    browser.sign_in(kim).get("/account/sessions")
    browser.click("Byt Lösenord")
    page = browser.submit("Spara lösenordet", current=PASSWORD, password=NEW)
    assert page.notices == ["Lösenordet är bytt. Alla andra ställen är utloggade."]
    assert elsewhere.get("/cooperatives/inbox").path == "/sign-in"
    elsewhere.submit("Logga in", email=kim.email, password=NEW)
    assert elsewhere.page.path == "/cooperatives/inbox"


def test_the_cookie_from_before_the_change_opens_nothing(browser, new_browser, kim):
    browser.sign_in(kim).get("/account/password")
    thief = new_browser()
    thief.client.set_cookie("orangeriet", browser.client.get_cookie("orangeriet").value)
    assert thief.get("/account/sessions").path == "/account/sessions"
    browser.submit("Spara lösenordet", current=PASSWORD, password=NEW)
    assert thief.get("/account/sessions").path == "/sign-in"


def test_whoever_signs_in_by_link_chooses_a_first_password_without_an_old_one(browser):
    user = make_user(Role.MEMBER, email="amina@example.com")
    browser.sign_in(user).get("/account/sessions")
    browser.click("Välj ett Lösenord")
    browser.submit("Spara lösenordet", password=NEW)
    assert browser.page.facts()["Lösenord"].startswith("Har valt ett")


@pytest.mark.parametrize(
    ("current", "new", "error"),
    [
        ("fel lösenord", NEW, "Lösenordet stämmer inte."),
        (PASSWORD, "kort", "Lösenordet behöver vara minst 12 tecken långt."),
        (
            PASSWORD,
            "Sommar2026!!",
            "Det lösenordet är lätt att gissa. Välj till exempel fyra ord som inte hör ihop.",
        ),
        ("", "", "Skriv lösenordet du har nu."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(browser, kim, current, new, error):
    before = kim.password_hash
    browser.sign_in(kim).get("/account/password")
    page = browser.submit("Spara lösenordet", current=current, password=new, expect=400)
    assert error in page.errors
    assert page.value("current") == page.value("password") == ""
    assert kim.password_hash == before
    assert len(sessions.running(kim)) == 1
