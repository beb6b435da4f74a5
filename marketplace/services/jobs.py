"""Background work as the queue's tables have it: what waits, what broke, who works."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, NotFound
from marketplace.models.history import Actor
from marketplace.models.users import User
from marketplace.services.history import record

MOST_FAILED = 50
LARGEST_ID = 2**63 - 1
ALIVE_WITHIN = timedelta(seconds=60)
"""A worker without a heartbeat for so long is taken for dead, and its jobs are given back."""


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that was tried as often as it may be. Its arguments are ids and are not shown."""

    id: int
    name: str
    attempts: int
    failed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that does background work, by when it last gave a sign of life."""

    id: int
    seen_at: datetime

    @property
    def is_alive(self) -> bool:
        """Whether it gave a sign of life within a minute."""
        return now() - self.seen_at < ALIVE_WITHIN


def counts() -> Mapping[str, int]:
    """How many jobs stand in each state of the queue: todo, doing, succeeded, failed …"""
    rows = db.session.execute(
        text("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status")
    )
    return {row[0]: row[1] for row in rows}


def oldest_waiting() -> datetime | None:
    """Since when the job that has waited longest could have been done; None: nothing waits."""
    since: datetime | None = db.session.scalar(text(OLDEST_WAITING), {"now": now()})
    return since


def failed() -> Sequence[FailedJob]:
    """The newest failed jobs."""
    rows = db.session.execute(text(FAILED), {"most": MOST_FAILED})
    return [FailedJob(*row) for row in rows]


def workers() -> Sequence[Worker]:
    """Every worker that is known, latest sign of life first."""
    rows = db.session.execute(
        text(
            "SELECT id, last_heartbeat FROM procrastinate_workers ORDER BY last_heartbeat DESC, id"
        )
    )
    return [Worker(*row) for row in rows]


def retry(job_id: int, user: User, by: Actor) -> str:
    """Put a failed job back into the queue and give its name; the history stands with `user`.

    Raises NotFound where there is no such failed job, Conflict where its like waits already.
    """
    known = 0 < job_id <= LARGEST_ID
    job = db.session.execute(text(FAILED_JOB), {"id": job_id}).one_or_none() if known else None
    if job is None:
        raise NotFound(N_("Jobbet finns inte bland dem som misslyckats."))
    if job.has_sibling:
        raise Conflict(N_("Ett likadant jobb väntar redan. Det gör samma arbete."))
    db.session.execute(
        text("SELECT procrastinate_retry_job_v2(:id, now(), NULL, NULL, NULL)"), {"id": job_id}
    )
    record("users.job_retried", user, by, job=job_id, name=job.task_name)
    return str(job.task_name)


OLDEST_WAITING = """
SELECT min(coalesce(job.scheduled_at, event.at))
FROM procrastinate_jobs job
JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'deferred'
WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= :now)
"""

FAILED = """
SELECT job.id, job.task_name, job.attempts, max(event.at)
FROM procrastinate_jobs job
LEFT JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'failed'
WHERE job.status = 'failed'
GROUP BY job.id
ORDER BY job.id DESC
LIMIT :most
"""

FAILED_JOB = """
SELECT job.task_name, EXISTS (
  SELECT FROM procrastinate_jobs sibling
  WHERE sibling.status = 'todo' AND sibling.queueing_lock = job.queueing_lock
) AS has_sibling
FROM procrastinate_jobs job
WHERE job.id = :id AND job.status = 'failed'
FOR UPDATE OF job
"""
