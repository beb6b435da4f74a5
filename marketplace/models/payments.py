"""Money received on invoices; append-only rows, from which every settlement is derived."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.invoices import Invoice

BY_HAND = "hand:"
"""How the key of a payment begins that somebody at the office wrote in."""


class PaymentMethod(StrEnum):
    """How the money came."""

    BANKGIRO = "bankgiro"
    CARD = "card"
    OTHER = "other"


class Payment(Identified, Base):
    """A payment of an invoice. `idempotency_key`: the same payment twice is one."""

    __tablename__ = "payments"
    __table_args__ = (CheckConstraint("amount_ore > 0", "amount_positive"),)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"), index=True)
    amount_ore: Mapped[int]
    received_on: Mapped[date]
    method: Mapped[PaymentMethod] = mapped_column(one_of(PaymentMethod))
    note: Mapped[str] = mapped_column(default="")
    idempotency_key: Mapped[str] = mapped_column(unique=True)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    invoice: Mapped[Invoice] = relationship()
    correction: Mapped["PaymentCorrection | None"] = relationship(back_populates="payment")

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody wrote it in; else a bank file or a card company told of it."""
        return self.idempotency_key.startswith(BY_HAND)


class PaymentCorrection(Identified, Base):
    """A payment that was written in by mistake never came: who says so, when, and why.

    The payment stays as it was and counts nowhere any more; a voucher of its own puts the books
    right. One a payment, never changed.
    """

    __tablename__ = "payment_corrections"
    __table_args__ = (CheckConstraint("reason <> ''", "reason_is_written"),)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payments.id"), unique=True)
    reason: Mapped[str]
    corrected_on: Mapped[date] = mapped_column(doc="the day of the correcting voucher")
    corrected_at: Mapped[datetime]
    corrected_by: Mapped[str]
    corrected_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    payment: Mapped[Payment] = relationship(back_populates="correction")
