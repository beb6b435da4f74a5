"""The accessibility plan: what is to be otherwise at a workplace, who sees to it, and by when."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.companies import Site


class AdaptationStatus(StrEnum):
    """How far an adaptation has come. What keys only suggest has no row."""

    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"


ADAPTATION_STEPS = {
    AdaptationStatus.PLANNED: {AdaptationStatus.DONE, AdaptationStatus.DROPPED},
    AdaptationStatus.DONE: {AdaptationStatus.PLANNED},
    AdaptationStatus.DROPPED: {AdaptationStatus.PLANNED},
}


class Adaptation(Identified, Base):
    """One work condition that a workplace is to fulfil."""

    __tablename__ = "adaptations"
    __table_args__ = (
        UniqueConstraint("site_id", "condition"),
        CheckConstraint("(status = 'planned') = (ended_at IS NULL)", "ended_when_over"),
    )
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))
    condition: Mapped[str] = mapped_column(doc="code of a work condition")
    status: Mapped[AdaptationStatus] = mapped_column(one_of(AdaptationStatus))
    responsible: Mapped[str] = mapped_column(doc="who sees to it")
    due_on: Mapped[date | None]
    planned_at: Mapped[datetime]
    planned_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str] = mapped_column(default="")
    site: Mapped[Site] = relationship()
