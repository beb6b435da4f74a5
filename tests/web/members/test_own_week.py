"""Not today, being ill, when I can work, reminders and my calendar."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from marketplace.clock import at, now, today
from marketplace.models.assignments import Assignment
from marketplace.models.availability import Absence, Availability
from marketplace.models.history import Event
from marketplace.models.members import Reminder
from marketplace.models.messages import Message
from marketplace.models.users import Role
from marketplace.services import absences, shift_reminders
from tests.make import make_availability, make_member, make_posting, make_shift, make_user, workday
from tests.make_work import make_assignment


@pytest.fixture(autouse=True)
def a_tuesday(frozen):
    frozen(datetime(2026, 12, 1, 5, tzinfo=UTC))


@pytest.fixture
def booked(session):
    """A posting with a shift later today, and the user who is booked for it."""
    posting = make_posting(shifts=[(at(today(), 13 * 60), at(today(), 17 * 60))])
    member = make_member(posting.cooperative)
    return make_assignment(posting.shifts[0], member), make_user(Role.MEMBER, member=member)


def test_not_today_gives_the_shifts_of_today_back_and_keeps_those_of_other_days(
    browser, session, booked
):
    today_shift, user = booked
    later = make_assignment(make_shift(today_shift.shift.posting, workday(3)), user.member)
    browser.sign_in(user).get("/members/shifts")
    browser.click("Inte i dag")
    assert "Okej, inte i dag." in browser.submit("Inte i dag").text
    assert session.get(Assignment, today_shift.id).status == "cancelled_by_member"
    assert session.get(Assignment, later.id).status == "confirmed"


def test_not_today_is_gone_at_midnight_and_stands_in_no_history(browser, session, booked, frozen):
    browser.sign_in(booked[1]).get("/members/absences/today")
    browser.submit("Inte i dag")
    [absence] = session.scalars(select(Absence)).all()
    assert absence.during.upper == at(today() + timedelta(days=1), 0)
    assert not session.scalars(select(Event).where(Event.subject_type == "absences")).all()
    assert absences.forget_past_days() == 0
    frozen(absence.during.upper)
    assert absences.forget_past_days() == 1
    assert session.scalars(select(Absence)).all() == []


def test_not_today_can_be_taken_back(browser, session, booked):
    browser.sign_in(booked[1]).get("/members/absences/today")
    browser.submit("Inte i dag")
    browser.click("Ändra")
    browser.submit("Jag kan ändå")
    assert session.scalars(select(Absence)).all() == []


def test_being_ill_frees_the_seat_and_asks_nothing_more(browser, session, booked):
    browser.sign_in(booked[1]).get(f"/members/shifts/{booked[0].public_id}/leave")
    assert "Krya på dig!" in browser.submit("Jag är sjuk").text
    assert session.scalars(select(Assignment.status)).all() == ["sick"]


def test_a_tapped_part_brings_its_hours_and_leaves_the_agreed_minutes(browser, session):
    user = make_user(Role.MEMBER)
    for row in session.scalars(select(Availability)):
        session.delete(row)
    make_availability(user.member, 0, (7 * 60, 15 * 60 + 30))
    browser.sign_in(user).get("/members/hours")
    browser.submit("Spara", {"day-0": ["morning", "afternoon", "evening"], "day-2": ["morning"]})
    rows = session.scalars(select(Availability).where(Availability.during.op("@>")(today())))
    assert sorted((row.weekday, row.start_minute, row.end_minute) for row in rows) == [
        (0, 420, 930),
        (0, 1080, 1320),
        (2, 360, 720),
    ]


def test_untapping_a_day_takes_it_away_from_today_on(browser, session):
    user = make_user(Role.MEMBER)
    browser.sign_in(user).get("/members/hours")
    browser.submit("Spara", {f"day-{day}": [] for day in range(7)})
    rows = session.scalars(select(Availability).where(Availability.during.op("@>")(today())))
    assert rows.all() == []


def test_a_reminder_leaves_when_the_member_wishes_and_once(browser, session, booked):
    assignment, user = booked
    assignment.confirmed_at = now() - timedelta(days=2)
    browser.sign_in(user).get("/members/reminders")
    browser.submit("Spara", when=Reminder.TWO_HOURS_BEFORE.value)
    two_hours_before = assignment.shift.starts_at - timedelta(hours=2)
    assert shift_reminders.send_due(two_hours_before - timedelta(minutes=1)) == 0
    assert shift_reminders.send_due(two_hours_before) == 1
    assert shift_reminders.send_due(two_hours_before) == 0
    [sent] = session.scalars(select(Message)).all()
    assert assignment.shift.posting.site.street in sent.body
    assert "klockan 13:00 till 17:00" in sent.body


def test_who_wants_no_reminder_gets_none(session, booked):
    assert shift_reminders.send_due(booked[0].shift.starts_at - timedelta(hours=1)) == 0


def test_the_evening_before_is_six_o_clock_on_the_wall(session, booked):
    due = shift_reminders.due_at(booked[0].shift, Reminder.EVENING_BEFORE)
    assert due == datetime(2026, 11, 30, 17, tzinfo=UTC)


def address_of(browser, user):
    browser.sign_in(user).get("/members/calendar")
    page = browser.submit("Gör en ny adress")
    return page.soup.select_one(".address").get_text(strip=True).split("/calendars/")[1]


def test_the_calendar_says_when_and_where_in_the_same_bytes_each_time(browser, new_browser, booked):
    stranger, token = new_browser(), address_of(browser, booked[1])
    first = stranger.fetch("GET", f"/calendars/{token}").response
    again = stranger.fetch("GET", f"/calendars/{token}").response
    text = first.get_data(as_text=True).replace("\r\n ", "")
    assert first.data == again.data
    assert "DTSTART;TZID=Europe/Stockholm:20261201T130000" in text
    assert "BEGIN:VTIMEZONE" in text
    assert booked[0].shift.posting.site.street in text.replace("\\", "")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert stranger.fetch("GET", f"/calendars/{token}", headers=tag).status == 304


def test_a_shift_that_was_given_up_stands_as_cancelled(browser, new_browser, session, booked):
    token = address_of(browser, booked[1])
    booked[0].status = "cancelled_by_member"
    text = new_browser().fetch("GET", f"/calendars/{token}").response.get_data(as_text=True)
    assert "STATUS:CANCELLED" in text
    assert "SEQUENCE:1" in text


def test_a_new_address_or_a_closed_one_ends_the_old(browser, new_browser, booked):
    old = address_of(browser, booked[1])
    new = address_of(browser, booked[1])
    stranger = new_browser()
    assert stranger.fetch("GET", f"/calendars/{old}").status == 404
    browser.get("/members/calendar")
    browser.submit("Stäng adressen")
    assert stranger.fetch("GET", f"/calendars/{new}").status == 404
