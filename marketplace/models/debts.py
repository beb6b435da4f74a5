"""What changes the debt of an issued invoice besides payments and credit notes; rows are added."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, Numbered, one_of
from marketplace.models.invoices import Invoice
from marketplace.models.messages import Message


class DebtKind(StrEnum):
    """Why a debt grew or shrank."""

    LATE_INTEREST = "late_interest"
    REMINDER_FEE = "reminder_fee"
    LATE_COMPENSATION = "late_compensation"
    WRITE_OFF = "write_off"
    ROUNDING = "rounding"
    REFUND = "refund"


class DebtChange(Identified, Base):
    """One change. The amount is what is added to the debt; a loss takes from it: negative.

    A refund of what was paid too much adds to it too: what is owed back becomes less.
    """

    __tablename__ = "debt_changes"
    __table_args__ = (
        CheckConstraint("amount_ore <> 0", "amount_not_zero"),
        CheckConstraint("kind = 'rounding' OR (kind = 'write_off') = (amount_ore < 0)", "sign"),
        CheckConstraint("kind <> 'write_off' OR note <> ''", "loss_has_ground"),
    )
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"), index=True)
    kind: Mapped[DebtKind] = mapped_column(one_of(DebtKind))
    amount_ore: Mapped[int]
    happened_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    reduces_vat: Mapped[bool] = mapped_column(default=False, doc="a loss takes its VAT along")
    form_key: Mapped[str] = mapped_column(unique=True, doc="one form, one change")
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    invoice: Mapped[Invoice] = relationship()


class InvoiceReminder(Identified, Base):
    """A reminder as it was sent, with what it asked for and why it did not ask for more."""

    __tablename__ = "invoice_reminders"
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"), index=True)
    reminded_on: Mapped[date]
    due_on: Mapped[date]
    open_ore: Mapped[int]
    interest_ore: Mapped[int] = mapped_column(doc="of it, what was added by this reminder")
    fee_ore: Mapped[int]
    compensation_ore: Mapped[int]
    not_charged: Mapped[list[str]] = mapped_column(
        JSONB, default=list, doc="codes of why it asked for no more"
    )
    no_rate_on: Mapped[date | None] = mapped_column(doc="the first day without a reference rate")
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    sent_at: Mapped[datetime]
    invoice: Mapped[Invoice] = relationship()
    message: Mapped[Message | None] = relationship()


class ReferenceRate(Numbered, Base):
    """The reference rate of a half-year as Riksbanken set it, and the margin on top of it.

    A day that no row covers bears no interest until somebody has written the row.
    """

    __tablename__ = "reference_rates"
    __table_args__ = (
        CheckConstraint("valid_from < valid_until", "period_goes_on"),
        CheckConstraint("source <> ''", "source_is_written"),
    )
    valid_from: Mapped[date] = mapped_column(unique=True)
    valid_until: Mapped[date] = mapped_column(doc="the first day on which it no longer holds")
    reference_basis_points: Mapped[int]
    margin_basis_points: Mapped[int]
    source: Mapped[str] = mapped_column(doc="where it was read, and when")
    written_by: Mapped[str]


class CollectionFee(Numbered, Base):
    """From a day on: what a reminder and a late payment between businesses may cost."""

    __tablename__ = "collection_fees"
    __table_args__ = (
        CheckConstraint("reminder_fee_ore >= 0 AND late_compensation_ore >= 0", "not_negative"),
        CheckConstraint("source <> ''", "source_is_written"),
    )
    valid_from: Mapped[date] = mapped_column(unique=True)
    reminder_fee_ore: Mapped[int]
    late_compensation_ore: Mapped[int]
    source: Mapped[str] = mapped_column(doc="where it was read, and when")
    written_by: Mapped[str]
