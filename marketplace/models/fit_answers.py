"""Did it fit? What the company and each person say of a job afterwards. Nobody is graded."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.postings import Posting


class Fit(StrEnum):
    """How the work and the people suited each other."""

    WELL = "well"
    PARTLY = "partly"
    BADLY = "badly"


class FitAnswer(Identified, Base):
    """One answer about a whole job: the company's, or one member's about her own part of it."""

    __tablename__ = "fit_answers"
    __table_args__ = (
        Index("uq_fit_answers_member", "posting_id", "member_id", unique=True),
        Index(
            "uq_fit_answers_company",
            "posting_id",
            unique=True,
            postgresql_where=text("member_id IS NULL"),
        ),
        CheckConstraint("member_id IS NULL OR note = ''", "members_write_nothing"),
    )
    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id"))
    member_id: Mapped[int | None] = mapped_column(
        ForeignKey("members.id"), index=True, doc="NULL: the company's answer"
    )
    fit: Mapped[Fit] = mapped_column(one_of(Fit))
    note: Mapped[str] = mapped_column(default="", doc="of the work and the place, by the company")
    answered_at: Mapped[datetime] = mapped_column(index=True)
    posting: Mapped[Posting] = relationship()
