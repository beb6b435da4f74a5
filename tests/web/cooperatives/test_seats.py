"""A seat filled by hand: what the rules say against it, and why it goes well all the same."""

from sqlalchemy import select

from marketplace.models.history import Event
from marketplace.models.proposals import Proposal
from marketplace.models.users import Role
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user


def vacant(browser):
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    posting = make_posting(site, cooperative, heads=1)
    browser.sign_in(make_user(Role.COACH, cooperative=cooperative))
    return posting, f"/cooperatives/seats/{posting.shifts[0].public_id}"


def test_whom_nothing_speaks_against_stands_first_and_needs_no_reason(browser, session):
    posting, address = vacant(browser)
    make_member(posting.cooperative, given_name="Åke", weekdays=())
    able = make_member(posting.cooperative, given_name="Örjan")
    page = browser.get(address)
    assert page.headings[0].startswith("Örjan")
    assert "Kan inte den tiden" in page.text
    page = browser.submit("Välj Örjan")
    assert "är föreslagen" in " ".join(page.notices)
    kept = session.scalars(select(Proposal)).one()
    assert (kept.member_id, kept.locked) == (able.id, True)
    told = " ".join(browser.get(address).text.partition("Vad som har hänt")[2].split())
    assert f"En handledare valde en person {able.short_name}" in told


def test_a_warning_asks_for_a_reason_and_keeps_it(browser, session):
    posting, address = vacant(browser)
    make_member(posting.cooperative, given_name="Åke", weekdays=())
    browser.get(address)
    page = browser.submit("Välj Åke", expect=400)
    assert "Skriv varför det går bra ändå." in page.text
    why = {"why": "Känner jobbet eller arbetsplatsen"}
    page = browser.submit("Välj Åke", expect=400, **why)
    browser.submit("Välj Åke", reason="Vi har pratat, han kan den dagen")
    told = session.scalars(select(Event).where(Event.verb == "proposals.chosen")).one()
    kept = {"why": "knows_work", "reason": "Vi har pratat, han kan den dagen"}
    assert told.detail == kept  # what was chosen before is still chosen


def test_another_cooperatives_member_cannot_be_put_there(browser, session):
    _, address = vacant(browser)
    stranger = make_member()
    browser.get(address)
    browser.post(address, {"member": stranger.public_id}, expect=400)
    assert session.scalars(select(Proposal)).all() == []


def test_a_seat_that_is_taken_meanwhile_takes_nobody_else(browser):
    posting, address = vacant(browser)
    make_member(posting.cooperative, given_name="Åke")
    late = make_member(posting.cooperative, given_name="Örjan")
    browser.get(address)
    browser.submit("Välj Åke")
    browser.post(address, {"member": late.public_id}, expect=409)
