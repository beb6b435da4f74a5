"""What the worker would do next, done in the test's own transaction."""

from flask import Flask
from sqlalchemy import text

from marketplace import worker
from marketplace.database import db

MOST_JOBS = 200
NEXT = text(
    "UPDATE procrastinate_jobs SET status = 'doing' WHERE id = ("
    " SELECT id FROM procrastinate_jobs WHERE status = 'todo'"
    " AND (:later OR scheduled_at IS NULL) ORDER BY priority DESC, scheduled_at NULLS FIRST, id"
    " LIMIT 1) RETURNING id, task_name, args"
)
DONE = text("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = :id")


def do_waiting_jobs(app: Flask, *, later: bool = False) -> list[str]:
    """Do every job that waits, those they ask for too, and give their names in order.

    `later` also does what was put off. What a job raises reaches the test.
    """
    db.session.commit()
    done: list[str] = []
    while job := _take(app, later=later):
        assert len(done) < MOST_JOBS, f"jobs ask for jobs for ever: {done[-5:]}"
        with app.app_context():  # as in the worker: nothing left in it from elsewhere
            worker.TASKS[job.task_name](**job.args)
            left = (*db.session.new, *db.session.dirty, *db.session.deleted)
            assert not left, f"{job.task_name} did not commit {left}"
            db.session.execute(DONE, {"id": job.id})
            db.session.commit()
        done.append(job.task_name)
    db.session.expire_all()
    return done


def _take(app: Flask, *, later: bool):
    with app.app_context():
        job = db.session.execute(NEXT, {"later": later}).one_or_none()
        db.session.commit()
        return job
