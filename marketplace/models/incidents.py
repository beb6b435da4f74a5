"""Something that happened at a site: told by whoever saw it, looked into by the cooperative."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.companies import Site
from marketplace.models.postings import Posting


class IncidentKind(StrEnum):
    """How bad it was."""

    HURT = "hurt"
    NEARLY = "nearly"
    DANGER = "danger"
    TREATMENT = "treatment"


class Incident(Identified, Base):
    """A report about the work environment; no names and no illness are asked for."""

    __tablename__ = "incidents"
    __table_args__ = (
        CheckConstraint("words <> ''", "words_are_written"),
        CheckConstraint("(closed_at IS NULL) = (closing_words = '')", "closed_with_words"),
    )
    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id"), index=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    kind: Mapped[IncidentKind] = mapped_column(one_of(IncidentKind))
    words: Mapped[str]
    told_at: Mapped[datetime]
    told_by: Mapped[str]
    pauses: Mapped[bool] = mapped_column(default=False, doc="no new jobs at the site until closed")
    closed_at: Mapped[datetime | None]
    closing_words: Mapped[str] = mapped_column(default="")
    closed_by: Mapped[str] = mapped_column(default="")
    posting: Mapped[Posting] = relationship()
    site: Mapped[Site] = relationship()
