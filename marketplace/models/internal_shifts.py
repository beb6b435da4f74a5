"""Work at the cooperative itself, in its kitchen or shop: who wants to, who came, who ate."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.clock import local
from marketplace.database import Base, Identified, one_of
from marketplace.models.cooperatives import Cooperative
from marketplace.models.members import Member


class InternalPlace(StrEnum):
    """Where in the cooperative the work is."""

    KITCHEN = "kitchen"
    SHOP = "shop"
    WORKSHOP = "workshop"
    GARDEN = "garden"


class InternalShift(Identified, Base):
    """One stretch of work at the cooperative itself: for participants, never billed."""

    __tablename__ = "internal_shifts"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "place", "task", "starts_at", "ends_at"),
        CheckConstraint("starts_at < ends_at", "start_before_end"),
        CheckConstraint("heads BETWEEN 1 AND 40", "heads_range"),
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"), index=True)
    place: Mapped[InternalPlace] = mapped_column(one_of(InternalPlace))
    task: Mapped[str] = mapped_column(doc="code of a task")
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    heads: Mapped[int]
    closed_at: Mapped[datetime | None] = mapped_column(doc="when it was noted who came")
    cooperative: Mapped[Cooperative] = relationship()
    seats: Mapped[list["InternalSeat"]] = relationship(
        back_populates="shift", order_by="InternalSeat.id", cascade="all, delete-orphan"
    )

    @property
    def minutes(self) -> int:
        """How long it is."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def day(self) -> date:
        """The calendar day in Stockholm on which it starts."""
        return local(self.starts_at).date()


class InternalSeat(Identified, Base):
    """A participant who said yes to it. `came` is empty until somebody has noted it."""

    __tablename__ = "internal_seats"
    __table_args__ = (UniqueConstraint("internal_shift_id", "member_id"),)
    internal_shift_id: Mapped[int] = mapped_column(ForeignKey("internal_shifts.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    meal: Mapped[bool] = mapped_column(default=True, doc="eats with the others that day")
    came: Mapped[bool | None]
    shift: Mapped[InternalShift] = relationship(back_populates="seats")
    member: Mapped[Member] = relationship()
