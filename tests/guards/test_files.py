"""Pages that name members are looked at; files are carried away, so those want a new proof."""

import pytest
from sqlalchemy import select

from marketplace.models.members import Member
from marketplace.models.users import Role
from tests.browser import Browser
from tests.guards.routes import routes

INSIDE = (Role.COACH, Role.COOPERATIVE_ADMIN, Role.KOOPTJANST, Role.SYSADMIN)
ASKS = ("asks_again", "asks_again_for_files")


@pytest.mark.parametrize("role", INSIDE)
def test_a_file_that_names_members_asks_who_one_is(role, app, world):
    from marketplace.database import db

    names = {one.family_name.encode() for one in db.session.scalars(select(Member))}
    browser = Browser(app).sign_in(world.own.users[role])
    naming = []
    for route in routes():
        if role not in route.roles or "GET" not in route.methods or route.rule.arguments:
            continue
        with world.undone():
            answer = browser.fetch("GET", f"{route.address('')}?format=csv").response
        is_file = answer.headers.get("Content-Disposition", "").startswith("attachment")
        if is_file and any(name in answer.get_data() for name in names):
            naming.append(route)
    if role == Role.COACH:
        assert "cooperatives.members.index" in {route.rule.endpoint for route in naming}
    open_to_all = [str(one) for one in naming if not any(getattr(one.view, ask, 0) for ask in ASKS)]
    assert open_to_all == [], "add @recently_confirmed_for_files, and write down who took it"
