"""Doors without a lock say why; keys that fit no lock open nothing; nothing is written blindly.

Who may enter the others, and with whose things, is tried in test_matrix.py.
"""

import pytest

from tests.browser import Browser
from tests.guards.routes import Route, routes
from tests.make_needs import digest_of_tables

MISSING = "zzzzzzzzzzzz"
OPEN_TO_ANYONE = {
    "members.asks.answer": "the link in the message is the key",
    "members.asks.slip": "the same link",
    "public.calendars.show": "a secret address that calendars fetch without signing in",
    "public.pictures.show": "for members who were asked by a link; an address nobody can guess",
    "public.recordings.show": "voices that say what everybody may hear",
    "members.asks.show": "the link in the message is the key",
    "members.hire_offers.answer": "the link in the message is the key",
    "members.hire_offers.show": "the same link",
    "members.follow_ups.answer": "the link in the message is the key",
    "members.follow_ups.show": "the same link",
    "public.accessibility.show": "a statement the law wants open",
    "public.components.show": "the gallery of the design system shows no data",
    "public.health.show": "watched from outside",
    "public.invitations.accept": "the link in the mail is the key",
    "public.invitations.decline": "the same link",
    "public.invitations.show": "the same link; it tells the name of the company it was sent to",
    "public.languages.choose": "a language is chosen before signing in",
    "public.jobs.show": "jobs that their companies show to anyone, no price, no person",
    "public.municipalities.join": "a form that strangers fill in; what is known shows nowhere",
    "public.municipalities.show": "counts of companies and jobs, no person",
    "public.sign_in.code": "only for whoever has just given her password or link",
    "public.sign_in.new": "the door itself",
    "public.sign_in.open_link": "the link is the key",
    "public.sign_in.out": "whoever is not signed in is signed out already",
    "public.sign_in.send_link": "the door itself",
    "public.sign_in.use_link": "the link is the key",
    "public.start.show": "the first page",
    "public.webhooks.stripe": "Stripe proves itself by a signature over what it says",
}
"""Each door without a lock, and why it has none."""
SIGNED = {"public.webhooks.stripe": 404}
"""Doors that another site knocks at without a token, and what they say while they are shut off;
tests/web/companies/test_card_payments.py tries them while they are not."""


@pytest.fixture
def browser(app, world) -> Browser:
    """A browser in the one world of this file."""
    return Browser(app)


def test_every_open_door_says_why():
    open_doors = {route.rule.endpoint for route in routes() if not route.roles}
    assert open_doors == set(OPEN_TO_ANYONE)


def test_every_door_declares_who_may_enter():
    assert [route.roles for route in routes()]


@pytest.mark.parametrize(
    "route", [route for route in routes() if "token" in route.rule.arguments], ids=str
)
def test_a_wrong_key_opens_nothing(route: Route, browser):
    token = browser.token()
    before = digest_of_tables()
    for method in route.methods:
        data = None if method == "GET" else {"csrf_token": token}
        page = browser.fetch(method, route.address(MISSING), data=data)
        assert page.status in (404, 410), method
    assert digest_of_tables() == before


@pytest.mark.parametrize(
    "route", [route for route in routes() if route.methods != ["GET"]], ids=str
)
def test_nothing_changes_without_a_token(route: Route, browser, world):
    role = min(route.roles) if route.roles else None
    if role:
        browser.sign_in(world.own.users[role])
    named = bool(route.rule.arguments)
    identity = world.own.identity(route.rule.endpoint, role) if named else ""
    before = digest_of_tables()
    for method in set(route.methods) - {"GET"}:
        refused = SIGNED.get(route.rule.endpoint, 400)
        assert browser.fetch(method, route.address(identity)).status == refused, method
    assert digest_of_tables() == before
