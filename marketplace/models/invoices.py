"""Invoices: lines while a draft, a frozen document once issued."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from invoicing import Unit, VatCategory
from marketplace.database import Base, Identified, Numbered, one_of
from marketplace.models.companies import BuyerSector, Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.postings import Posting, PostingKind
from marketplace.models.time_reports import TimeReport


class InvoiceStatus(StrEnum):
    """Draft or issued; what happens to an issued invoice is read from the rows beside it."""

    DRAFT = "draft"
    ISSUED = "issued"


INVOICE_STEPS = {
    InvoiceStatus.DRAFT: {InvoiceStatus.ISSUED},
    InvoiceStatus.ISSUED: set[InvoiceStatus](),
}


class InvoiceKind(StrEnum):
    """What sort of document. The amounts of a credit note are negative in its row and lines."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    REQUISITION = "requisition"


class Stream(StrEnum):
    """What kind of money: sold on the market, or paid by the public for rehabilitation."""

    MARKET = "market"
    PUBLIC_COMPENSATION = "public_compensation"


class InvoiceSeries(Base):
    """The counter of a series: the row that makes numbers unbroken, locked for milliseconds."""

    __tablename__ = "invoice_series"
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"), primary_key=True)
    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last_number: Mapped[int] = mapped_column(default=0)


class Invoice(Identified, Base):
    """A cooperative's invoice to a customer. Issued rows are refused any change by a trigger.

    A credit note has no payment reference of its own: it is the original that is paid.
    """

    __tablename__ = "invoices"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "series", "year", "number"),
        UniqueConstraint("cooperative_id", "ocr"),
        CheckConstraint(
            "(status = 'issued') = (number IS NOT NULL AND document IS NOT NULL"
            " AND (ocr IS NOT NULL OR kind = 'credit_note')"
            " AND issued_on IS NOT NULL AND due_on IS NOT NULL AND payable_ore IS NOT NULL)",
            "issued_is_complete",
        ),
        CheckConstraint("(kind = 'credit_note') = (credits_id IS NOT NULL)", "credit_has_original"),
        CheckConstraint("kind = 'credit_note' OR payable_ore >= 0", "only_credits_are_negative"),
        CheckConstraint("language IN ('sv', 'en')", "language_known"),
        CheckConstraint("tax_reduction_ore >= 0", "tax_reduction_not_negative"),
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    posting_id: Mapped[int | None] = mapped_column(ForeignKey("postings.id"), index=True)
    status: Mapped[InvoiceStatus] = mapped_column(one_of(InvoiceStatus), index=True)
    created_at: Mapped[datetime]
    series: Mapped[str] = mapped_column(default="F")
    year: Mapped[int | None]
    number: Mapped[int | None]
    ocr: Mapped[str | None]
    issued_on: Mapped[date | None]
    due_on: Mapped[date | None]
    net_ore: Mapped[int | None]
    vat_ore: Mapped[int | None]
    payable_ore: Mapped[int | None]
    document: Mapped[str | None] = mapped_column(deferred=True, doc="canonical JSON, frozen")
    kind: Mapped[InvoiceKind] = mapped_column(one_of(InvoiceKind), default=InvoiceKind.INVOICE)
    credits_id: Mapped[int | None] = mapped_column(ForeignKey("invoices.id"), index=True)
    language: Mapped[str] = mapped_column(default="sv")
    month: Mapped[date | None] = mapped_column(doc="first day: it gathers the hours of that month")
    note: Mapped[str] = mapped_column(default="", doc="text to the customer; why it is credited")
    tax_reduction_ore: Mapped[int] = mapped_column(default=0, doc="RUT: asked of the tax agency")
    cooperative: Mapped[Cooperative] = relationship()
    company: Mapped[Company] = relationship()
    posting: Mapped[Posting | None] = relationship()
    credits: Mapped["Invoice | None"] = relationship(remote_side="Invoice.id")
    lines: Mapped[list["InvoiceLine"]] = relationship(
        order_by="InvoiceLine.position", cascade="all, delete-orphan", back_populates="invoice"
    )

    @property
    def is_issued(self) -> bool:
        """Whether it has its number and can never change."""
        return self.status == InvoiceStatus.ISSUED

    @property
    def is_credit_note(self) -> bool:
        """Whether it takes back what another invoice asked for."""
        return self.kind == InvoiceKind.CREDIT_NOTE

    @property
    def label(self) -> str:
        """The number as printed, or what a draft is called."""
        return f"{self.series}{self.year}-{self.number:05d}" if self.number else ""


