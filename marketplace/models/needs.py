"""What a member needs at work, the key that seals it, and who has opened it.

These tables lie apart: the application has no right to them and steps into the role
`orangeriet_needs` for a moment (services/sealed_room.py); rows of people who were not named in
that moment are not there, whatever a query asks (row-level security, migration 0005). No relation
leads here from Member, so that nothing reads needs by accident.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.catalogue.purposes import Purpose
from marketplace.database import Base, Numbered, one_of

ROLE = "orangeriet_needs"


class MemberKey(Base):
    """The data key of one person, wrapped by the keyring. Without it nothing of hers opens."""

    __tablename__ = "member_keys"
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id"), primary_key=True, autoincrement=False
    )
    wrapped: Mapped[bytes]
    made_at: Mapped[datetime]


class MemberNeeds(Base):
    """All that one person needs, sealed as one content of fixed size: its length tells nothing."""

    __tablename__ = "member_needs"
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id"), primary_key=True, autoincrement=False
    )
    sealed: Mapped[bytes]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class NeedsRead(Numbered, Base):
    """One opening of one person's needs: who and for what. Never changed."""

    __tablename__ = "needs_reads"
    __table_args__ = (
        Index("ix_needs_reads_member_id_id", "member_id", "id"),
        Index(
            "uq_needs_reads_one_a_run",
            "match_run_id",
            "member_id",
            unique=True,
            postgresql_where=text("match_run_id IS NOT NULL"),
        ),
    )
    at: Mapped[datetime]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    purpose: Mapped[Purpose] = mapped_column(one_of(Purpose))
    actor_role: Mapped[str]
    actor_label: Mapped[str]
    actor_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    match_run_id: Mapped[int | None] = mapped_column(ForeignKey("match_runs.id"))
