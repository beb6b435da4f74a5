"""Hours worked: reported by the cooperative, confirmed by the company, attested, then billed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.assignments import Assignment
from marketplace.models.postings import PostingKind
from marketplace.models.proposals import PlacementRole


class TimeReportStatus(StrEnum):
    """Whose word an hour has so far."""

    DRAFT = "draft"
    MEMBER_SIGNED = "member_signed"
    COMPANY_SIGNED = "company_signed"
    DISPUTED = "disputed"
    APPROVED = "approved"
    INVOICED = "invoiced"


TIME_REPORT_STEPS = {
    TimeReportStatus.DRAFT: {TimeReportStatus.MEMBER_SIGNED},
    TimeReportStatus.MEMBER_SIGNED: {
        TimeReportStatus.COMPANY_SIGNED,
        TimeReportStatus.DISPUTED,
        TimeReportStatus.DRAFT,
    },
    TimeReportStatus.DISPUTED: {TimeReportStatus.DRAFT, TimeReportStatus.MEMBER_SIGNED},
    TimeReportStatus.COMPANY_SIGNED: {TimeReportStatus.APPROVED, TimeReportStatus.DISPUTED},
    TimeReportStatus.APPROVED: {TimeReportStatus.INVOICED},
    TimeReportStatus.INVOICED: {TimeReportStatus.APPROVED},
}


class TimeReport(Identified, Base):
    """What one person worked on one shift."""

    __tablename__ = "time_reports"
    __table_args__ = (
        UniqueConstraint("id", "kind"),
        UniqueConstraint("assignment_id"),
        ForeignKeyConstraint(["assignment_id", "kind"], ["assignments.id", "assignments.kind"]),
        CheckConstraint("starts_at < ends_at", "start_before_end"),
        CheckConstraint(
            "break_minutes >= 0 AND break_minutes * interval '1 minute' < ends_at - starts_at",
            "break_within",
        ),
    )
    assignment_id: Mapped[int]
    kind: Mapped[PostingKind] = mapped_column(one_of(PostingKind))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    break_minutes: Mapped[int]
    status: Mapped[TimeReportStatus] = mapped_column(one_of(TimeReportStatus), index=True)
    message: Mapped[str] = mapped_column(default="", doc="what the company disputes")
    approved_at: Mapped[datetime | None]
    assignment: Mapped[Assignment] = relationship()

    @property
    def leads(self) -> bool:
        """Whether it is the time of whoever led the work: paid, and in the price of the others."""
        return self.assignment.role == PlacementRole.SUPERVISE

    @property
    def work_minutes(self) -> int:
        """Minutes to pay; to bill too, unless they are the leader's or an internship's."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60 - self.break_minutes
