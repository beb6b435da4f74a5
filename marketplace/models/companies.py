"""Customers and the sites where members work for them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, Numbered, one_of
from marketplace.models.places import Municipality


class BuyerSector(StrEnum):
    """Who pays: one of the two dimensions of revenue, frozen on each invoice line."""

    PRIVATE_PERSON = "private_person"
    COMPANY = "company"
    PUBLIC = "public"


class Company(Identified, Base):
    """A customer: most often a company, also a public body or a private person."""

    __tablename__ = "companies"
    name: Mapped[str]
    organisation_number: Mapped[str | None] = mapped_column(unique=True)
    buyer_sector: Mapped[BuyerSector] = mapped_column(one_of(BuyerSector))
    email: Mapped[str]
    phone: Mapped[str]
    street: Mapped[str]
    postal_code: Mapped[str]
    city: Mapped[str]
    reference: Mapped[str] = mapped_column(default="", doc="'Er referens' on the invoice")
    sites: Mapped[list["Site"]] = relationship(back_populates="company", order_by="Site.name")


class Site(Identified, Base):
    """A place of work. `night_work`: the site has a ground for work in night hours."""

    __tablename__ = "sites"
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipalities.id"), index=True)
    name: Mapped[str]
    street: Mapped[str]
    locality: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    night_work: Mapped[bool] = mapped_column(default=False)
    staff_ledger: Mapped[bool] = mapped_column(default=False, doc="everyone signs in on site")
    meeting_point: Mapped[str] = mapped_column(default="", doc="which door, whom to ask for")
    paused_at: Mapped[datetime | None]
    company: Mapped[Company] = relationship(back_populates="sites")
    municipality: Mapped[Municipality] = relationship()
    features: Mapped[list["SiteFeature"]] = relationship(cascade="all, delete-orphan")


class FeatureAnswer(StrEnum):
    """What a company said about a work condition at its site."""

    YES = "yes"
    ON_REQUEST = "on_request"
    NO = "no"
    UNKNOWN = "unknown"


class SiteFeature(Numbered, Base):
    """One answer of the workplace profile; on request, for so many people at once."""

    __tablename__ = "site_features"
    __table_args__ = (
        UniqueConstraint("site_id", "condition"),
        CheckConstraint("(answer = 'on_request') = (places IS NOT NULL)", "places_on_request"),
        CheckConstraint("places > 0", "places_positive"),
    )
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))
    condition: Mapped[str] = mapped_column(doc="code of a work condition")
    answer: Mapped[FeatureAnswer] = mapped_column(one_of(FeatureAnswer))
    places: Mapped[int | None]
