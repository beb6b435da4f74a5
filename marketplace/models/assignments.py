"""A person booked on a shift, after her own yes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import TSTZRANGE, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.members import Employment, Member, never_overlapping
from marketplace.models.postings import PostingKind, Shift
from marketplace.models.proposals import PlacementRole, Proposal


class AssignmentStatus(StrEnum):
    """What became of a booking. Sickness and absence carry no mark anywhere else."""

    CONFIRMED = "confirmed"
    WORKED = "worked"
    SICK = "sick"
    NO_SHOW = "no_show"
    CANCELLED_BY_COMPANY = "cancelled_by_company"
    CANCELLED_BY_COOPERATIVE = "cancelled_by_cooperative"
    CANCELLED_BY_MEMBER = "cancelled_by_member"


BOOKED = (AssignmentStatus.CONFIRMED, AssignmentStatus.WORKED)
ASSIGNMENT_STEPS: dict[AssignmentStatus, set[AssignmentStatus]] = {
    status: set() for status in AssignmentStatus
}
ASSIGNMENT_STEPS[AssignmentStatus.CONFIRMED] = set(AssignmentStatus) - {AssignmentStatus.CONFIRMED}


class Assignment(Identified, Base):
    """A booking. The database itself refuses two that overlap for one person, and paid work
    on a day without an employment (the trigger of migration 0001)."""

    __tablename__ = "assignments"
    __table_args__ = (
        UniqueConstraint("id", "kind"),
        ForeignKeyConstraint(["shift_id", "kind"], ["shifts.id", "shifts.kind"]),
        ForeignKeyConstraint(
            ["employment_id", "member_id"], ["employments.id", "employments.member_id"]
        ),
        CheckConstraint(
            "kind = 'internship' OR employment_id IS NOT NULL", "paid_needs_employment"
        ),
        CheckConstraint("NOT isempty(during)", "during_not_empty"),
        never_overlapping(
            "ex_assignments_no_double_booking", where="status IN ('confirmed', 'worked')"
        ),
        Index(
            "uq_assignments_one_booking",
            "shift_id",
            "member_id",
            unique=True,
            postgresql_where=text("status IN ('confirmed', 'worked')"),
        ),
    )
    shift_id: Mapped[int] = mapped_column(index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"), index=True)
    employment_id: Mapped[int | None]
    kind: Mapped[PostingKind] = mapped_column(one_of(PostingKind))
    role: Mapped[PlacementRole] = mapped_column(one_of(PlacementRole))
    during: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    status: Mapped[AssignmentStatus] = mapped_column(one_of(AssignmentStatus))
    confirmed_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    shift: Mapped[Shift] = relationship()
    member: Mapped[Member] = relationship(overlaps="employment")
    employment: Mapped[Employment | None] = relationship(overlaps="member")
    proposal: Mapped[Proposal | None] = relationship()

    @property
    def is_booked(self) -> bool:
        """Whether the person still fills the place."""
        return self.status in BOOKED
