"""Every address is tried by everybody, with what is hers, her neighbours', others' and nobody's.

Refused requests change nothing, and what belongs to others looks like what does not exist.
"""

import re
from collections import defaultdict

import pytest

from marketplace.models.users import Role
from tests.browser import Browser
from tests.guards.matrix import Cell, Outcome, Relation, cells_of
from tests.guards.objects import OBJECTS
from tests.guards.routes import Route, routes
from tests.make_needs import digest_of_tables
from tests.page import Page

NOWHERE = "zzzzzzzzzzzz"
TOKENS = re.compile(r'name="csrf_token"\s+value="[^"]+"')
LOOKS_FOR = {
    "admin.status.retry": "a failed job",
    "companies.network.apply": "the network to join",
    "companies.missing.report": "who has not come",
    "cooperatives.crews.swap": "the member to take instead",
    "cooperatives.customers.lend": "the cooperative that borrows",
}
"""Endpoints that answer 404 to an empty form, and what the form would name."""
gated = [route for route in routes() if route.roles]


class Asking:
    """The browsers of everybody, and requests in their name."""

    def __init__(self, app, world) -> None:
        self.app, self.world = app, world
        self._browsers = {role: self._new(role) for role in (None, *Role)}
        self.before = digest_of_tables()

    def identity(self, route: Route, cell: Cell) -> str:
        """What stands in the address for the cell's row."""
        if cell.relation is Relation.MISSING or not route.rule.arguments:
            return NOWHERE
        tenant = {
            Relation.OWN: self.world.own,
            Relation.SAME_COOPERATIVE: self.world.customer,
            Relation.SAME_MUNICIPALITY: self.world.cooperative,
            Relation.FOREIGN: self.world.foreign,
        }[cell.relation]
        return tenant.identity(route.rule.endpoint, cell.role)

    def ask(self, route: Route, cell: Cell) -> Page:
        """One request with a valid token where it needs one."""
        return self._send(route, cell, *self._browsers[cell.role])

    def ask_and_undo(self, route: Route, cell: Cell) -> Page:
        """The same in a browser of its own; whatever it does is undone."""
        with self.world.undone():
            return self._send(route, cell, *self._new(cell.role))

    def _send(self, route: Route, cell: Cell, browser: Browser, token: str) -> Page:
        data = None if cell.method == "GET" else {"csrf_token": token}
        return browser.fetch(cell.method, route.address(self.identity(route, cell)), data=data)

    def _new(self, role: Role | None) -> tuple[Browser, str]:
        browser = Browser(self.app)
        if role is not None:
            browser.sign_in(self.world.own.users[role])
        return browser, browser.token()


@pytest.fixture(scope="module")
def asking(app, world) -> Asking:
    """Everybody at her browser."""
    return Asking(app, world)


def test_every_address_with_a_parameter_declares_its_row():
    with_parameter = {route.rule.endpoint for route in routes() if route.rule.arguments}
    undeclared = sorted(with_parameter - set(OBJECTS))
    assert undeclared == [], "say in tests/guards/objects.py which row each leads to"
    assert sorted(set(OBJECTS) - with_parameter) == [], "take these out of tests/guards/objects.py"


@pytest.mark.parametrize("route", gated, ids=str)
def test_everybody_gets_in_where_she_may_and_nowhere_else(route, asking, record_property):
    cells = list(cells_of(route))
    alike = defaultdict(set)
    before = asking.before
    for cell in (cell for cell in cells if cell.is_refused):
        page = asking.ask(route, cell)
        assert comes_of(page) is cell.outcome, f"{cell}: {page.status}"
        alike[cell.role, cell.method].add(readable(page, asking.identity(route, cell)))
    assert digest_of_tables() == before, "a refused request changed something"
    different = [key for key, answers in alike.items() if len(answers) > 1]
    assert different == [], "what belongs to others can be told from what does not exist"
    for cell in (cell for cell in cells if not cell.is_refused):
        page = asking.ask_and_undo(route, cell)
        missed = route.rule.endpoint in LOOKS_FOR and page.status == 404
        assert missed or comes_of(page) is Outcome.IN, f"{cell}: {page.status}"
    assert digest_of_tables() == before, "what was undone has left something"
    record_property("cells", len(cells))


def comes_of(page: Page) -> Outcome | None:
    """What a request came to; None where it is none of what may be."""
    if page.status == 303 and page.location.startswith("/sign-in"):
        return Outcome.DOOR
    known = {403: Outcome.CLOSED, 404: Outcome.NOT_FOUND, 401: None, 405: None}
    if page.status in known:
        return known[page.status]
    return Outcome.IN if page.status < 500 else None


def readable(page: Page, identity: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """All that a reader could tell two answers apart by: body and headers, save token and address.

    The address stands on the page where the language switch leads back to it.
    """
    body = TOKENS.sub("", page.html).replace(identity, "")
    headers = tuple(
        (name, value.replace(identity, ""))
        for name, value in page.response.headers
        if name not in ("Set-Cookie", "Content-Length", "Date")
    )
    return body, headers
