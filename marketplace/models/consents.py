"""What a member has said yes to, and taken back. Lies apart, like the needs: models/needs.py."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.catalogue.purposes import Purpose
from marketplace.database import Base, Numbered, one_of


class ConsentChannel(StrEnum):
    """How a yes was given."""

    PAGE = "page"
    ROOM = "room"


class Consent(Numbered, Base):
    """A yes to one purpose in one wording. Only its end is ever written into it."""

    __tablename__ = "consents"
    __table_args__ = (
        Index("ix_consents_member_id", "member_id"),
        Index(
            "uq_consents_one_standing",
            "member_id",
            "purpose",
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        CheckConstraint("withdrawn_at >= given_at", "given_before_withdrawn"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    purpose: Mapped[Purpose] = mapped_column(one_of(Purpose))
    version: Mapped[int]
    channel: Mapped[ConsentChannel] = mapped_column(one_of(ConsentChannel))
    given_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime | None]
