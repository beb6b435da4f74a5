"""Hours are confirmed in one press, or disputed in words."""

import pytest

from marketplace.models.assignments import AssignmentStatus
from marketplace.models.postings import PostingStatus
from marketplace.models.time_reports import TimeReportStatus
from marketplace.services import time_reports
from tests.make import make_posting, workday
from tests.make_money import ADMIN
from tests.make_work import make_assignment, make_time_report


@pytest.fixture
def worked(world):
    """A job done yesterday by two people, whose hours wait for the company."""
    posting = make_posting(
        world.site, world.cooperative, shifts=[workday(-1)], status=PostingStatus.DONE
    )
    reports = []
    for member in world.members[:2]:
        booking = make_assignment(posting.shifts[0], member, AssignmentStatus.WORKED)
        reports.append(make_time_report(booking, TimeReportStatus.MEMBER_SIGNED))
    return posting, reports


HOURS = "/companies/hours"


def hours_of(posting):
    return f"/companies/postings/{posting.public_id}/hours"


def test_hours_are_confirmed_in_one_press_from_the_first_page(owner, worked):
    posting, reports = worked
    owner.get("/companies/today")
    page = owner.click("Stämmer timmarna?")
    assert "15 tim, 4 800 kr före moms." in page.text
    page = owner.submit("Ja, det stämmer")
    assert page.notices == ["Tack! Timmarna är bekräftade."]
    assert {row.status for row in reports} == {TimeReportStatus.APPROVED}
    assert "Stämmer timmarna?" not in owner.get("/companies/today").links
    owner.post(f"{hours_of(posting)}/confirm", expect=303)
    assert owner.get(hours_of(posting)).buttons == []


def test_a_dispute_reaches_the_coach_in_the_companys_words(owner, worked):
    posting, reports = worked
    owner.get(hours_of(posting))
    page = owner.submit("Skicka till handledaren", message="Amina gick klockan 13 <b>", expect=200)
    assert page.notices == ["Tack! Handledaren rättar och hör av sig."]
    assert {row.status for row in reports} == {TimeReportStatus.DISPUTED}
    assert reports[0].message == "Amina gick klockan 13 <b>"
    page = owner.get(hours_of(posting))
    assert "Handledaren rättar" in page.text
    assert page.text.count("Amina gick klockan 13 <b>") == 1


def test_a_dispute_needs_words(owner, worked):
    owner.get(hours_of(worked[0]))
    page = owner.submit("Skicka till handledaren", message="  ", expect=400)
    assert page.errors == ["Skriv vad som inte stämmer, så rättar handledaren det."]


def test_names_are_a_first_name_and_an_initial(owner, worked, world):
    html = owner.get(hours_of(worked[0])).html
    assert world.members[0].short_name in html
    assert world.members[0].family_name not in html


def test_before_the_work_there_is_nothing_to_confirm(owner, world):
    posting = make_posting(world.site, world.cooperative)
    page = owner.get(hours_of(posting))
    assert "Inga timmar är rapporterade än." in page.text
    assert page.buttons == []


def test_all_hours_are_a_list_that_is_narrowed_and_taken_out(owner, worked, world):
    posting, reports = worked
    theirs = make_time_report(make_assignment(make_posting().shifts[0]))
    owner.get("/companies/postings")
    page = owner.click("Alla timmar")
    assert len(page.table("Timmar")) == len(reports)
    time_reports.confirm(posting, ADMIN)
    assert owner.get(HOURS, state="waiting").buttons.count("Visa") == 1
    page = owner.get(HOURS, state="confirmed", q=world.site.name)
    assert {row["Läge"] for row in page.table("Timmar")} == {"Bekräftat"}
    assert "Bekräftade (" in page.text
    file = owner.click("Hämta som CSV").response.data.decode("utf-8-sig")
    assert len(file.splitlines()) == 1 + len(reports)
    assert theirs.assignment.member.given_name not in file


def test_a_protected_name_cannot_be_searched_for(owner, worked):
    member = worked[1][0].assignment.member
    assert owner.get(HOURS, q=member.given_name).table("Timmar")
    member.protected_identity = True
    page = owner.get(HOURS, q=member.given_name)
    assert member.short_name not in page.text
    assert member.short_name in owner.get(HOURS).text
