"""Courses: one held, one called off and one to come in each cooperative."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy.dialects.postgresql import Range

from marketplace.demo.book import Book
from marketplace.demo.cooperatives import Seller
from marketplace.demo.people import Person
from marketplace.demo.setting import Setting, office_moment, working_day_from
from marketplace.demo.truths import MISSING_SKILL, WITHOUT_SKILL
from marketplace.demo.users import Staff
from marketplace.models.courses import Course, CourseSeat, CourseStatus

PLANNED, HELD, CANCELLED = CourseStatus.PLANNED, CourseStatus.HELD, CourseStatus.CANCELLED
PLACE = "Hos oss, med någon från studieförbundet"
MOST, STEPS = 5, ((HELD, -24, 2), (CANCELLED, -10, 0), (PLANNED, 9, 3))
"""What became of it, in how many working days it begins, and for how many days more it goes on."""
MISSED_PERMILLE = 150


def add_courses(
    book: Book, setting: Setting, sellers: Iterable[Seller], people: Sequence[Person], staff: Staff
) -> None:
    """The one held was in what most of those who went can today, so that all figures agree."""
    for seller in sellers:
        draw = setting.draw("courses", seller.code)
        here = [one for one in people if one.cooperative == seller.code and one.is_here]
        coach = staff.coaches[seller.code][0]
        for status, begins, more in STEPS:
            skill = _skill(seller, status)
            able = [one for one in here if (skill in one.skills) == (status == HELD)]
            first = working_day_from(setting.day, begins)
            last = working_day_from(first, more)
            course = book.add(
                Course,
                cooperative_id=seller.number,
                skill=skill,
                during=Range(first, last + timedelta(days=1)),
                place=PLACE,
                status=status,
            )
            for one in draw.sample(able, min(len(able), MOST)):
                came = draw.randrange(1000) >= MISSED_PERMILLE if status == HELD else None
                book.add(CourseSeat, course_id=course, member_id=one.number, took_part=came)
            said = office_moment(draw, setting.day - timedelta(days=45))
            book.event(said, "courses.planned", Course, course, coach)
            if status != PLANNED:
                ended = office_moment(draw, last if status == HELD else first - timedelta(days=3))
                book.event(ended, f"courses.{status.value}", Course, course, coach)


def _skill(seller: Seller, status: CourseStatus) -> str:
    if status == PLANNED:
        return MISSING_SKILL if seller.code == WITHOUT_SKILL else "quality_control"
    return "food_hygiene" if status == HELD else "forklift_licence"
