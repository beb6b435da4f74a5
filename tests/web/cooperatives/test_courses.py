"""Courses: given days, written up on, held; and what that tells of what people can."""

from datetime import timedelta

from sqlalchemy import select

from marketplace.clock import today
from marketplace.models.courses import Course, CourseSeat, CourseStatus
from marketplace.models.history import SYSTEM
from marketplace.models.members import MemberSkill
from marketplace.models.users import Role
from marketplace.services import courses
from tests.make import make_cooperative, make_member, make_user
from tests.web.cooperatives.test_keys import key, reported

ADDRESS = "/cooperatives/courses"


def office(browser, role=Role.COACH):
    home = make_cooperative()
    browser.sign_in(make_user(role, cooperative=home))
    return home


def planned(home, skill="cleaning", *, starts_in=0, people=()):
    first = today() + timedelta(days=starts_in)
    course = courses.plan(home, skill, first, first + timedelta(days=2), SYSTEM)
    for one in people:
        courses.sign_up(course, one, SYSTEM)
    return course


def test_the_office_plans_what_the_keys_suggest_without_reading_who_lacks_it(browser):
    home = office(browser, Role.COOPERATIVE_ADMIN)
    anna = make_member(home)
    reported(home, key("course", home, code="cleaning", members=[anna.public_id, "other"]))
    browser.get("/cooperatives/members")
    page = browser.click("Kurslista")
    assert anna.name not in page.text
    browser.click("Planera kursen Städning")
    first, last = today() + timedelta(days=10), today() + timedelta(days=12)
    page = browser.submit(
        "Planera kursen", first=last.isoformat(), last=first.isoformat(), expect=400
    )
    assert "Sista dagen behöver vara efter den första." in page.text
    page = browser.submit("Planera kursen", first=first.isoformat(), last=last.isoformat())
    assert page.heading == "Kurs: Städning"
    page = browser.submit("Har sagt ja, skriv upp", member=anna.name)
    assert anna.name in page.text
    assert "1 person är uppskriven." in browser.get(ADDRESS).text


def test_who_was_seen_doing_it_on_the_course_has_it_as_observed(browser, session):
    home = office(browser)
    able, other, missing = (make_member(home) for _ in range(3))
    course = planned(home, people=(able, other, missing))
    browser.get(f"{ADDRESS}/{course.public_id}")
    seats = {one.member_id: one.public_id for one in course.seats}
    shown = {f"seen-{seats[able.id]}": True, f"came-{seats[missing.id]}": False}
    page = browser.submit("Spara att kursen är hållen", **shown)
    assert "2 personer gick kursen." in " ".join(page.notices)
    seen = session.scalars(select(MemberSkill)).one()
    assert (seen.member_id, seen.skill, seen.status) == (able.id, "cleaning", "observed")
    came = dict(session.execute(select(CourseSeat.member_id, CourseSeat.took_part)).all())
    assert came == {able.id: True, other.id: True, missing.id: False}
    browser.post(f"{ADDRESS}/{course.public_id}/hold", {"seat": list(seats.values())}, expect=409)


def test_a_licence_is_never_seen_on_a_course_but_validated_afterwards(browser, session):
    home = office(browser)
    driver = make_member(home)
    course = planned(home, "driving_licence_b", people=(driver,))
    page = browser.get(f"{ADDRESS}/{course.public_id}")
    assert "Visade" not in page.text
    browser.submit(
        "Spara att kursen är hållen", tampered={f"seen-{course.seats[0].public_id}": "yes"}
    )
    assert session.scalars(select(MemberSkill)).all() == []


def test_a_course_is_moved_and_called_off_and_takes_nobody_after_that(browser, session):
    home = office(browser)
    anna = make_member(home)
    course = planned(home, starts_in=5)
    browser.get(f"{ADDRESS}/{course.public_id}")
    first = today() + timedelta(days=20)
    browser.submit("Spara", first=first.isoformat(), last=first.isoformat(), place="Studiehuset")
    assert (course.first_day, course.last_day, course.place) == (first, first, "Studiehuset")
    browser.submit("Ställ in kursen")
    assert session.get_one(Course, course.id).status == CourseStatus.CANCELLED
    assert "En kurs fick andra dagar" in browser.get(f"{ADDRESS}/{course.public_id}").text
    people = f"{ADDRESS}/{course.public_id}/people"
    browser.post(people, {"member": anna.public_id}, expect=409)
    assert session.scalars(select(CourseSeat)).all() == []


def test_the_same_course_planned_twice_is_one(session):
    home = make_cooperative()
    assert planned(home, starts_in=5).id == planned(home, starts_in=5).id
    courses.cancel(planned(home, starts_in=5), SYSTEM)
    assert planned(home, starts_in=5).status == CourseStatus.PLANNED
