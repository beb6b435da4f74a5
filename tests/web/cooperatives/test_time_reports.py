"""Hours reported by the cooperative."""

from datetime import timedelta

from sqlalchemy import select

from marketplace import clock
from marketplace.models.history import Actor
from marketplace.models.postings import PostingStatus
from marketplace.models.time_reports import TimeReport
from marketplace.models.users import Role
from marketplace.services import time_reports
from tests.make import make_member, make_posting, make_user, workday
from tests.make_work import make_assignment


def worked_job(frozen):
    frozen(clock.at(clock.today(), 12 * 60))
    posting = make_posting(status=PostingStatus.FILLED, shifts=[workday(1)], heads=1)
    assignment = make_assignment(posting.shifts[0], make_member(posting.cooperative))
    frozen(clock.now() + timedelta(days=3))
    return posting, assignment, make_user(Role.COACH, cooperative=posting.cooperative)


def test_hours_as_planned_take_one_press(browser, session, frozen):
    posting, _, coach = worked_job(frozen)
    browser.sign_in(coach)
    browser.get(f"/cooperatives/time-reports/{posting.public_id}")
    page = browser.submit("Skicka timmarna till företaget")
    assert "1 tidrapport är skickad" in page.text
    assert session.scalars(select(TimeReport)).one().work_minutes == 450


def test_an_unreadable_time_keeps_what_was_typed(browser, session, frozen):
    posting, assignment, coach = worked_job(frozen)
    browser.sign_in(coach)
    browser.get(f"/cooperatives/time-reports/{posting.public_id}")
    typed = {f"starts-{assignment.public_id}": "halv sju", f"break-{assignment.public_id}": "45"}
    page = browser.submit("Skicka timmarna till företaget", expect=400, **typed)
    assert "07:30" in page.text
    assert page.value(f"starts-{assignment.public_id}") == "halv sju"
    assert page.value(f"break-{assignment.public_id}") == "45"
    assert session.scalars(select(TimeReport)).all() == []


def test_somebody_who_was_not_there_has_no_hours(browser, session, frozen):
    posting, assignment, coach = worked_job(frozen)
    browser.sign_in(coach)
    browser.get(f"/cooperatives/time-reports/{posting.public_id}")
    browser.submit("Skicka timmarna till företaget", **{f"absent-{assignment.public_id}": True})
    assert session.scalars(select(TimeReport)).all() == []
    assert assignment.status == "no_show"


def test_disputed_hours_are_corrected_and_asked_again(browser, session, frozen):
    posting, _, coach = worked_job(frozen)
    browser.sign_in(coach)
    browser.get(f"/cooperatives/time-reports/{posting.public_id}")
    browser.submit("Skicka timmarna till företaget")
    time_reports.dispute(posting, "Vi slutade tidigare.", Actor("company", "Olle"))
    session.commit()
    page = browser.get(f"/cooperatives/time-reports/{posting.public_id}")
    assert "Vi slutade tidigare." in page.text
    report = session.scalars(select(TimeReport)).one()
    browser.submit("Skicka timmarna till företaget", **{f"ends-{report.public_id}": "14:30"})
    assert (report.work_minutes, report.status) == (420, "member_signed")
