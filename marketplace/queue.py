"""Background work in the same database and the same transaction as the change that asks for it.

Services ask by name; jobs.py, higher up, says what each name does. So a job exists exactly when
its change does, and survives a crash as the change does.
"""

from typing import Any

import procrastinate
from procrastinate.connector import BaseConnector
from procrastinate.exceptions import AlreadyEnqueued

from marketplace.database import db


class Connector(procrastinate.PsycopgConnector):
    """The library's connector, through which a job too may ask for jobs in its transaction.

    While a worker's pool is open the library would put in jobs asynchronously, which a connection
    of SQLAlchemy cannot do: every job that asked for another would fail.
    """

    def get_sync_connector(self) -> BaseConnector:
        """One that uses the connection it is given; it opens none of its own."""
        return procrastinate.SyncPsycopgConnector()


LONG_WORK = "long"
"""The lock of jobs that take many minutes: one at a time, so that a worker is left for the rest."""

queue = procrastinate.App(connector=Connector(), worker_defaults={"delete_jobs": "never"})


def enqueue(
    name: str,
    *,
    lock: str | None = None,
    queueing_lock: str | None = None,
    after_seconds: int | None = None,
    **arguments: Any,
) -> int | None:
    """Ask for a job by its name, inside the open transaction.

    Jobs of one `lock` run one at a time; of one `queueing_lock` at most one waits: asked for
    again, the answer is None and nothing is added.
    """
    db.session.flush()
    schedule = {"seconds": after_seconds} if after_seconds else None
    try:
        with db.session.begin_nested():
            # Fetched inside the savepoint: SQLAlchemy opens it at the first use of the
            # connection, and a refused job would otherwise undo the whole transaction.
            connection = db.session.connection().connection.driver_connection
            return queue.configure_task(
                name,
                connection=connection,
                lock=lock,
                queueing_lock=queueing_lock,
                schedule_in=schedule,
            ).defer(**arguments)
    except AlreadyEnqueued:
        return None
