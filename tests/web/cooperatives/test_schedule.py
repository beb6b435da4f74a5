"""The week of a cooperative: on the screen, as a file and on paper."""

import pytest

from marketplace.models.proposals import ProposalStatus
from marketplace.models.users import Role
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user
from tests.make_work import make_assignment, make_internal_seat, make_proposal


@pytest.fixture
def week(browser):
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    posting = make_posting(site, cooperative, heads=3)
    booked = make_member(cooperative, given_name="Sara", family_name="Berg")
    asked = make_member(cooperative, given_name="Ali", family_name="Ek")
    make_member(cooperative, given_name="Fri", family_name="Sten")
    make_member(given_name="Annan")
    make_assignment(posting.shifts[0], booked)
    make_proposal(posting.shifts[0], asked, ProposalStatus.SENT)
    browser.sign_in(make_user(Role.COACH, cooperative=cooperative))
    return posting, f"{posting.shifts[0].day:%G-W%V}"


def test_every_booking_and_question_stands_in_its_day(browser, week):
    posting, number = week
    page = browser.get("/cooperatives/schedule", week=number)
    row = {one["Namn"]: one for one in page.table(f"Vem som jobbar när, vecka {number[-2:]}")}
    assert any(posting.company.name in cell for cell in row["Sara Berg"].values())
    assert any("väntar på svar" in cell for cell in row["Ali Ek"].values())
    assert "Fri Sten" in page.links
    assert "Annan" not in page.text


def test_the_sheet_names_those_who_work_by_first_name_and_initial(browser, week):
    page = browser.get("/cooperatives/schedule/sheet", week=week[1])
    assert "Sara B." in page.text
    assert "Ali" not in page.text
    assert "Berg" not in page.text


def test_work_in_the_own_kitchen_stands_in_the_week_on_paper_and_in_the_file(browser, week):
    posting, _ = week
    cook = make_member(posting.cooperative, given_name="Kock", family_name="Åberg")
    seat = make_internal_seat(cook, day=7)
    number = f"{seat.shift.day:%G-W%V}"
    page = browser.get("/cooperatives/schedule", week=number)
    row = {one["Namn"]: one for one in page.table(f"Vem som jobbar när, vecka {number[-2:]}")}
    assert "09:00–13:00 Köket" in row["Kock Åberg"].values()
    assert "Kock Å." in browser.get("/cooperatives/schedule/sheet", week=number).text
    page = browser.get("/cooperatives/schedule", week=number, format="csv")
    assert "Diska" in page.html
    assert "Köket" in page.html
    seat.came = False
    page = browser.get("/cooperatives/schedule", week=number, format="csv")
    assert "Kock Åberg" not in page.html


def test_the_week_is_a_file_too(browser, week):
    page = browser.get("/cooperatives/schedule", week=week[1])
    content = browser.get(page.links["Hämta som CSV"]).response.get_data().decode("utf-8-sig")
    assert "Sara Berg;" in content
    assert "Ali Ek;" in content


@pytest.mark.parametrize("typed", ["", "2026-W99", "x", "99999-W1", "-W", "²-W1", "2026-W0"])
def test_a_week_that_does_not_exist_is_this_one(browser, week, typed):
    assert browser.get("/cooperatives/schedule", week=typed).heading.startswith("Schema vecka")
