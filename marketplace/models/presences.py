"""Who was there on a day: what headcount, meals and co-funded hours are counted from."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Numbered
from marketplace.models.members import Member


class Presence(Numbered, Base):
    """A participant who was there on a day, for so long; who was not there has no row at all."""

    __tablename__ = "presences"
    __table_args__ = (
        UniqueConstraint("member_id", "day"),
        CheckConstraint("minutes BETWEEN 1 AND 960", "minutes_range"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    day: Mapped[date] = mapped_column(index=True)
    minutes: Mapped[int]
    meal: Mapped[bool] = mapped_column(default=False, doc="ate with the others")
    member: Mapped[Member] = relationship()