class InvoiceLine(Numbered, Base):
    """A line. An hour stands on at most one live line; an internship can stand on none.

    Work is counted in minutes. Anything else has a quantity, a unit and a price of one, and no
    minutes. How it is taxed stands on the line itself, whatever is agreed later.
    """

    __tablename__ = "invoice_lines"
    __table_args__ = (
        ForeignKeyConstraint(["time_report_id", "kind"], ["time_reports.id", "time_reports.kind"]),
        CheckConstraint("kind IS DISTINCT FROM 'internship'", "internship_never_billed"),
        CheckConstraint("(time_report_id IS NULL) = (kind IS NULL)", "kind_of_report"),
        CheckConstraint(
            "stream = 'market' OR buyer_sector = 'public'", "compensation_from_public_only"
        ),
        UniqueConstraint("invoice_id", "position"),
        CheckConstraint(
            "num_nulls(quantity_thousandths, unit, unit_price_ore) IN (0, 3)", "goods_are_complete"
        ),
        CheckConstraint(
            "quantity_thousandths IS NULL OR (quantity_minutes = 0 AND ore_per_hour = 0"
            " AND supplied_on IS NOT NULL)",
            "goods_have_no_minutes",
        ),
        CheckConstraint("(vat_category = 'S') = (vat_basis_points > 0)", "rate_of_category"),
        Index(
            "uq_invoice_lines_hour_once",
            "time_report_id",
            unique=True,
            postgresql_where=text("live"),
        ),
    )
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"))
    position: Mapped[int]
    description: Mapped[str]
    quantity_minutes: Mapped[int]
    ore_per_hour: Mapped[int]
    net_ore: Mapped[int]
    vat_basis_points: Mapped[int] = mapped_column(default=2500)
    stream: Mapped[Stream] = mapped_column(one_of(Stream))
    buyer_sector: Mapped[BuyerSector] = mapped_column(one_of(BuyerSector))
    time_report_id: Mapped[int | None]
    kind: Mapped[PostingKind | None] = mapped_column(one_of(PostingKind))
    live: Mapped[bool] = mapped_column(default=True, doc="false once credited: the hour is free")
    vat_code: Mapped[str] = mapped_column(default="labour")
    vat_category: Mapped[VatCategory] = mapped_column(
        one_of(VatCategory), default=VatCategory.STANDARD
    )
    vat_reason_swedish: Mapped[str] = mapped_column(default="", doc="why no VAT is charged")
    vat_reason_english: Mapped[str] = mapped_column(default="")
    vat_reason_code: Mapped[str] = mapped_column(default="", doc="VATEX code, where there is one")
    quantity_thousandths: Mapped[int | None]
    unit: Mapped[Unit | None] = mapped_column(one_of(Unit))
    unit_price_ore: Mapped[int | None]
    supplied_on: Mapped[date | None] = mapped_column(doc="of goods; of work it is the hours' day")
    credits_line_id: Mapped[int | None] = mapped_column(
        ForeignKey("invoice_lines.id"), index=True, doc="which line a credit takes back"
    )
    invoice: Mapped[Invoice] = relationship(back_populates="lines")
    time_report: Mapped[TimeReport | None] = relationship()


class InvoiceFile(Numbered, Base):
    """A rendering of an issued invoice, kept with its digest."""

    __tablename__ = "invoice_files"
    __table_args__ = (UniqueConstraint("invoice_id", "media_type"),)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"))
    media_type: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(deferred=True)
    created_at: Mapped[datetime]
