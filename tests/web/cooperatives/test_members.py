"""Members as their own cooperative sees them."""

from marketplace.models.users import Role
from tests.make import make_member, make_user


def test_members_are_listed_and_searched(browser):
    member = make_member(given_name="Åsa", skills={"packing": 2})
    browser.sign_in(make_user(Role.COACH, cooperative=member.cooperative))
    assert "Åsa" in browser.get("/cooperatives/members").text
    assert "Ingen medlem passar" in browser.get("/cooperatives/members?q=xyz").text
    assert "Åsa" in browser.get(f"/cooperatives/members/{member.public_id}").heading
