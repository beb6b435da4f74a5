"""One solve of a region's open work, and what it proposed."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.cooperatives import Region
from marketplace.models.postings import Posting

match_run_postings = Table(
    "match_run_postings",
    Base.metadata,
    Column("match_run_id", ForeignKey("match_runs.id"), primary_key=True),
    Column("posting_id", ForeignKey("postings.id"), primary_key=True, index=True),
)


class MatchRunStatus(StrEnum):
    """How far a solve has come. `stopped` has a plan too: the best one until then."""

    QUEUED = "queued"
    SOLVING = "solving"
    SOLVED = "solved"
    STOPPED = "stopped"
    FAILED = "failed"


MATCH_RUN_STEPS = {
    MatchRunStatus.QUEUED: {MatchRunStatus.SOLVING, MatchRunStatus.FAILED},
    MatchRunStatus.SOLVING: {
        MatchRunStatus.SOLVED,
        MatchRunStatus.STOPPED,
        MatchRunStatus.FAILED,
        MatchRunStatus.QUEUED,
    },
    MatchRunStatus.SOLVED: set[MatchRunStatus](),
    MatchRunStatus.STOPPED: set[MatchRunStatus](),
    MatchRunStatus.FAILED: set[MatchRunStatus](),
}


class MatchRun(Identified, Base):
    """A solve: asked for once however many changes wait, at most one queued a region."""

    __tablename__ = "match_runs"
    __table_args__ = (
        Index(
            "uq_match_runs_one_queued",
            "region_id",
            unique=True,
            postgresql_where=text("status = 'queued'"),
        ),
        CheckConstraint("seats_filled <= seats_asked", "filled_at_most_asked"),
    )
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"), index=True)
    status: Mapped[MatchRunStatus] = mapped_column(one_of(MatchRunStatus))
    seed: Mapped[int] = mapped_column(default=1)
    queued_at: Mapped[datetime] = mapped_column(index=True)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    problem_hash: Mapped[str | None]
    plan_hash: Mapped[str | None] = mapped_column(doc="of who was placed where, for a replay")
    spread: Mapped[dict[str, Any]] = mapped_column(
        default=dict, server_default="{}", doc="fairness: least, tenth_percentile, gini"
    )
    seats_asked: Mapped[int] = mapped_column(default=0)
    seats_filled: Mapped[int] = mapped_column(default=0)
    coverage_bound_minutes: Mapped[int | None] = mapped_column(doc="proven: no plan fills more")
    covered_minutes: Mapped[int] = mapped_column(default=0)
    solve_milliseconds: Mapped[int | None]
    levels: Mapped[dict[str, Any]] = mapped_column(default=dict, doc="value, bound, gap a level")
    unfilled: Mapped[dict[str, Any]] = mapped_column(default=dict, doc="funnel a shift id")
    stop_requested: Mapped[bool] = mapped_column(default=False)
    failure: Mapped[str] = mapped_column(default="")
    sealed_problem: Mapped[bytes | None] = mapped_column(
        deferred=True, doc="what was solved, each person by her own key: services.kept_problems"
    )
    region: Mapped[Region] = relationship()
    postings: Mapped[list[Posting]] = relationship(secondary=match_run_postings)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return not MATCH_RUN_STEPS[self.status]

    @property
    def gap(self) -> float | None:
        """How much more coverage could at most exist, as a share of the bound; None: no proof."""
        if self.coverage_bound_minutes is None:
            return None
        bound = max(1, self.coverage_bound_minutes)
        return abs(self.coverage_bound_minutes - self.covered_minutes) / bound
