"""More rows never mean more questions to the database."""

import re
from collections import Counter

import pytest

from tests.guards.routes import Route, routes
from tests.guards.world import grow, make_tenant

pages = [route for route in routes() if route.roles and "GET" in route.methods]


@pytest.mark.parametrize("route", pages, ids=str)
def test_a_page_asks_as_often_however_much_there_is(route: Route, new_browser, session):
    tenant = make_tenant("linkoping")
    named = bool(route.rule.arguments)
    path = route.address(tenant.identity(route.rule.endpoint) if named else "")
    browsers = {role: new_browser().sign_in(tenant.users[role]) for role in route.roles}
    few = {role: browser.fetch("GET", path) for role, browser in browsers.items()}
    grow(tenant)
    for role, browser in browsers.items():
        many = browser.fetch("GET", path)
        more = Counter(map(short, many.statements)) - Counter(map(short, few[role].statements))
        assert many.status == few[role].status, role
        assert many.queries == few[role].queries, f"{role}: {dict(more)}"


def short(statement: str) -> str:
    """What a statement reads and by what, without its columns and the length of its lists."""
    statement = " ".join(statement.split())
    return re.sub(r"IN \([^)]*\)", "IN (…)", re.sub(r"^SELECT .*? FROM", "FROM", statement))[:160]
