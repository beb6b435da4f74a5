"""What an hour of work costs a cooperative, in its own figures: the ground of its price floor."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, Numbered, one_of
from marketplace.models.postings import Posting


class CostKind(StrEnum):
    """A part of what an hour costs: pay in öre, the two others in hundredths of a per cent."""

    WAGE = "wage"
    CHARGES = "charges"
    OVERHEAD = "overhead"


class CostRow(Identified, Base):
    """One part from a day on; for one task, or for all that have no own. Never changed."""

    __tablename__ = "cost_rows"
    __table_args__ = (
        CheckConstraint("amount > 0", "amount_positive"),
        CheckConstraint("ground <> ''", "ground_is_written"),
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"), index=True)
    kind: Mapped[CostKind] = mapped_column(one_of(CostKind))
    task: Mapped[str | None] = mapped_column(doc="code of a task; empty = every other task")
    starts_on: Mapped[date]
    amount: Mapped[int] = mapped_column(doc="öre an hour, or hundredths of a per cent")
    ground: Mapped[str] = mapped_column(doc="where the figure comes from")
    entered_at: Mapped[datetime]
    entered_by: Mapped[str]
    withdrawal: Mapped["CostWithdrawal | None"] = relationship(back_populates="cost_row")


class CostWithdrawal(Numbered, Base):
    """A part that was written by mistake, and that nothing had rested on, counts no more."""

    __tablename__ = "cost_withdrawals"
    __table_args__ = (CheckConstraint("reason <> ''", "reason_is_written"),)
    cost_row_id: Mapped[int] = mapped_column(ForeignKey("cost_rows.id"), unique=True)
    reason: Mapped[str]
    withdrawn_at: Mapped[datetime]
    withdrawn_by: Mapped[str]
    cost_row: Mapped[CostRow] = relationship(back_populates="withdrawal")


class PriceSide(StrEnum):
    """Who signs a price below the floor: both must."""

    COOPERATIVE = "cooperative"
    KOOPTJANST = "kooptjanst"


class PriceSignature(Numbered, Base):
    """A named person's word for why a posting may cost less than the work does."""

    __tablename__ = "price_signatures"
    __table_args__ = (
        UniqueConstraint("posting_id", "side"),
        CheckConstraint("reason <> ''", "reason_is_written"),
    )
    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id"))
    side: Mapped[PriceSide] = mapped_column(one_of(PriceSide))
    reason: Mapped[str]
    signed_at: Mapped[datetime]
    signed_by: Mapped[str]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    posting: Mapped[Posting] = relationship()
