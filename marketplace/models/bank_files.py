"""Bank files read in, and every payment that they tell of: known again by the bank's own name."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from invoicing.bankfiles import BankPayment, Payer, Reference
from marketplace.database import Base, Identified, Numbered, one_of
from marketplace.models.cooperatives import Cooperative
from marketplace.models.debts import DebtChange
from marketplace.models.invoices import Invoice
from marketplace.models.payments import Payment


class BankFile(Identified, Base):
    """A file from the bank: looked at first, then taken in once. The same file twice is one.

    Its bytes are kept while it waits, and let go of when it is taken in.
    """

    __tablename__ = "bank_files"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "sha256"),
        CheckConstraint("(taken_in_at IS NULL) = (content IS NOT NULL)", "kept_while_waiting"),
        CheckConstraint("(taken_in_at IS NULL) = (taken_in_by = '')", "taken_in_by_somebody"),
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"))
    name: Mapped[str] = mapped_column(doc="as it was called where it came from")
    format: Mapped[str] = mapped_column(doc="BgMax, camt.053, camt.054")
    sha256: Mapped[str]
    content: Mapped[bytes | None] = mapped_column(deferred=True)
    payment_count: Mapped[int] = mapped_column(doc="told of in the file")
    settled_count: Mapped[int] = mapped_column(default=0, doc="settled by themselves")
    known_count: Mapped[int] = mapped_column(default=0, doc="met before, in another file")
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[str]
    taken_in_at: Mapped[datetime | None]
    taken_in_by: Mapped[str] = mapped_column(default="")
    cooperative: Mapped[Cooperative] = relationship()

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has taken it in yet."""
        return self.taken_in_at is None


class BankPaymentStatus(StrEnum):
    """Where a payment of a bank file stands."""

    WAITING = "waiting"
    SETTLED = "settled"
    SET_ASIDE = "set_aside"


BANK_PAYMENT_STEPS = {
    BankPaymentStatus.WAITING: {BankPaymentStatus.SETTLED, BankPaymentStatus.SET_ASIDE},
    BankPaymentStatus.SETTLED: {BankPaymentStatus.WAITING},
    BankPaymentStatus.SET_ASIDE: {BankPaymentStatus.WAITING},
}


class ReceivedPayment(Identified, Base):
    """A payment, or a deduction, as the bank told of it; never changed but for what became of it.

    `decisions` counts how often somebody has decided: each gives its payments names of their own.
    """

    __tablename__ = "received_payments"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "key"),
        CheckConstraint("status <> 'set_aside' OR note <> ''", "set_aside_has_ground"),
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"))
    bank_file_id: Mapped[int] = mapped_column(ForeignKey("bank_files.id"), index=True)
    key: Mapped[str] = mapped_column(doc="the bank's name for it")
    amount_ore: Mapped[int] = mapped_column(doc="hundredths of the currency; a deduction below 0")
    currency: Mapped[str]
    paid_on: Mapped[date]
    account: Mapped[str]
    references: Mapped[list[list[Any]]] = mapped_column(JSONB, doc="[text, öre or null]")
    message: Mapped[str] = mapped_column(default="")
    payer_name: Mapped[str] = mapped_column(default="")
    payer_number: Mapped[str] = mapped_column(default="", doc="organisation number")
    status: Mapped[BankPaymentStatus] = mapped_column(one_of(BankPaymentStatus), index=True)
    note: Mapped[str] = mapped_column(default="", doc="why it was set aside")
    decisions: Mapped[int] = mapped_column(default=0)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(default="", doc="empty: it settled itself")
    bank_file: Mapped[BankFile] = relationship()
    parts: Mapped[list["ReceivedPart"]] = relationship(order_by="ReceivedPart.id")

    @property
    def as_told(self) -> BankPayment:
        """The payment as the rules of settling know it."""
        return BankPayment(
            key=self.key,
            amount_ore=self.amount_ore,
            currency=self.currency,
            paid_on=self.paid_on,
            account=self.account,
            references=tuple(Reference(text=text, amount_ore=ore) for text, ore in self.references),
            message=self.message,
            payer=Payer(name=self.payer_name, organisation_number=self.payer_number),
        )

    @property
    def is_deduction(self) -> bool:
        """Whether the bank took money back."""
        return self.amount_ore < 0


class ReceivedPart(Numbered, Base):
    """What became of a part of a payment: money on an invoice, or a debt that came back."""

    __tablename__ = "received_parts"
    __table_args__ = (CheckConstraint("num_nonnulls(payment_id, debt_change_id) = 1", "one_end"),)
    received_payment_id: Mapped[int] = mapped_column(ForeignKey("received_payments.id"), index=True)
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payments.id"), unique=True)
    debt_change_id: Mapped[int | None] = mapped_column(ForeignKey("debt_changes.id"), unique=True)
    payment: Mapped[Payment | None] = relationship()
    debt_change: Mapped[DebtChange | None] = relationship()

    @property
    def invoice(self) -> Invoice:
        """The invoice that it came to."""
        end = self.payment or self.debt_change
        assert end is not None  # noqa: S101 -- a CHECK of the database
        return end.invoice

    @property
    def amount_ore(self) -> int:
        """What was paid; below zero where a debt came back."""
        if self.payment is not None:
            return self.payment.amount_ore
        return -(self.debt_change.amount_ore if self.debt_change else 0)
