"""What a cooperative and a customer have agreed on: terms, and how the work is taxed."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from invoicing import VatCategory
from marketplace.database import Base, Identified, one_of
from marketplace.models.companies import Company
from marketplace.models.cooperatives import Cooperative


class Delivery(StrEnum):
    """How the customer gets its invoices."""

    MAIL = "mail"
    ACCESS_POINT = "access_point"
    DOWNLOAD = "download"


class Agreement(Identified, Base):
    """The standing relation of one cooperative and one customer; a project in the books."""

    __tablename__ = "agreements"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "company_id"),
        CheckConstraint("language IN ('sv', 'en')", "language_known"),
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    created_at: Mapped[datetime]
    language: Mapped[str] = mapped_column(default="sv", doc="of the documents")
    delivery: Mapped[Delivery] = mapped_column(one_of(Delivery), default=Delivery.MAIL)
    monthly: Mapped[bool] = mapped_column(default=False, doc="one invoice a month for all hours")
    order_reference: Mapped[str] = mapped_column(default="", doc="the customer's order number")
    peppol_id: Mapped[str] = mapped_column(default="", doc="scheme:number, where it is not 0007")
    reminder_fee_agreed_on: Mapped[date | None] = mapped_column(
        doc="without it no reminder fee may be asked for"
    )
    cooperative: Mapped[Cooperative] = relationship()
    company: Mapped[Company] = relationship()


class VatTreatment(Identified, Base):
    """How the work of an agreement is taxed from a day on, and on what ground.

    Kooptjänst chooses, by a named person; it holds once the cooperative has signed too. The newest
    that is signed holds; before the first of them work is taxed at the ordinary rate.
    """

    __tablename__ = "vat_treatments"
    __table_args__ = (
        CheckConstraint("ground <> ''", "ground_is_written"),
        CheckConstraint("(category = 'S') = (rate_basis_points > 0)", "rate_of_category"),
        CheckConstraint(
            "category = 'S' OR (reason_swedish <> '' AND reason_english <> '')", "reason_is_written"
        ),
        CheckConstraint("signed_at IS NULL OR refused_at IS NULL", "one_answer"),
        CheckConstraint("(signed_at IS NULL) = (signed_by = '')", "signed_by_somebody"),
    )
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    category: Mapped[VatCategory] = mapped_column(one_of(VatCategory))
    rate_basis_points: Mapped[int]
    reason_swedish: Mapped[str] = mapped_column(default="", doc="stands on the invoice")
    reason_english: Mapped[str] = mapped_column(default="")
    reason_code: Mapped[str] = mapped_column(default="", doc="VATEX code, where there is one")
    ground: Mapped[str] = mapped_column(doc="why it is right, for whoever reviews it")
    valid_from: Mapped[date]
    chosen_at: Mapped[datetime]
    chosen_by: Mapped[str] = mapped_column(doc="name of the person at Kooptjänst")
    chosen_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[str] = mapped_column(default="", doc="name of the person in the cooperative")
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    refused_at: Mapped[datetime | None]
    agreement: Mapped[Agreement] = relationship()

    @property
    def is_waiting(self) -> bool:
        """Whether the cooperative has not answered yet."""
        return self.signed_at is None and self.refused_at is None
