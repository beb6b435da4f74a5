"""Card payment: whose account takes the money, tries under way, what the card company told."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, Numbered, one_of
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import Invoice


class CardAccount(Numbered, Base):
    """The cooperative's own account with Stripe: it is the cooperative that is paid."""

    __tablename__ = "card_accounts"
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"), unique=True)
    account: Mapped[str] = mapped_column(unique=True, doc="acct_…")
    connected_at: Mapped[datetime]
    connected_by: Mapped[str]
    cooperative: Mapped[Cooperative] = relationship()


class Checkout(Identified, Base):
    """One try to pay what is open of an invoice by card; the same try begun twice is one."""

    __tablename__ = "checkouts"
    __table_args__ = (
        UniqueConstraint("invoice_id", "amount_ore", "attempt"),
        CheckConstraint("amount_ore > 0", "amount_positive"),
    )
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"))
    account: Mapped[str] = mapped_column(doc="the cooperative's, when the try began")
    amount_ore: Mapped[int]
    attempt: Mapped[int]
    session_id: Mapped[str | None] = mapped_column(unique=True)
    url: Mapped[str] = mapped_column(default="", doc="where the card is asked for")
    payment_intent: Mapped[str | None] = mapped_column(unique=True, doc="known once it is paid")
    started_at: Mapped[datetime]
    invoice: Mapped[Invoice] = relationship()

    @property
    def name(self) -> str:
        """What the card company knows this try by: asked again, it answers the same."""
        return f"{self.invoice.public_id}-{self.amount_ore}-{self.attempt}"


class CardOutcome(StrEnum):
    """What came of something that the card company told."""

    BOOKED = "booked"
    IGNORED = "ignored"
    WAITING = "waiting"
    KNOWN = "known"
    UNKNOWN = "unknown"
    WRONG_ACCOUNT = "wrong_account"
    WRONG_AMOUNT = "wrong_amount"
    WRONG_CURRENCY = "wrong_currency"


class CardEvent(Numbered, Base):
    """What the card company told, once; of it only what we need, nothing of the card's holder."""

    __tablename__ = "card_events"
    event_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    account: Mapped[str] = mapped_column(index=True)
    object_id: Mapped[str] = mapped_column(doc="of the session or the refund")
    payment_intent: Mapped[str] = mapped_column(default="", index=True)
    amount_ore: Mapped[int] = mapped_column(default=0, doc="hundredths of the currency")
    currency: Mapped[str] = mapped_column(default="")
    happened_at: Mapped[datetime]
    received_at: Mapped[datetime]
    outcome: Mapped[CardOutcome] = mapped_column(one_of(CardOutcome))
