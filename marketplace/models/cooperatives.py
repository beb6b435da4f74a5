"""The social work cooperatives: who they are, where they work, what an hour costs."""

from datetime import date

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, Numbered
from marketplace.models.places import Municipality

cooperative_municipalities = Table(
    "cooperative_municipalities",
    Base.metadata,
    Column("cooperative_id", ForeignKey("cooperatives.id"), primary_key=True),
    Column("municipality_id", ForeignKey("municipalities.id"), primary_key=True, index=True),
)


class Region(Identified, Base):
    """Cooperatives that lend members to each other: planned together, one solve at a time.

    Two solves that could place the same member must never run side by side.
    """

    __tablename__ = "regions"
    name: Mapped[str] = mapped_column(unique=True)


class Cooperative(Identified, Base):
    """An economic association owned by its members, one vote each; the seller on its invoices."""

    __tablename__ = "cooperatives"
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"), index=True)
    organisation_number: Mapped[str] = mapped_column(unique=True)
    bankgiro: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    street: Mapped[str]
    postal_code: Mapped[str]
    city: Mapped[str]
    f_tax_approved: Mapped[bool] = mapped_column(default=True)
    payment_terms_days: Mapped[int] = mapped_column(default=30)
    region: Mapped[Region] = relationship()
    municipalities: Mapped[list[Municipality]] = relationship(secondary=cooperative_municipalities)
    rates: Mapped[list["HourlyRate"]] = relationship(order_by="HourlyRate.starts_on")

    @property
    def vat_number(self) -> str:
        """The Swedish VAT number that follows from the organisation number."""
        return f"SE{self.organisation_number.replace('-', '')}01"


class HourlyRate(Numbered, Base):
    """Price of an hour, before VAT, from a day on; for one task, or for all that have no own."""

    __tablename__ = "hourly_rates"
    __table_args__ = (CheckConstraint("ore_per_hour > 0", "ore_positive"),)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"), index=True)
    task: Mapped[str | None] = mapped_column(doc="code of a task; empty = every other task")
    ore_per_hour: Mapped[int]
    starts_on: Mapped[date]
