"""What an internship stands on beside its posting: who decided it, and how it went."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Numbered, one_of
from marketplace.models.members import Member


class Authority(StrEnum):
    """Who decides on an internship."""

    EMPLOYMENT_SERVICE = "employment_service"
    MUNICIPALITY = "municipality"
    SOCIAL_INSURANCE = "social_insurance"


class InternshipTerms(Numbered, Base):
    """The decision behind an internship, its insurer and its goal: due before anybody is asked."""

    __tablename__ = "internship_terms"
    __table_args__ = (
        CheckConstraint("reference <> ''", "reference_is_written"),
        CheckConstraint("insurer <> ''", "insurer_is_named"),
    )
    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id"), unique=True)
    authority: Mapped[Authority] = mapped_column(one_of(Authority))
    reference: Mapped[str] = mapped_column(doc="of the decision")
    insurer: Mapped[str] = mapped_column(doc="who insures the intern")
    goal: Mapped[str] = mapped_column(doc="what is to be learned")
    union_asked_on: Mapped[date | None]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


class ReviewMoment(StrEnum):
    """When an internship is talked through."""

    MID = "mid"
    END = "end"


class GoalMet(StrEnum):
    """Whether the goal was reached, as the supervisor sees it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class InternshipReview(Numbered, Base):
    """A supervisor's word on how an internship goes: about the work, never about health."""

    __tablename__ = "internship_reviews"
    __table_args__ = (UniqueConstraint("posting_id", "member_id", "moment"),)
    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    moment: Mapped[ReviewMoment] = mapped_column(one_of(ReviewMoment))
    goal_met: Mapped[GoalMet] = mapped_column(one_of(GoalMet))
    words: Mapped[str] = mapped_column(doc="what went well")
    next_step: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[str]
    member: Mapped[Member] = relationship()
