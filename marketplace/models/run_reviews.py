"""Kooptjänst's word on a match run that was sampled."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified
from marketplace.models.match_runs import MatchRun


class RunReview(Identified, Base):
    """A run looked through by a person, signed with a note; once signed it stands."""

    __tablename__ = "run_reviews"
    __table_args__ = (CheckConstraint("note <> ''", "note_is_written"),)
    match_run_id: Mapped[int] = mapped_column(ForeignKey("match_runs.id"), unique=True)
    signed_by: Mapped[str] = mapped_column(doc="the name at that time")
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    signed_at: Mapped[datetime]
    note: Mapped[str]
    match_run: Mapped[MatchRun] = relationship()
