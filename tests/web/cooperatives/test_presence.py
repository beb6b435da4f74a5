"""The presence list: ticked once, counted everywhere."""

from datetime import timedelta

import pytest

from marketplace.clock import today
from marketplace.models.presences import Presence
from marketplace.models.users import Role
from tests.make import make_cooperative, make_member, make_user


@pytest.fixture
def cooperative(browser):
    cooperative = make_cooperative()
    browser.sign_in(make_user(Role.COACH, cooperative=cooperative))
    return cooperative


def tick(browser, member, hours="6", meal=True, expect=303):
    values = {f"there-{member.public_id}": "yes", f"hours-{member.public_id}": hours}
    values |= {f"meal-{member.public_id}": "yes"} if meal else {}
    return browser.post("/cooperatives/presence", values, expect=expect)


def test_who_is_ticked_is_counted_with_hours_and_meal(browser, session, cooperative):
    member, other = make_member(cooperative), make_member(cooperative)
    tick(browser, member, "4,5")
    tick(browser, member, "4,5")
    [row] = session.query(Presence).all()
    assert (row.member_id, row.minutes, row.meal) == (member.id, 270, True)
    page = browser.get("/cooperatives/presence/month")
    assert [(one["Personer"].split()[0], one["Måltider"]) for one in page.table("Dag för dag")] == [
        ("1", "1")
    ]
    content = browser.get(page.links["Hämta som CSV"]).response.get_data().decode("utf-8-sig")
    assert f"{today():%Y-%m-%d};1;1;4,50" in content
    assert other.name in browser.get("/cooperatives/presence").text
    kept = "Närvaron för en dag skrevs in"
    assert browser.page.text.count(kept) == 2
    yesterday = (today() - timedelta(days=1)).isoformat()
    assert kept not in browser.get("/cooperatives/presence", day=yesterday).text


def test_who_is_not_ticked_any_more_was_not_there(browser, session, cooperative):
    member = make_member(cooperative)
    tick(browser, member)
    browser.post("/cooperatives/presence", {}, expect=303)
    assert session.query(Presence).all() == []


@pytest.mark.parametrize("hours", ["hej", "17", "0", "-1", "1e9", "²"])
def test_hours_that_cannot_be_are_asked_for_again_and_nothing_is_lost(
    browser, session, cooperative, hours
):
    member = make_member(cooperative)
    page = tick(browser, member, hours, expect=400)
    assert "Skriv timmar mellan" in page.text
    assert page.value(f"Timmar för {member.name}") == hours
    field = page.soup.find(id=f"hours-{member.public_id}")
    assert "mellan 0,25 och 16" in page.soup.find(id=field["aria-describedby"]).text
    assert page.soup.select_one(".error-summary a")["href"] == f"#hours-{member.public_id}"
    assert page.errors == [f"Timmar för {member.name}: Skriv timmar mellan 0,25 och 16."]
    assert page.title.startswith("Fel: ")
    assert session.query(Presence).all() == []


def test_a_day_to_come_cannot_be_written(browser, cooperative):
    day = (today() + timedelta(days=1)).isoformat()
    page = browser.post("/cooperatives/presence", {"day": day}, expect=400)
    assert page.errors == ["Den dagen har inte varit än."]


def test_another_cooperatives_member_is_never_written(browser, session, cooperative):
    tick(browser, make_member())
    assert session.query(Presence).all() == []


def test_the_letter_sums_up_what_one_person_hands_over(browser, cooperative):
    member = make_member(cooperative)
    tick(browser, member, "4,5")
    page = browser.get(f"/cooperatives/presence/letters/{member.public_id}")
    assert "4 tim 30 min" in page.text
    assert member.name in page.text


def test_the_sheet_for_the_door_has_everybody_by_first_name(browser, cooperative):
    member = make_member(cooperative, given_name="Sara", family_name="Berg")
    page = browser.get("/cooperatives/presence/sheet")
    assert "Sara B." in page.text
    assert member.family_name not in page.text
