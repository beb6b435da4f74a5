"""Who could work, and the question each of them is asked."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.match_runs import MatchRun
from marketplace.models.members import Member
from marketplace.models.postings import Posting, Shift


class ProposalStatus(StrEnum):
    """Where a proposal stands between the solver and the person's own word."""

    CREATED = "created"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


PROPOSAL_STEPS = {
    ProposalStatus.CREATED: {ProposalStatus.SENT, ProposalStatus.SUPERSEDED},
    ProposalStatus.SENT: {
        ProposalStatus.ACCEPTED,
        ProposalStatus.DECLINED,
        ProposalStatus.EXPIRED,
        ProposalStatus.SUPERSEDED,
    },
    ProposalStatus.ACCEPTED: {ProposalStatus.DECLINED, ProposalStatus.SUPERSEDED},
    ProposalStatus.DECLINED: {ProposalStatus.ACCEPTED},
    ProposalStatus.EXPIRED: {ProposalStatus.SENT},
    ProposalStatus.SUPERSEDED: set[ProposalStatus](),
}
STANDING = (ProposalStatus.CREATED, ProposalStatus.SENT, ProposalStatus.ACCEPTED)


class PlacementRole(StrEnum):
    """What a placed person does on a shift."""

    WORK = "work"
    SUPERVISE = "supervise"


class AnswerChannel(StrEnum):
    """How an answer came."""

    LINK = "link"
    PHONE = "phone"
    ROOM = "room"


class Ask(Identified, Base):
    """The one question to a member about a posting; carries the link that opens it."""

    __tablename__ = "asks"
    __table_args__ = (UniqueConstraint("posting_id", "member_id"),)
    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    sent_at: Mapped[datetime] = mapped_column(index=True)
    answer_by: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    held_until: Mapped[datetime | None] = mapped_column(doc="she must ask somebody first")
    talk_asked_at: Mapped[datetime | None] = mapped_column(doc="she wants to talk to somebody")
    channel: Mapped[AnswerChannel | None] = mapped_column(one_of(AnswerChannel))
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    posting: Mapped[Posting] = relationship()
    member: Mapped[Member] = relationship()
    proposals: Mapped[list["Proposal"]] = relationship(
        back_populates="ask", order_by="Proposal.shift_id"
    )

    @property
    def is_answered(self) -> bool:
        """Whether the person has said yes or no."""
        return self.answered_at is not None

    @property
    def is_held(self) -> bool:
        """Whether her seat waits while she asks somebody else."""
        return self.held_until is not None and not self.is_answered


class Proposal(Identified, Base):
    """A member for a shift: the solver's, or put there by a coach. Nobody is booked by it."""

    __tablename__ = "proposals"
    __table_args__ = (
        Index(
            "uq_proposals_one_standing",
            "shift_id",
            "member_id",
            unique=True,
            postgresql_where=text("status IN ('created', 'sent', 'accepted', 'declined')"),
        ),
    )
    match_run_id: Mapped[int | None] = mapped_column(ForeignKey("match_runs.id"), index=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shifts.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    ask_id: Mapped[int | None] = mapped_column(ForeignKey("asks.id"), index=True)
    role: Mapped[PlacementRole] = mapped_column(one_of(PlacementRole))
    status: Mapped[ProposalStatus] = mapped_column(one_of(ProposalStatus))
    reasons: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, doc="codes")
    locked: Mapped[bool] = mapped_column(default=False, doc="a coach keeps this person here")
    created_at: Mapped[datetime]
    match_run: Mapped[MatchRun | None] = relationship()
    shift: Mapped[Shift] = relationship()
    member: Mapped[Member] = relationship()
    ask: Mapped[Ask | None] = relationship(back_populates="proposals")
