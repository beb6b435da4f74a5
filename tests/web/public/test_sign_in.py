"""Signing in and out, as a person does it."""

import re

import pytest
from sqlalchemy import select

from marketplace.models.messages import Message
from marketplace.models.users import Role, SignIn
from tests.make import make_user

PASSWORD = "en lång mening om äpplen"
ADDRESS = "kim@example.com"


@pytest.fixture
def kim(session):
    """A coach with a password."""
    return make_user(Role.COACH, email=ADDRESS, password=PASSWORD)


def link_of(session) -> str:
    body = session.scalars(select(Message).order_by(Message.id.desc())).first().body
    return re.search(r"http://[^/]+(/sign-in/links/\S+)", body).group(1)


def test_a_password_opens_the_start_of_the_role(browser, kim):
    browser.get("/sign-in")
    page = browser.submit("Logga in", {"E-postadress": ADDRESS, "Lösenord": PASSWORD})
    assert page.path.startswith("/cooperatives/")
    assert kim.name in page.soup.get_text()


def test_who_is_signed_in_finds_her_own_start_at_the_first_page(browser, kim):
    assert browser.sign_in(kim).get("/").path.startswith("/cooperatives/")


def test_a_wrong_password_keeps_the_address_and_never_the_password(browser, kim):
    browser.get("/sign-in")
    page = browser.submit("Logga in", email=ADDRESS, password="fel lösenord", expect=400)
    assert page.errors == [
        "Adressen eller lösenordet stämmer inte. Försök igen eller be om en länk."
    ]
    assert page.value("email") == ADDRESS
    assert page.value("password") == ""
    assert page.title.startswith("Fel:")


def test_an_empty_form_says_what_to_write(browser):
    browser.get("/sign-in")
    page = browser.submit("Logga in", expect=400)
    assert page.errors == ["Skriv din e-postadress.", "Skriv ditt lösenord."]


@pytest.mark.parametrize(
    "address",
    ["kim", "kim@", "kim @example.com", "<script>@x", "كيم@", "😀", "k" * 3000 + "@example.com"],
    ids=lambda address: address[:12],
)
def test_what_is_no_mail_address_is_refused_and_kept_as_typed(browser, address):
    browser.get("/sign-in")
    page = browser.submit("Logga in", email=address, password="x", expect=400)
    assert page.errors
    assert page.value("email") == address


def test_a_failed_try_is_counted_though_nobody_came_in(browser, kim):
    browser.get("/sign-in")
    for _ in range(5):
        browser.submit("Logga in", email=ADDRESS, password="fel lösenord", expect=400)
    page = browser.submit("Logga in", email=ADDRESS, password=PASSWORD, expect=400)
    assert page.errors == ["För många försök. Vänta en kvart, eller ring din kontaktperson."]


def test_after_signing_in_one_goes_on_to_the_page_that_was_asked_for(browser, kim):
    page = browser.get("/cooperatives/members?page=1")
    assert page.path == "/sign-in"
    page = browser.submit("Logga in", email=ADDRESS, password=PASSWORD)
    assert page.address == "/cooperatives/members?page=1"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\r\nSet-Cookie: a=b",
    ],
)
def test_signing_in_never_leads_to_another_site(browser, kim, elsewhere):
    browser.get("/sign-in", next=elsewhere)
    browser.submit("Logga in", email=ADDRESS, password=PASSWORD, expect=303)
    assert browser.page.location == "/"


def test_a_link_shows_a_button_and_the_button_signs_in_once(browser, new_browser, kim, session):
    browser.get("/sign-in")
    assert browser.submit("Skicka en länk", link_email=ADDRESS).heading == "Titta i din e-post"
    address = link_of(session)
    for _ in range(2):  # mail scanners open links too
        assert kim.name in new_browser().get(address).heading
    browser.get(address)
    assert browser.submit("Logga in").path.startswith("/cooperatives/")
    assert new_browser().get(address, expect=410).heading == "Länken gäller inte längre"


