"""Solves that change nothing: what if, what would open the most work, does a run repeat."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.cooperatives import Region
from marketplace.models.match_runs import MatchRun


class TrialKind(StrEnum):
    """What is tried."""

    WHAT_IF = "what_if"
    KEYS = "keys"
    REPLAY = "replay"
    PLACEMENT = "placement"


class TrialStatus(StrEnum):
    """How far a trial has come."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


TRIAL_STEPS = {
    TrialStatus.WAITING: {TrialStatus.DONE, TrialStatus.FAILED},
    TrialStatus.DONE: set[TrialStatus](),
    TrialStatus.FAILED: set[TrialStatus](),
}


class Trial(Identified, Base):
    """A question that is answered by solving on the side; no proposal comes of it.

    `result` holds figures and, for members' own skills and hours, members' public ids; never a
    need of anybody.
    """

    __tablename__ = "trials"
    __table_args__ = (Index("ix_trials_kind_asked_at", "kind", "asked_at"),)
    kind: Mapped[TrialKind] = mapped_column(one_of(TrialKind))
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"), index=True)
    match_run_id: Mapped[int | None] = mapped_column(ForeignKey("match_runs.id"), index=True)
    asked: Mapped[dict[str, Any]] = mapped_column(default=dict, doc="what is changed")
    status: Mapped[TrialStatus] = mapped_column(one_of(TrialStatus))
    asked_by: Mapped[str]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    asked_at: Mapped[datetime]
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    failure: Mapped[str] = mapped_column(default="")
    region: Mapped[Region] = relationship()
    match_run: Mapped[MatchRun | None] = relationship()

    @property
    def is_waiting(self) -> bool:
        """Whether a worker has yet to answer."""
        return self.status == TrialStatus.WAITING
