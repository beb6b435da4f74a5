"""Every address is tried by every role, by a stranger, and with what belongs to others."""

import re

import pytest
from sqlalchemy import text

from marketplace.database import Base, db
from marketplace.models.users import Role
from tests.guards.routes import Route, routes
from tests.guards.world import Tenant, make_tenant

MISSING = "zzzzzzzzzzzz"
SEES_ALL = {Role.KOOPTJANST, Role.SYSADMIN}
TOKENS = re.compile(r'name="csrf_token"\s+value="[^"]+"')
OPEN_TO_ANYONE = {
    "members.asks.answer": "the link in the message is the key",
    "members.asks.show": "the link in the message is the key",
    "public.accessibility.show": "a statement the law wants open",
    "public.components.show": "the gallery of the design system shows no data",
    "public.health.show": "watched from outside",
    "public.languages.choose": "a language is chosen before signing in",
    "public.municipalities.show": "counts of companies and jobs, no person",
    "public.sign_in.new": "the door itself",
    "public.sign_in.open_link": "the link is the key",
    "public.sign_in.out": "whoever is not signed in is signed out already",
    "public.sign_in.send_link": "the door itself",
    "public.sign_in.use_link": "the link is the key",
    "public.start.show": "the first page",
}
"""Each door without a lock, and why it has none."""

gated = [route for route in routes() if route.roles]
with_parameter = [route for route in gated if route.rule.arguments]
by_address = pytest.mark.parametrize("route", gated, ids=str)


@pytest.fixture
def own(session) -> Tenant:
    """Those who ask."""
    return make_tenant("linkoping")


@pytest.fixture
def foreign(session) -> Tenant:
    """Those whose things they ask for."""
    return make_tenant("finspang")


def digest_of_everything() -> dict[str, str]:
    """Changes when any row of ours does."""
    tables = [
        f"SELECT '{table.name}', count(*) || '-' || coalesce(sum(hashtextextended(t::text, 0)), 0)"
        f" FROM {table.name} t"
        for table in Base.metadata.sorted_tables
    ]
    found = db.session.execute(text(" UNION ALL ".join(tables)))
    return dict(tuple(row) for row in found)


def ask(browser, method: str, path: str):
    """One request with a valid token where it needs one."""
    data = None if method == "GET" else {"csrf_token": browser.token()}
    return browser.fetch(method, path, data=data)


def leads_to_sign_in(page) -> bool:
    return page.status == 303 and page.location.startswith("/sign-in")


def test_every_open_door_says_why():
    open_doors = {route.rule.endpoint for route in routes() if not route.roles}
    assert open_doors == set(OPEN_TO_ANYONE)


def test_every_door_declares_who_may_enter():
    assert [route.roles for route in routes()]


@pytest.mark.parametrize(
    "route", [route for route in routes() if "token" in route.rule.arguments], ids=str
)
def test_a_wrong_key_opens_nothing(route: Route, browser, own):
    before = digest_of_everything()
    for method in route.methods:
        assert ask(browser, method, route.address(MISSING)).status in (404, 410), method
    assert digest_of_everything() == before


@by_address
def test_a_stranger_is_sent_to_the_door_and_changes_nothing(route: Route, browser, own):
    before = digest_of_everything()
    for method in route.methods:
        page = ask(browser, method, route.address(_own_identity(route, own)))
        assert leads_to_sign_in(page), f"{method}: {page.status}"
    assert digest_of_everything() == before


@by_address
def test_other_roles_are_refused_and_change_nothing(route: Route, new_browser, own):
    path = route.address(_own_identity(route, own))
    for role in set(Role) - route.roles:
        browser = new_browser().sign_in(own.users[role])
        before = digest_of_everything()
        for method in route.methods:
            page = ask(browser, method, path)
            assert page.status == 403, f"{method} by {role}: {page.status}"
        assert digest_of_everything() == before, role


@by_address
def test_the_right_role_comes_in(route: Route, new_browser, own):
    path = route.address(_own_identity(route, own))
    for role in route.roles:
        browser = new_browser().sign_in(own.users[role])
        for method in route.methods:
            page = ask(browser, method, path)
            assert page.status not in (401, 403, 405), f"{method} by {role}: {page.status}"
            assert page.status < 500, f"{method} by {role}: {page.status}"
            assert not leads_to_sign_in(page), f"{method} by {role}"
            if method == "GET":
                assert page.status != 404, f"{role} does not find her own: is KINDS right?"


@pytest.mark.parametrize("route", with_parameter, ids=str)
def test_what_belongs_to_others_looks_like_what_does_not_exist(
    route: Route, new_browser, own, foreign
):
    strange = foreign.identity(route.rule.endpoint, route.rule.rule)
    for role in route.roles - SEES_ALL:
        browser = new_browser().sign_in(own.users[role])
        before = digest_of_everything()
        for method in route.methods:
            missing = ask(browser, method, route.address(MISSING))
            theirs = ask(browser, method, route.address(strange))
            assert missing.status == 404, f"{method} by {role}: {missing.status}"
            assert theirs.status == 404, f"{method} by {role}: {theirs.status}"
            assert _same(missing, MISSING) == _same(theirs, strange), f"{method} by {role}"
        assert digest_of_everything() == before, role


@pytest.mark.parametrize("route", with_parameter, ids=str)
def test_what_does_not_exist_is_not_found_by_those_who_see_all(route: Route, new_browser, own):
    for role in route.roles & SEES_ALL:
        browser = new_browser().sign_in(own.users[role])
        for method in route.methods:
            page = ask(browser, method, route.address(MISSING))
            assert page.status == 404, f"{method} by {role}: {page.status}"


@pytest.mark.parametrize(
    "route", [route for route in routes() if route.methods != ["GET"]], ids=str
)
def test_nothing_changes_without_a_token(route: Route, new_browser, own):
    path = route.address(_own_identity(route, own))
    browser = new_browser()
    if route.roles:
        browser.sign_in(own.users[min(route.roles)])
    before = digest_of_everything()
    for method in set(route.methods) - {"GET"}:
        assert browser.fetch(method, path).status == 400, method
    assert digest_of_everything() == before


def _own_identity(route: Route, own: Tenant) -> str:
    if not route.rule.arguments:
        return ""
    return own.identity(route.rule.endpoint, route.rule.rule)


def _same(page, identity: str) -> tuple[str, list[tuple[str, str]]]:
    """What a reader could tell two answers apart by: body and headers, save token and address."""
    body = TOKENS.sub("", page.html).replace(identity, "")
    headers = [
        (name, value)
        for name, value in page.response.headers
        if name not in ("Set-Cookie", "Content-Length", "Date")
    ]
    return body, headers
