"""Saying that the database refuses something, alone or when two change it at once."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy.exc import DBAPIError

from marketplace.database import db


@contextmanager
def refused(constraint: str):
    """The database refuses what stands in the block, for this reason; the test goes on."""
    with pytest.raises(DBAPIError) as told, db.session.begin_nested():
        yield
    diagnosis = told.value.orig.diag
    reason = f"{diagnosis.constraint_name or ''} {diagnosis.message_primary}"
    assert constraint in reason, reason


def at_once(engine, first, second) -> None:
    """Two connections: the second one's change begins while the first has not committed its own."""
    with (
        engine.connect() as one,
        engine.connect() as other,
        ThreadPoolExecutor(1) as pool,
    ):
        one.execute(first)
        waiting = pool.submit(lambda: (other.execute(second), other.commit()))
        with contextlib.suppress(TimeoutError):
            waiting.result(timeout=0.5)
        one.commit()
        waiting.result()


@contextmanager
def refused_to_the_second(constraint: str):
    with pytest.raises(DBAPIError) as told:
        yield
    diagnosis = told.value.orig.diag
    assert constraint in f"{diagnosis.constraint_name or ''} {diagnosis.message_primary}"
