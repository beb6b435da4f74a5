"""Jobs by their names, in the application that a worker gives them."""

import functools
from collections.abc import Callable
from typing import Any

from flask import Flask
from procrastinate import RetryStrategy

from marketplace.queue import queue

TASKS: dict[str, Callable[..., None]] = {}
"""Every job by its name: the body that a worker runs."""

_app: Flask | None = None


def serve(app: Flask) -> None:
    """Tell the jobs which application they work for."""
    global _app
    _app = app


def job(name: str, *, tries: int = 5, cron: str | None = None) -> Callable[..., Any]:
    """Make a function a job of that name: in the application, tried again with longer waits."""

    def declare(body: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(body)
        def run(**arguments: Any) -> None:
            assert _app is not None  # noqa: S101 -- a worker sets it before it takes jobs
            arguments.pop("timestamp", None)
            with _app.app_context():
                try:
                    body(**arguments)
                except Exception as error:
                    # The queue is silent about tries that another follows. Only the kind is told:
                    # the words of an error may be somebody's.
                    _app.logger.warning("%s broke: %s", name, type(error).__name__)
                    raise

        retry = RetryStrategy(max_attempts=tries, exponential_wait=3)
        task: Any = queue.task(name=name, retry=retry)(run)
        if cron:
            queue.periodic(cron=cron, periodic_id=name)(task)
        TASKS[name] = body
        return body

    return declare
