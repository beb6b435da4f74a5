"""Passwords are taken as typed or pasted, masked, however long; a link never passes by a code."""

import pytest

from marketplace.database import db
from marketplace.models.users import Role
from marketplace.services import accounts
from tests.make import make_user
from tests.web.account.conftest import PASSWORD

LONG = "Åtta små hästar äter 7 morötter; så går det TILL här hos oss i Kisa idag "


@pytest.mark.parametrize("path", ["/sign-in", "/account/password", "/account/confirmation"])
def test_every_password_is_masked_and_known_to_password_managers(browser, kim, path):
    if path != "/sign-in":
        browser.sign_in(kim)
    fields = browser.get(path).soup.select("input[name*=password], input[name=current]")
    assert fields
    for field in fields:
        assert field["type"] == "password"
        assert field["autocomplete"] in ("current-password", "new-password")
        assert int(field.get("maxlength", 999)) >= 64


def test_a_long_password_counts_to_its_last_character(browser):
    assert len(LONG) > 64
    make_user(Role.COACH, email="kim@example.com", password=LONG)
    for wrong in (LONG[:-2], LONG.lower(), LONG.strip()):
        browser.get("/sign-in")
        page = browser.submit(
            "Logga in", {"email": "kim@example.com", "password": wrong}, expect=400
        )
        assert "stämmer inte" in page.text
    browser.get("/sign-in")
    assert browser.submit("Logga in", {"email": "kim@example.com", "password": LONG}).status == 200


def test_a_mailed_link_does_not_pass_by_the_code(browser, kim, with_app):
    with_app(kim)
    token = accounts.make_link(kim)
    db.session.commit()
    page = browser.get(f"/sign-in/links/{token}")
    [button] = page.buttons
    page = browser.submit(button)
    assert page.path == "/sign-in/code"
    assert browser.get("/account/sessions").path == "/sign-in"
    assert PASSWORD not in page.html
