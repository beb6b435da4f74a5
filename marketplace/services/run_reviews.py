"""Sampled match runs, looked through and signed by a person."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.history import Actor
from marketplace.models.match_runs import MatchRun, MatchRunStatus
from marketplace.models.run_reviews import RunReview
from marketplace.services.history import record

ONE_IN = 10


def is_sampled(run: MatchRun) -> bool:
    """Whether chance has picked the run: one in ten, by its own random id, so nobody chooses."""
    drawn = int(hashlib.sha256(run.public_id.encode()).hexdigest()[:8], 16)
    return drawn % ONE_IN == 0


def of(run: MatchRun) -> RunReview | None:
    """The signature under a run."""
    return db.session.scalar(select(RunReview).where(RunReview.match_run_id == run.id))


def waiting(most: int) -> Sequence[MatchRun]:
    """Sampled runs that nobody has signed, oldest first; the newest run is always among them."""
    rows = db.session.scalars(
        select(MatchRun)
        .outerjoin(RunReview, RunReview.match_run_id == MatchRun.id)
        .where(
            RunReview.id.is_(None),
            MatchRun.plan_hash.is_not(None),
            MatchRun.status.in_((MatchRunStatus.SOLVED, MatchRunStatus.STOPPED)),
        )
        .order_by(MatchRun.queued_at.desc())
        .limit(200)
    ).all()
    picked = [run for run in rows[1:] if is_sampled(run)]
    return [*reversed(picked), *rows[:1]][:most]


def refuse_unsignable(run: MatchRun) -> None:
    """Raises Conflict where there is no plan to sign, or somebody has signed it."""
    if not run.is_over or run.plan_hash is None:
        raise Conflict(N_("Matchningen har ingen plan att granska."))
    if of(run) is not None:
        raise Conflict(N_("Någon annan har redan signerat matchningen."))


def sign(run: MatchRun, note: str, by: Actor) -> RunReview:
    """Sign a run with a note. Raises Invalid without one, Conflict where it is signed already."""
    refuse_unsignable(run)
    if not note.strip():
        raise Invalid(N_("Skriv vad du såg."), "note")
    review = RunReview(
        match_run_id=run.id,
        signed_by=by.label,
        signed_by_id=by.user_id,
        signed_at=now(),
        note=note.strip(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(review)
    except IntegrityError:
        raise Conflict(N_("Någon annan har redan signerat matchningen.")) from None
    record("match_runs.reviewed", run, by)
    return review
