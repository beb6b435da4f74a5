"""Courses that a cooperative holds for its own people: when, in what, and who took part."""

from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import DATERANGE, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.cooperatives import Cooperative
from marketplace.models.members import Member


class CourseStatus(StrEnum):
    """What has become of a course."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


COURSE_STEPS = {
    CourseStatus.PLANNED: {CourseStatus.HELD, CourseStatus.CANCELLED},
    CourseStatus.HELD: set[CourseStatus](),
    CourseStatus.CANCELLED: set[CourseStatus](),
}


class Course(Identified, Base):
    """A course in one skill, over some days."""

    __tablename__ = "courses"
    __table_args__ = (
        CheckConstraint(
            "NOT (isempty(during) OR lower_inf(during) OR upper_inf(during))", "begins_and_ends"
        ),
        Index(
            "uq_courses_planned_once",
            "cooperative_id",
            "skill",
            "during",
            unique=True,
            postgresql_where=text("status = 'planned'"),
        ),
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"), index=True)
    skill: Mapped[str] = mapped_column(doc="code of a skill")
    during: Mapped[Range[date]] = mapped_column(DATERANGE)
    place: Mapped[str] = mapped_column(default="", doc="where and with whom, in plain words")
    status: Mapped[CourseStatus] = mapped_column(one_of(CourseStatus))
    cooperative: Mapped[Cooperative] = relationship()
    seats: Mapped[list["CourseSeat"]] = relationship(
        back_populates="course", order_by="CourseSeat.id", cascade="all, delete-orphan"
    )

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        assert self.during.lower is not None  # noqa: S101 -- a CHECK of the database
        return self.during.lower

    @property
    def last_day(self) -> date:
        """The last day of it."""
        assert self.during.upper is not None  # noqa: S101 -- a CHECK of the database
        return self.during.upper - timedelta(days=1)

    @property
    def is_planned(self) -> bool:
        """Whether it is still to be held."""
        return self.status == CourseStatus.PLANNED


class CourseSeat(Identified, Base):
    """Somebody who wants to take it. `took_part` is empty until the course has been held."""

    __tablename__ = "course_seats"
    __table_args__ = (UniqueConstraint("course_id", "member_id"),)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    took_part: Mapped[bool | None]
    course: Mapped[Course] = relationship(back_populates="seats")
    member: Mapped[Member] = relationship()
