"""Courses of a cooperative: planned, moved, held or called off, with those who want to go.

Nobody is put on one without her own yes. Of whoever took part it is noted what the leader saw her
do; a paper is validated afterwards, one person at a time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.dialects.postgresql import Range, insert
from sqlalchemy.orm import selectinload

from marketplace.catalogue.skills import SKILL_BY_CODE, SKILLS
from marketplace.clock import today
from marketplace.database import db, random_id
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.cooperatives import Cooperative
from marketplace.models.courses import Course, CourseSeat, CourseStatus
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.services import alphabet, member_skills, members
from marketplace.services.history import move, record
from marketplace.services.lists import Source

LONGEST_DAYS = 183
FURTHEST = timedelta(days=366)
LONGEST_PLACE = 200
OVER = N_("Kursen är redan hållen eller inställd.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one seat: whether she took part, and whether she was seen doing it."""

    took_part: bool
    seen: bool = False


def plan(
    cooperative: Cooperative, skill: str, first: date, last: date, by: Actor, *, place: str = ""
) -> Course:
    """Plan a course from a day to a day, both included. The same one asked for twice is one.

    Raises Invalid for a skill or for days that cannot be.
    """
    if skill not in SKILL_BY_CODE:
        raise Invalid(N_("Välj en kompetens i listan."), "skill")
    values = {"cooperative_id": cooperative.id, "skill": skill, "during": _during(first, last)}
    planned = {"status": CourseStatus.PLANNED, "place": place.strip()[:LONGEST_PLACE]}
    made = db.session.scalar(
        insert(Course)
        .values(public_id=random_id(), **values, **planned)
        .on_conflict_do_nothing()
        .returning(Course.id)
    )
    course = db.session.scalars(
        select(Course).filter_by(**values, status=CourseStatus.PLANNED)
    ).one()
    if made:
        record("courses.planned", course, by)
    return course


def change(course: Course, first: date, last: date, by: Actor, *, place: str) -> None:
    """Give a planned course other days or another place.

    Raises Conflict where it is over, or the same one is planned already; Invalid for days that
    cannot be.
    """
    _hold(course)
    during = _during(first, last)
    twin = select(Course.id).where(
        Course.cooperative_id == course.cooperative_id,
        Course.skill == course.skill,
        Course.during == during,
        Course.status == CourseStatus.PLANNED,
        Course.id != course.id,
    )
    if db.session.scalar(twin) is not None:
        raise Conflict(N_("Det finns redan en sådan kurs de dagarna."))
    course.during, course.place = during, place.strip()[:LONGEST_PLACE]
    record("courses.changed", course, by)


def planned(cooperative_id: int) -> Sequence[Course]:
    """Courses to come, the next one first."""
    own = _of(cooperative_id).where(Course.status == CourseStatus.PLANNED)
    return db.session.scalars(own.order_by(Course.during, Course.id)).all()


def over(cooperative_id: int) -> Source[Course]:
    """Courses that were held or called off, the newest first."""
    return Source(
        query=_of(cooperative_id).where(Course.status != CourseStatus.PLANNED),
        tie=Course.id,
        orders={"day": func.lower(Course.during)},
        texts=(Course.place,),
        also=_is_in_skill,
        filters={
            "state": {
                "held": Course.status == CourseStatus.HELD,
                "cancelled": Course.status == CourseStatus.CANCELLED,
            }
        },
        downwards=True,
    )


def _of(cooperative_id: int) -> Select[Course]:
    return (
        select(Course)
        .where(Course.cooperative_id == cooperative_id)
        .options(selectinload(Course.seats).joinedload(CourseSeat.member))
    )


def _is_in_skill(word: str) -> ColumnElement[bool]:
    """Whether the name of what is learned holds the word."""
    named = [skill.code for skill in SKILLS if word.casefold() in skill.sv.casefold()]
    return Course.skill.in_(named)


def free_for(course: Course) -> Sequence[Member]:
    """Everybody of the cooperative on its first day who is not on it, by name."""
    on_it = select(CourseSeat.member_id).where(CourseSeat.course_id == course.id)
    return db.session.scalars(
        select(Member)
        .where(members.active_on(course.cooperative_id, course.first_day), Member.id.not_in(on_it))
        .order_by(
            alphabet.ordered(Member.given_name), alphabet.ordered(Member.family_name), Member.id
        )
    ).all()


def sign_up(course: Course, member: Member, by: Actor) -> CourseSeat:
    """Write somebody in who has said yes. Raises Conflict where the course is over, or she is on
    it or not in the cooperative then."""
    _hold(course)
    if member.id not in {one.id for one in free_for(course)}:
        raise Conflict(N_("Personen är redan uppskriven, eller är inte med då."))
    seat = CourseSeat(course=course, member=member)
    db.session.add(seat)
    db.session.flush()
    record("courses.joined", course, by)
    return seat


def take_off(seat: CourseSeat, by: Actor) -> None:
    """Take somebody off again; no reason is asked. Raises Conflict where the course is over."""
    _hold(seat.course)
    record("courses.left", seat.course, by)
    db.session.delete(seat)


def hold(course: Course, outcomes: Mapping[CourseSeat, Outcome], by: Actor) -> int:
    """Note that it was held and who took part; how many that was.

    Who was seen doing it has the skill as observed from now on. Raises Conflict where the course
    is over already, has not begun, or others are on it than those of `outcomes`.
    """
    _hold(course)
    if course.first_day > today():
        raise Conflict(N_("Kursen har inte börjat än."))
    db.session.refresh(course, ["seats"])
    if set(outcomes) != set(course.seats):
        raise Conflict(N_("Listan har ändrats. Titta på den en gång till."))
    for seat, outcome in sorted(outcomes.items(), key=lambda pair: pair[0].member_id):
        seat.took_part = outcome.took_part
        if outcome.took_part and outcome.seen and can_be_seen(course):
            where = f"Kurs, {course.last_day.isoformat()}"
            member_skills.observe(seat.member, course.skill, 1, where, by)
    move(course, CourseStatus.HELD, by)
    return sum(1 for one in outcomes.values() if one.took_part)


def cancel(course: Course, by: Actor) -> None:
    """Call a course off. Raises Conflict where it is over already."""
    move(course, CourseStatus.CANCELLED, by)


def can_be_seen(course: Course) -> bool:
    """Whether somebody can see that a person can it; a card or licence is looked at instead."""
    return not SKILL_BY_CODE[course.skill].is_certificate


def _hold(course: Course) -> None:
    db.session.refresh(course, with_for_update={"key_share": True})
    if not course.is_planned:
        raise Conflict(OVER)


def _during(first: date, last: date) -> Range[date]:
    if last < first:
        raise Invalid(N_("Sista dagen behöver vara efter den första."), "last")
    if (last - first).days > LONGEST_DAYS:
        raise Invalid(N_("En kurs kan vara högst ett halvår."), "last")
    if abs(first - today()) > FURTHEST:
        raise Invalid(N_("Välj dagar inom ett år."), "first")
    return Range(first, last + timedelta(days=1))
