"""The books behind invoices and payments: vouchers, what seals them, and which months are closed.

Rows are only ever added. What is wrong is put right by a further voucher.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from invoicing.voucher import Event
from marketplace.database import Base, Identified, Numbered, one_of
from marketplace.models.companies import BuyerSector
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import Invoice, Stream


class Chain(Base):
    """The end of a hash chain: locked while the next link is added, so links stand in one line."""

    __tablename__ = "chains"
    __table_args__ = (CheckConstraint("length >= 0", "length_not_negative"),)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True, doc="invoices:F, vouchers:B:2026")
    length: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(doc="hash of the last link, in hexadecimal")


class InvoiceSeal(Base):
    """The link of an issued invoice in the chain of its cooperative and series."""

    __tablename__ = "invoice_seals"
    __table_args__ = (UniqueConstraint("cooperative_id", "series", "place"),)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"), primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"))
    series: Mapped[str]
    place: Mapped[int] = mapped_column(doc="1, 2, 3 … in the chain, over all years")
    link_hash: Mapped[str]
    invoice: Mapped[Invoice] = relationship()


class Voucher(Identified, Base):
    """A balanced set of entries because of one event; numbered without a gap, sealed, kept.

    `cause` names the event, so that it is booked once. `evidence` is the row behind it as it was.
    """

    __tablename__ = "vouchers"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "series", "year", "number"),
        UniqueConstraint("cooperative_id", "cause"),
        CheckConstraint("year = extract(year FROM booked_on)", "year_of_day"),
        CheckConstraint("entry_count > 0", "has_entries"),
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"))
    series: Mapped[str] = mapped_column(doc="B invoices, C payments, D all else")
    year: Mapped[int]
    number: Mapped[int] = mapped_column(doc="also its place in the chain of its series and year")
    booked_on: Mapped[date] = mapped_column(index=True)
    event: Mapped[Event] = mapped_column(one_of(Event))
    text: Mapped[str]
    source: Mapped[str]
    cause: Mapped[str] = mapped_column(doc="invoice:12, payment:7, debt:3")
    evidence: Mapped[str] = mapped_column(default="", doc="canonical JSON of the causing row")
    entry_count: Mapped[int]
    invoice_id: Mapped[int | None] = mapped_column(ForeignKey("invoices.id"), index=True)
    created_at: Mapped[datetime]
    link_hash: Mapped[str]
    cooperative: Mapped[Cooperative] = relationship()
    invoice: Mapped[Invoice | None] = relationship()
    entries: Mapped[list["VoucherEntry"]] = relationship(
        order_by="VoucherEntry.position", back_populates="voucher"
    )

    @property
    def label(self) -> str:
        """B17: what an accountant calls it."""
        return f"{self.series}{self.number}"


class VoucherEntry(Numbered, Base):
    """One line of a voucher: debit is positive. A deferred trigger weighs every voucher."""

    __tablename__ = "voucher_entries"
    __table_args__ = (UniqueConstraint("voucher_id", "position"),)
    voucher_id: Mapped[int] = mapped_column(ForeignKey("vouchers.id"))
    position: Mapped[int]
    account: Mapped[str] = mapped_column(index=True)
    amount_ore: Mapped[int]
    cost_centre: Mapped[str] = mapped_column(default="", doc="slug of the cooperative")
    project: Mapped[str] = mapped_column(default="", doc="number of the agreement")
    stream: Mapped[Stream | None] = mapped_column(one_of(Stream))
    buyer_sector: Mapped[BuyerSector | None] = mapped_column(one_of(BuyerSector))
    voucher: Mapped[Voucher] = relationship(back_populates="entries")


class ClosedMonth(Base):
    """A month whose vouchers were handed to the accountant: nothing more is booked in it."""

    __tablename__ = "closed_months"
    __table_args__ = (CheckConstraint("extract(day FROM first_day) = 1", "first_of_month"),)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"), primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    closed_at: Mapped[datetime]
    closed_by: Mapped[str]


class Pay:
    """Income, and the pay in it."""

    income_ore: Mapped[int] = mapped_column(doc="accounts 3000 to 3999")
    pay_ore: Mapped[int] = mapped_column(doc="accounts 7000 to 7699: pay and social fees")
    surplus_ore: Mapped[int] = mapped_column(doc="accounts 3000 to 8998")

    @property
    def pay_share(self) -> float | None:
        """Pay of income; without income there is none."""
        return self.pay_ore / self.income_ore if self.income_ore > 0 else None


class AnnualAccount(Pay, Identified, Base):
    """What the accountant's own books say of a year, read from a SIE 4E file."""

    __tablename__ = "annual_accounts"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "file_sha256"),
        CheckConstraint("year_from < year_to", "year_goes_on"),
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"))
    year_from: Mapped[date]
    year_to: Mapped[date]
    other_cost_ore: Mapped[int] = mapped_column(doc="accounts 4000 to 6999 and 7700 to 7999")
    distributed_ore: Mapped[int | None] = mapped_column(
        doc="paid out of own capital in the year; none: the file has no balances"
    )
    accounts: Mapped[dict[str, int]] = mapped_column(JSONB, doc="the year's result by account")
    file_sha256: Mapped[str]
    imported_at: Mapped[datetime]
    imported_by: Mapped[str]

    months: Mapped[list["AccountMonth"]] = relationship(order_by="AccountMonth.first_day")

    @property
    def kept_ore(self) -> int | None:
        """What of the surplus stayed in the cooperative; None where the file does not tell."""
        return None if self.distributed_ore is None else self.surplus_ore - self.distributed_ore

    @property
    def kept_share(self) -> float | None:
        """Kept of surplus; a year without surplus has none."""
        kept = self.kept_ore
        return None if kept is None or self.surplus_ore <= 0 else kept / self.surplus_ore


class AccountMonth(Pay, Base):
    """A month of the accountant's year, where her file has the vouchers too."""

    __tablename__ = "account_months"
    __table_args__ = (CheckConstraint("extract(day FROM first_day) = 1", "first_of_month"),)
    annual_account_id: Mapped[int] = mapped_column(
        ForeignKey("annual_accounts.id"), primary_key=True
    )
    first_day: Mapped[date] = mapped_column(primary_key=True)
