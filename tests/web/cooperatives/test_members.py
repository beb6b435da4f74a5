"""Members as their own cooperative sees them."""

from marketplace.models.users import Role
from marketplace.services import needs
from tests.make import make_member, make_user


def test_members_are_listed_and_searched(browser):
    member = make_member(given_name="Åsa", skills={"packing": 2})
    browser.sign_in(make_user(Role.COACH, cooperative=member.cooperative))
    assert "Åsa" in browser.get("/cooperatives/members").text
    assert "Ingen medlem passar" in browser.get("/cooperatives/members?q=xyz").text
    assert "Åsa" in browser.get(f"/cooperatives/members/{member.public_id}").heading


def test_needs_are_written_sealed_and_read_back(browser, session):
    member = make_member()
    browser.sign_in(make_user(Role.COACH, cooperative=member.cooperative))
    browser.get(f"/cooperatives/members/{member.public_id}/needs")
    page = browser.submit("Spara", condition=["step_free"])
    assert "Sparat" in page.text
    assert needs.read(member).conditions == ("step_free",)
    page = browser.get(f"/cooperatives/members/{member.public_id}/needs")
    assert page.soup.select_one("input[value=step_free]").has_attr("checked")


def test_an_administrator_does_not_open_needs(browser):
    member = make_member()
    browser.sign_in(make_user(Role.COOPERATIVE_ADMIN, cooperative=member.cooperative))
    browser.get(f"/cooperatives/members/{member.public_id}/needs", expect=403)