def test_a_mail_scanner_uses_no_link_up_whatever_it_tries(browser, new_browser, kim, session):
    """Scanners fetch links with and without a body, press forms blindly, and come in crowds."""
    browser.get("/sign-in")
    browser.submit("Skicka en länk", link_email=ADDRESS)
    address = link_of(session)
    for method, status in (("HEAD", 200), ("GET", 200), ("POST", 400), ("GET", 200)):
        scanner = new_browser()
        assert scanner.client.open(address, method=method).status_code == status
        assert scanner.get("/cooperatives/members").path == "/sign-in"
    assert session.scalars(select(SignIn)).all() == []
    browser.get(address)
    assert browser.submit("Logga in").path.startswith("/cooperatives/")


def test_a_session_planted_in_somebodys_browser_never_becomes_hers(browser, new_browser, kim):
    """Session fixation: the thief keeps a copy of the cookie that she put there."""
    thief = new_browser().sign_in(make_user(Role.COACH, name="Tjuven"))
    planted = thief.client.get_cookie("orangeriet").value
    browser.client.set_cookie("orangeriet", planted)
    browser.get("/sign-in")
    browser.submit("Logga in", email=ADDRESS, password=PASSWORD)
    assert browser.client.get_cookie("orangeriet").value != planted
    assert thief.get("/cooperatives/members").path == "/sign-in"


def test_a_button_pressed_twice_at_once_signs_in_once(browser, kim, session):
    """The second press leaves before the answer to the first has brought a new cookie."""
    browser.get("/sign-in")
    browser.submit("Skicka en länk", link_email=ADDRESS)
    shown, cookie = browser.get(link_of(session)), browser.client.get_cookie("orangeriet").value
    browser.submit("Logga in")
    browser.page = shown
    browser.client.set_cookie("orangeriet", cookie)
    browser.submit("Logga in", expect=410)
    assert len(session.scalars(select(SignIn)).all()) == 1


def test_an_old_link_offers_a_new_one(browser, kim, session):
    browser.get("/sign-in/links/unknown", expect=410)
    browser.submit("Skicka en ny länk", link_email=ADDRESS)
    assert kim.name in browser.get(link_of(session)).heading


def test_the_answer_is_the_same_for_known_and_unknown_addresses(browser, kim, session):
    pages = []
    for address in (ADDRESS, "nobody@example.com"):
        browser.get("/sign-in")
        page = browser.submit("Skicka en länk", link_email=address)
        pages.append(page.text.replace(address, ""))
    assert pages[0] == pages[1]
    assert len(session.scalars(select(Message)).all()) == 1


def test_signing_out_ends_the_session_on_our_side(browser, kim, session):
    browser.sign_in(kim).get("/")
    cookie = browser.client.get_cookie("orangeriet").value
    page = browser.submit("Logga ut")
    assert page.notices == ["Du är utloggad."]
    assert browser.get("/cooperatives/members").path == "/sign-in"
    browser.client.set_cookie("orangeriet", cookie)
    assert browser.get("/cooperatives/members").path == "/sign-in"


def test_a_sign_in_in_one_browser_is_none_in_another(browser, new_browser, kim):
    browser.sign_in(kim)
    assert new_browser().get("/cooperatives/members").path == "/sign-in"


def test_what_was_planted_before_the_sign_in_is_gone_after_it(browser, kim):
    with browser.client.session_transaction() as cookie:
        cookie["planted"] = "before"
    browser.get("/sign-in")
    before = browser.token()
    browser.submit("Logga in", email=ADDRESS, password=PASSWORD)
    with browser.client.session_transaction() as cookie:
        assert "planted" not in cookie
    assert browser.token() != before


def test_the_cookie_is_out_of_reach_of_script_and_other_sites(browser):
    browser.get("/sign-in")
    cookie = browser.page.response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("token", ["", "wrong", "a.b.c"])
def test_a_form_without_its_token_is_refused_with_what_to_do(browser, kim, token):
    browser.get("/sign-in")
    page = browser.submit(
        "Logga in",
        email=ADDRESS,
        password=PASSWORD,
        tampered={"csrf_token": token},
        expect=400,
    )
    assert page.heading
    assert browser.get("/cooperatives/members").path == "/sign-in"


def test_somebody_made_inactive_is_out_at_the_next_click(browser, kim, session):
    browser.sign_in(kim).get("/cooperatives/members")
    kim.active = False
    assert browser.get("/cooperatives/members").path == "/sign-in"
