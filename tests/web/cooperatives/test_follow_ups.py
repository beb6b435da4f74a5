"""A coach calls those who left three months ago, from her own page."""

from marketplace.models.follow_ups import FollowUp
from marketplace.models.users import Role
from tests.make import make_cooperative, make_member, make_user
from tests.make_quality import make_follow_up


def test_who_left_three_months_ago_is_called_from_the_list_of_things_to_do(browser, session):
    home = make_cooperative()
    left = make_member(home, phone="070-123 45 67")
    row = make_follow_up(left)
    browser.sign_in(make_user(Role.COACH, cooperative=home))
    browser.get("/cooperatives/inbox")
    page = browser.click("Att ringa efter 90 dagar: 1")
    assert "070-123 45 67" in page.text
    browser.click(left.name)
    browser.submit("Anteckna ett försök")
    assert session.get(FollowUp, row.id).tries == 1
    browser.click(left.name)
    page = browser.submit("Spara", expect=400, outcome="work", evidence="none")
    assert "Välj hur ni vet det." in page.text
    page = browser.submit("Spara", outcome="work", evidence="contract")
    assert "Alla är tillfrågade." in page.text
    assert not session.get(FollowUp, row.id).is_open


def test_the_number_of_a_protected_person_stands_on_her_own_page_alone(browser):
    home = make_cooperative()
    left = make_member(home, phone="070-765 43 21", protected_identity=True)
    row = make_follow_up(left)
    browser.sign_in(make_user(Role.COACH, cooperative=home))
    assert "070-765 43 21" not in browser.get("/cooperatives/follow-ups").text
    assert "070-765 43 21" in browser.get(f"/cooperatives/follow-ups/{row.public_id}").text


def test_another_cooperatives_people_are_not_found(browser):
    row = make_follow_up()
    browser.sign_in(make_user(Role.COACH))
    browser.get(f"/cooperatives/follow-ups/{row.public_id}", expect=404)
