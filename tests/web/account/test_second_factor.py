"""A code app from its picture to the sign-in with it, as a person does it."""

import io
import re

import pytest
import segno

from marketplace import totp
from marketplace.models.users import Role
from marketplace.services import second_factors, sessions
from tests.make import make_user
from tests.web.account.conftest import PASSWORD

SEES_ALL = [Role.KOOPTJANST, Role.SYSADMIN]
HOME = {Role.KOOPTJANST: "/kooptjanst/overview", Role.SYSADMIN: "/admin/status"}


def codes_on(page) -> list[str]:
    return [item.get_text().strip() for item in page.soup.select("main ol li")]


def test_an_app_is_begun_scanned_and_turned_on(browser, new_browser, kim, code_of):
    elsewhere = new_browser().sign_in(kim)
    browser.sign_in(kim).get("/account/sessions")
    browser.click("Lägg till Kodapp")
    page = browser.submit("Lägg till en kodapp")
    picture = browser.fetch("GET", page.soup.find("img")["src"])
    assert picture.response.mimetype == "image/svg+xml"
    page = browser.submit("Slå på", code=code_of(kim))
    assert len(codes_on(page)) == second_factors.RECOVERY_CODES
    assert browser.click("Klart").facts()["Kodapp"].startswith("Behövs när du loggar in")
    assert elsewhere.get("/cooperatives/inbox").path == "/sign-in"


def test_the_picture_is_the_secret_and_gone_once_the_app_is_on(browser, kim, with_app):
    browser.sign_in(kim).get("/account/second-factor/picture.svg", expect=404)
    with_app(kim)
    browser.get("/account/second-factor/picture.svg", expect=404)
    assert browser.get("/account/second-factor").soup.find("img") is None


def test_a_wrong_first_code_turns_nothing_on(browser, kim):
    browser.sign_in(kim).get("/account/second-factor")
    browser.submit("Lägg till en kodapp")
    page = browser.submit("Slå på", code="000000", expect=400)
    assert page.errors
    assert page.soup.find("img") is not None
    assert not second_factors.is_on(kim)


def test_the_password_alone_opens_nothing_any_more(browser, kim, with_app, code_of):
    with_app(kim)
    browser.get("/cooperatives/members")
    page = browser.submit("Logga in", email=kim.email, password=PASSWORD)
    assert page.heading == "Skriv din kod"
    assert sessions.running(kim) == []
    assert browser.get("/cooperatives/members").path == "/sign-in"
    browser.page = page
    assert browser.submit("Logga in", code="000000", expect=400).errors
    assert browser.submit("Logga in", code=code_of(kim)).path == "/cooperatives/members"


def test_a_recovery_code_opens_too(browser, kim, with_app):
    recovery = with_app(kim)
    browser.get("/sign-in")
    browser.submit("Logga in", email=kim.email, password=PASSWORD)
    assert browser.submit("Logga in", code=recovery[0]).path == "/cooperatives/inbox"
    assert browser.get("/account/second-factor").facts()["Reservkoder kvar"] == "9"


def test_no_code_page_without_a_password_before_it(browser, kim, with_app):
    with_app(kim)
    assert browser.get("/sign-in/code").path == "/sign-in"


def test_new_recovery_codes_and_taking_the_app_away(browser, kim, with_app):
    old = with_app(kim)
    browser.sign_in(kim).get("/account/second-factor")
    new = codes_on(browser.submit("Gör nya reservkoder"))
    assert set(new).isdisjoint(old)
    browser.get("/account/second-factor")
    assert browser.submit("Ta bort kodappen").notices == ["Kodappen är borttagen."]
    assert not second_factors.is_on(kim)


@pytest.mark.parametrize("role", SEES_ALL, ids=str)
def test_in_the_demo_one_comes_in_without_an_app_and_reads_that_it_will_be_needed(browser, role):
    user = make_user(role)
    assert browser.sign_in(user).get("/").path == HOME[role]
    page = browser.get("/account/second-factor")
    assert "I skarp drift måste din roll ha en kodapp" in page.text


@pytest.mark.parametrize("role", SEES_ALL, ids=str)
@pytest.mark.usefixtures("production")
def test_in_production_whoever_sees_all_gets_no_further_than_to_the_app(browser, role, code_of):
    user = make_user(role)
    browser.sign_in(user)
    for path in (HOME[role], "/account/sessions", "/account/password"):
        assert browser.get(path).path == "/account/second-factor"
    assert "behöver du en kodapp innan du kan gå vidare" in browser.page.text
    browser.submit("Lägg till en kodapp")
    browser.submit("Slå på", code=code_of(user))
    assert browser.get(HOME[role]).path == HOME[role]


@pytest.mark.usefixtures("production")
def test_in_production_others_come_in_as_before(browser, kim):
    assert browser.sign_in(kim).get("/cooperatives/inbox").path == "/cooperatives/inbox"


def test_a_phone_reads_the_picture(browser, kim, code_of):
    """The picture's modules say just the address that the standard wants."""
    browser.sign_in(kim).get("/account/second-factor")
    page = browser.submit("Lägg till en kodapp")
    secret = second_factors.secret_of(second_factors.of(kim))
    wanted = io.BytesIO()
    address = totp.address(secret, kim.email, "Orangeriet")
    segno.make(address, error="m").save(wanted, kind="svg", scale=6, border=4, light="#fff")
    assert browser.fetch("GET", page.soup.find("img")["src"]).html == wanted.getvalue().decode()
    assert totp.spelled(secret) in re.sub(r"\s+", " ", page.text)
