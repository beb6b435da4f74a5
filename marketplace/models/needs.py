"""What a member needs at work: functions, never diagnoses, and sealed at rest."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database import Base, Identified, one_of


class NeedKind(StrEnum):
    """What a sealed row speaks of."""

    CONDITION = "condition"
    HAZARD = "hazard"
    ABILITY = "ability"


class MemberNeed(Identified, Base):
    """One work condition, hazard to avoid or level of an ability of a person.

    The content is encrypted, bound to this row: see services.needs. No relation leads here from
    Member, so that nothing reads needs by accident.
    """

    __tablename__ = "member_needs"
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    kind: Mapped[NeedKind] = mapped_column(one_of(NeedKind))
    sealed: Mapped[bytes]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
