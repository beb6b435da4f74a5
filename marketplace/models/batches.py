"""Many invoices issued in one press: what was asked for and what became of each."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, Numbered, one_of
from marketplace.models.invoices import Invoice


class BatchOutcome(StrEnum):
    """What became of one draft."""

    WAITING = "waiting"
    ISSUED = "issued"
    FAILED = "failed"


class Batch(Identified, Base):
    """Drafts that somebody wanted issued together."""

    __tablename__ = "batches"
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"), index=True)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    asked_by: Mapped[str]
    asked_role: Mapped[str]
    finished_at: Mapped[datetime | None]
    items: Mapped[list["BatchItem"]] = relationship(order_by="BatchItem.id")


class BatchItem(Numbered, Base):
    """One draft of a batch; a failed one says why in words and is still a draft."""

    __tablename__ = "batch_items"
    __table_args__ = (
        UniqueConstraint("batch_id", "invoice_id"),
        CheckConstraint("(outcome = 'failed') = (reason <> '')", "failure_has_reason"),
    )
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    invoice_id: Mapped[int | None] = mapped_column(
        ForeignKey("invoices.id", ondelete="SET NULL"), index=True
    )
    outcome: Mapped[BatchOutcome] = mapped_column(
        one_of(BatchOutcome), default=BatchOutcome.WAITING
    )
    reason: Mapped[str] = mapped_column(default="")
    invoice: Mapped[Invoice | None] = relationship()
