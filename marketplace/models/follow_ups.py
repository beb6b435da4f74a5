"""What became of people ninety days after they left."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.members import Stay


class Outcome(StrEnum):
    """Where somebody is on day ninety. The first three are what the project promised."""

    WORK = "work"
    BUSINESS = "business"
    EDUCATION = "education"
    JOB_SEEKING = "job_seeking"
    SICK = "sick"
    OTHER = "other"
    UNREACHABLE = "unreachable"


class Evidence(StrEnum):
    """What an outcome is known by."""

    TOLD = "told"
    PAYSLIP = "payslip"
    CONTRACT = "contract"
    CERTIFICATE = "certificate"
    NONE = "none"


class FollowUp(Identified, Base):
    """The follow-up of one stay, due ninety days after its last day."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        CheckConstraint("(outcome IS NULL) = (closed_at IS NULL)", "closed_has_outcome"),
        CheckConstraint("(outcome IS NULL) = (evidence IS NULL)", "outcome_has_evidence"),
        CheckConstraint("tries BETWEEN 0 AND 3", "three_tries"),
        CheckConstraint("outcome <> 'unreachable' OR tries = 3", "unreachable_after_three"),
    )
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"), unique=True)
    due_on: Mapped[date] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome))
    evidence: Mapped[Evidence | None] = mapped_column(one_of(Evidence))
    closed_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None] = mapped_column(doc="when the question was sent to her")
    token_hash: Mapped[str | None] = mapped_column(unique=True, doc="of the link in that message")
    stay: Mapped[Stay] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether nobody knows yet."""
        return self.outcome is None
