"""A member's own shifts, signed in."""

from sqlalchemy import select

from marketplace.models.assignments import Assignment
from marketplace.models.users import Role
from tests.make import make_member, make_posting, make_user
from tests.make_work import make_assignment


def test_my_shifts_show_when_and_where(browser):
    posting = make_posting()
    member = make_member(posting.cooperative)
    make_assignment(posting.shifts[0], member)
    browser.sign_in(make_user(Role.MEMBER, member=member))
    page = browser.get("/members/shifts")
    assert posting.company.name in page.text


def test_nothing_booked_says_so(browser):
    browser.sign_in(make_user(Role.MEMBER))
    assert "inga bokade pass" in browser.get("/members/shifts").text


def test_leaving_a_shift_asks_no_reason_and_frees_the_seat(browser, session):
    posting = make_posting()
    member = make_member(posting.cooperative)
    assignment = make_assignment(posting.shifts[0], member)
    browser.sign_in(make_user(Role.MEMBER, member=member))
    browser.get(f"/members/shifts/{assignment.public_id}/leave")
    page = browser.submit("Avboka passet")
    assert "Du är avbokad" in page.text
    assert session.scalars(select(Assignment.status)).all() == ["cancelled_by_member"]


def test_another_members_shift_is_not_found(browser):
    assignment = make_assignment()
    browser.sign_in(make_user(Role.MEMBER))
    browser.get(f"/members/shifts/{assignment.public_id}/leave", expect=404)
