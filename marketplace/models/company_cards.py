"""What a company answers for once a year: pay, agreement, and its word on a few plain things."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.companies import Company


class CardChannel(StrEnum):
    """How the answers came."""

    PAGE = "page"
    PHONE = "phone"


class CompanyCard(Identified, Base):
    """A company's answers of one day. The newest holds; it is asked for anew after a year."""

    __tablename__ = "company_cards"
    __table_args__ = (
        CheckConstraint("pay_ore_per_hour > 0", "pay_positive"),
        CheckConstraint("given_by <> ''", "given_by_somebody"),
    )
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    collective_agreement: Mapped[str] = mapped_column(doc="its name; empty = none")
    pay_ore_per_hour: Mapped[int] = mapped_column(doc="what own people earn in such work")
    attested: Mapped[list[str]] = mapped_column(ARRAY(Text), doc="codes of attestations")
    given_by: Mapped[str] = mapped_column(doc="who at the company answered")
    given_at: Mapped[datetime]
    channel: Mapped[CardChannel] = mapped_column(one_of(CardChannel))
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    company: Mapped[Company] = relationship()
