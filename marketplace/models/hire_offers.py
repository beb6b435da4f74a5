"""A member who would like to work at a company, and the company's offer of a job to her."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.companies import Company, Site
from marketplace.models.members import Member
from marketplace.models.proposals import AnswerChannel


class HireWish(Identified, Base):
    """Her own tick: she would like to work there. While it stands, that company may offer a job.

    It says nothing else, is drawn from nothing, and is gone the moment she takes it back.
    """

    __tablename__ = "hire_wishes"
    __table_args__ = (UniqueConstraint("member_id", "company_id"),)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    wished_at: Mapped[datetime]
    member: Mapped[Member] = relationship()
    company: Mapped[Company] = relationship()


class HireOfferStatus(StrEnum):
    """How far an offer has come: with her coach, with her, answered, begun."""

    MADE = "made"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    STARTED = "started"


HIRE_OFFER_STEPS = {
    HireOfferStatus.MADE: {
        HireOfferStatus.ASKED,
        HireOfferStatus.DECLINED,
        HireOfferStatus.WITHDRAWN,
    },
    HireOfferStatus.ASKED: {
        HireOfferStatus.ACCEPTED,
        HireOfferStatus.DECLINED,
        HireOfferStatus.WITHDRAWN,
    },
    HireOfferStatus.ACCEPTED: {HireOfferStatus.DECLINED, HireOfferStatus.STARTED},
    HireOfferStatus.DECLINED: {HireOfferStatus.ACCEPTED},
    HireOfferStatus.WITHDRAWN: set[HireOfferStatus](),
    HireOfferStatus.STARTED: set[HireOfferStatus](),
}
"""Her no may become a yes again, and her yes a no, until she has begun."""
OPEN = (HireOfferStatus.MADE, HireOfferStatus.ASKED, HireOfferStatus.ACCEPTED)


class HireForm(StrEnum):
    """How long the employment is to last."""

    PERMANENT = "permanent"
    TRIAL = "trial"
    FIXED_TERM = "fixed_term"


class PayBy(StrEnum):
    """What the pay is counted by."""

    AGREEMENT = "agreement"
    HOUR = "hour"
    MONTH = "month"


class HireOffer(Identified, Base):
    """An offer of employment at the company itself. Nobody pays anybody a fee for it."""

    __tablename__ = "hire_offers"
    __table_args__ = (
        Index(
            "uq_hire_offers_one_open",
            "member_id",
            "company_id",
            unique=True,
            postgresql_where=text("status IN ('made', 'asked', 'accepted')"),
        ),
        CheckConstraint("work <> ''", "work_is_written"),
        CheckConstraint("week_minutes BETWEEN 60 AND 2400", "week_minutes_range"),
        CheckConstraint("(pay_by = 'agreement') = (pay_ore IS NULL)", "pay_or_agreement"),
        CheckConstraint("pay_ore > 0", "pay_positive"),
        CheckConstraint("(form = 'fixed_term') = (ends_on IS NOT NULL)", "fixed_term_ends"),
        CheckConstraint("ends_on >= starts_on", "end_after_start"),
        CheckConstraint("(status = 'started') = (began_on IS NOT NULL)", "begun_on_a_day"),
        CheckConstraint(
            "status NOT IN ('accepted', 'started') OR answered_at IS NOT NULL", "yes_was_said"
        ),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    status: Mapped[HireOfferStatus] = mapped_column(one_of(HireOfferStatus))
    work: Mapped[str] = mapped_column(doc="what she would do, in the company's words")
    week_minutes: Mapped[int] = mapped_column(doc="work in a week")
    form: Mapped[HireForm] = mapped_column(one_of(HireForm))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(doc="last day, of a fixed term")
    pay_by: Mapped[PayBy] = mapped_column(one_of(PayBy))
    pay_ore: Mapped[int | None] = mapped_column(doc="before tax; NULL: as the agreement says")
    note: Mapped[str] = mapped_column(default="", doc="the company's words to her")
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(doc="name of the person at the company")
    token_hash: Mapped[str | None] = mapped_column(unique=True, doc="of the link sent to her")
    asked_at: Mapped[datetime | None]
    talk_asked_at: Mapped[datetime | None] = mapped_column(doc="she wants to talk to somebody")
    answered_at: Mapped[datetime | None]
    channel: Mapped[AnswerChannel | None] = mapped_column(one_of(AnswerChannel))
    began_on: Mapped[date | None] = mapped_column(doc="her first day at the company")
    member: Mapped[Member] = relationship()
    company: Mapped[Company] = relationship()
    site: Mapped[Site] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether it still can become a job."""
        return self.status in OPEN

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether the company may take it back: not once she has said yes."""
        return self.status in (HireOfferStatus.MADE, HireOfferStatus.ASKED)
