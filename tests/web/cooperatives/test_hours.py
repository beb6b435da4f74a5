"""When and how much a member can work, as her coach writes it with her."""

from marketplace.models.users import Role
from marketplace.services import weekly_hours
from marketplace.services.weekly_hours import Part
from tests.make import make_member, make_user


def coached(browser):
    member = make_member(weekdays=(0,), hours=(6 * 60, 12 * 60))
    browser.sign_in(make_user(Role.COACH, cooperative=member.cooperative))
    return member, f"/cooperatives/hours/{member.public_id}"


def test_a_coach_writes_hours_and_limits_and_the_matching_looks_anew(browser, run_jobs, session):
    member, address = coached(browser)
    browser.get(address)
    page = browser.submit("Spara", **{"day-1": ["afternoon"], "day-0": [], "wanted": "7,5"})
    assert "Sparat" in " ".join(page.notices)
    session.refresh(member)
    assert member.wanted_week_minutes == 450
    week = weekly_hours.week_of(member)
    assert (week[0], week[1]) == (frozenset(), frozenset({Part.AFTERNOON}))
    assert "Timmar och resa ändrades" in page.text


def test_what_cannot_be_is_said_and_what_was_tapped_stays(browser, session):
    member, address = coached(browser)
    browser.get(address)
    page = browser.submit("Spara", wanted="90", week="90", **{"day-2": ["morning"]}, expect=400)
    assert "högst 48" in page.text
    box = page.soup.find(id="day-2-morning")
    assert box.has_attr("checked")
    session.refresh(member)
    assert member.wanted_week_minutes == 1200
    browser.get(address)
    assert "20 eller 7,5" in browser.submit("Spara", day="hela", expect=400).text
    browser.get(address)
    assert "200 km" in browser.submit("Spara", reach="-3", expect=400).text


def test_the_page_of_a_member_compares_her_hours_with_the_others(browser):
    member, _ = coached(browser)
    page = browser.get(f"/cooperatives/members/{member.public_id}")
    assert "0 tim av önskade 160 tim" in page.text
    assert "I mitten av kooperativet" in page.text
