"""When a member can work, and how she gets there."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import DATERANGE, TSTZRANGE, Range
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database import Base, Identified, Numbered


class Availability(Identified, Base):
    """A stretch of a weekday (0 = Monday) on the wall clock, every week of a period."""

    __tablename__ = "availabilities"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", "weekday_range"),
        CheckConstraint("start_minute >= 0 AND end_minute <= 2880", "minutes_range"),
        CheckConstraint("start_minute < end_minute", "start_before_end"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    weekday: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int] = mapped_column(doc="above 1 440: into the next day")
    during: Mapped[Range[date]] = mapped_column(DATERANGE)


class Absence(Identified, Base):
    """A time when a member cannot work. No reason is asked and none is kept."""

    __tablename__ = "absences"
    __table_args__ = (CheckConstraint("NOT isempty(during)", "during_not_empty"),)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    during: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    today_only: Mapped[bool] = mapped_column(default=False, doc="thrown away when its day is over")


class Travel(Numbered, Base):
    """Minutes from a member's home to a site, where somebody has looked it up."""

    __tablename__ = "travels"
    __table_args__ = (
        UniqueConstraint("member_id", "site_id"),
        CheckConstraint("minutes >= 0", "minutes_positive"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))
    minutes: Mapped[int]
