"""More rows never mean more questions to the database."""

import re
from collections import Counter
from collections.abc import Iterable

import pytest
from flask import Flask

from marketplace.models.users import Role
from tests.browser import Browser
from tests.guards.routes import Route, routes
from tests.guards.world import Tenant, grow
from tests.page import Page

pages = [route for route in routes() if route.roles and "GET" in route.methods]


class Counted:
    """What pages asked the database while there was little, and how to ask again with much."""

    def __init__(self, app: Flask, tenant: Tenant, asked: Iterable[Route]) -> None:
        self._tenant = tenant
        self._browsers = {role: Browser(app).sign_in(user) for role, user in tenant.users.items()}
        self.few = {str(route): self.pages(route) for route in asked}
        grow(tenant)

    def pages(self, route: Route) -> dict[Role, Page]:
        """The page as everybody sees it who may."""
        named = bool(route.rule.arguments)
        path = route.address(self._tenant.identity(route.rule.endpoint) if named else "")
        return {role: self._browsers[role].fetch("GET", path) for role in route.roles}


@pytest.fixture(scope="module")
def counted(request, app, world) -> Counted:
    """Every page that a test of this run looks at, asked for once before the rows are many."""
    of_here = [item for item in request.session.items if item.path == request.path]
    return Counted(app, world.own, [item.callspec.params["route"] for item in of_here])


@pytest.mark.parametrize("route", pages, ids=str)
def test_a_page_asks_as_often_however_much_there_is(route: Route, counted: Counted):
    for role, many in counted.pages(route).items():
        few = counted.few[str(route)][role]
        more = Counter(map(short, many.statements)) - Counter(map(short, few.statements))
        assert many.status == few.status, role
        assert many.queries == few.queries, f"{role}: {dict(more)}"


def short(statement: str) -> str:
    """What a statement reads and by what, without its columns and the length of its lists."""
    statement = " ".join(statement.split())
    return re.sub(r"IN \([^)]*\)", "IN (…)", re.sub(r"^SELECT .*? FROM", "FROM", statement))[:160]
