"""What matters most when people and work are matched: decided by the members, one vote each."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, Numbered, one_of
from marketplace.models.trials import Trial


class PolicyStatus(StrEnum):
    """Where an order of what matters stands."""

    VOTING = "voting"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    REPLACED = "replaced"


POLICY_STEPS = {
    PolicyStatus.VOTING: {PolicyStatus.ADOPTED, PolicyStatus.REJECTED},
    PolicyStatus.ADOPTED: {PolicyStatus.REPLACED},
    PolicyStatus.REJECTED: set[PolicyStatus](),
    PolicyStatus.REPLACED: set[PolicyStatus](),
}


class Policy(Identified, Base):
    """A version of the order of levels. At most one is in force and one put to the vote.

    The ballot is secret: who has voted is kept in `policy_voters`, what was voted only as sums.
    """

    __tablename__ = "policies"
    __table_args__ = (
        Index(
            "uq_policies_one_adopted",
            "status",
            unique=True,
            postgresql_where=text("status = 'adopted'"),
        ),
        Index(
            "uq_policies_one_voting",
            "status",
            unique=True,
            postgresql_where=text("status = 'voting'"),
        ),
        CheckConstraint("yes_votes >= 0 AND no_votes >= 0", "votes_counted"),
    )
    version: Mapped[int] = mapped_column(unique=True)
    levels: Mapped[list[str]] = mapped_column(ARRAY(Text), doc="after coverage, first counts most")
    reason: Mapped[str] = mapped_column(doc="why, to the members")
    status: Mapped[PolicyStatus] = mapped_column(one_of(PolicyStatus))
    proposed_by: Mapped[str]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    proposed_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    yes_votes: Mapped[int] = mapped_column(default=0)
    no_votes: Mapped[int] = mapped_column(default=0)
    trial_id: Mapped[int | None] = mapped_column(ForeignKey("trials.id"))
    trial: Mapped[Trial | None] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether it is put to the vote."""
        return self.status == PolicyStatus.VOTING


class PolicyVoter(Numbered, Base):
    """That a member has voted, never what."""

    __tablename__ = "policy_voters"
    __table_args__ = (UniqueConstraint("policy_id", "member_id"),)
    policy_id: Mapped[int] = mapped_column(ForeignKey("policies.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
