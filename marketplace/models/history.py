"""Who did what to what, when: one row a change, written with the change."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database import Base, Identified


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: somebody signed in, a member through her link, or the system itself."""

    role: str
    label: str
    user_id: int | None = None
    member_id: int | None = None

    @property
    def kept_label(self) -> str:
        """What is kept of the name: nothing of a member's, since history is never rewritten and
        she may ask to be forgotten. Her number leads to her name as long as there is one."""
        return "" if self.member_id else self.label


SYSTEM = Actor(role="system", label="Orangeriet")


class Event(Identified, Base):
    """A change, never changed itself. No needs and no reasons for a no are ever put here."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_subject", "subject_type", "subject_id", "id"),)
    at: Mapped[datetime] = mapped_column(index=True)
    verb: Mapped[str] = mapped_column(doc="like posting.opened")
    subject_type: Mapped[str] = mapped_column(doc="the table")
    subject_id: Mapped[int]
    actor_role: Mapped[str]
    actor_label: Mapped[str]
    actor_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    actor_member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
