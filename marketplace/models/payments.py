"""Money received on invoices; append-only rows, from which every settlement is derived."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.invoices import Invoice


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
