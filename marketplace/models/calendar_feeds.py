"""The secret address under which a member's own calendar fetches her shifts."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Numbered
from marketplace.models.members import Member


class CalendarFeed(Numbered, Base):
    """One a member; a new address replaces the old one, taking it away ends it."""

    __tablename__ = "calendar_feeds"
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), unique=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    member: Mapped[Member] = relationship()
