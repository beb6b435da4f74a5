"""What an hour of a member pays, what it would pay at the client's, and who signed a gap off."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Numbered
from marketplace.models.members import Member


class HourlyPay(Numbered, Base):
    """The pay of a member an hour, from a day on."""

    __tablename__ = "hourly_pay"
    __table_args__ = (
        UniqueConstraint("member_id", "starts_on"),
        CheckConstraint("ore_per_hour > 0", "ore_positive"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    starts_on: Mapped[date]
    ore_per_hour: Mapped[int]
    member: Mapped[Member] = relationship()


class ComparablePay(Numbered, Base):
    """What the client's own people earn an hour in such work, from a day on, as the client says."""

    __tablename__ = "comparable_pay"
    __table_args__ = (
        UniqueConstraint("agreement_id", "starts_on"),
        CheckConstraint("ore_per_hour > 0", "ore_positive"),
    )
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    starts_on: Mapped[date]
    ore_per_hour: Mapped[int]


class PayGapSignOff(Numbered, Base):
    """A named person has seen that a member is paid less than at the client's, and says why."""

    __tablename__ = "pay_gap_sign_offs"
    __table_args__ = (
        UniqueConstraint("member_id", "agreement_id", "month"),
        CheckConstraint("reason <> ''", "reason_is_written"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    month: Mapped[date]
    reason: Mapped[str]
    signed_at: Mapped[datetime]
    signed_by: Mapped[str]
