"""A demo built once for all tests that only look at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask

from marketplace import clock, demo
from marketplace.database import db
from marketplace.demo.setting import Setting
from tests.database import CleanDatabase

SEED, DAY = 7, date(2026, 12, 1)


@dataclass(frozen=True)
class Built:
    """A demo in a database of its own, and what was reported when it was built."""

    database: CleanDatabase
    report: demo.Report


@pytest.fixture(scope="session")
def built(server, worker_id, testrun_uid, tmp_path_factory) -> Iterator[Built]:
    name = server.name_of(testrun_uid, worker_id, "demo")
    server.clone(name)
    database = CleanDatabase(server, name, tmp_path_factory.mktemp("instance"))
    try:
        with database.app.app_context():
            report = demo.rebuild(database.settings, SEED, DAY)
        yield Built(database, report)
    finally:
        database.close()
        server.drop(name)


@pytest.fixture
def inside(built) -> Iterator[Flask]:
    """Inside the application on the built demo, at its own moment."""
    with built.database.app.app_context(), clock.standing_at(Setting(SEED, DAY).moment):
        yield built.database.app
        db.session.remove()
