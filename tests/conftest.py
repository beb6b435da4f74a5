"""What tests may ask for. Nothing starts until a test asks: rules of matching and money stay pure.

Fixtures
- `session`: a real PostgreSQL, as the role of the site. Commit as you like: all is undone.
- `browser`: a checked browser without a screen, `browser.sign_in(user).get("/companies/postings")`;
  `new_browser()` gives one more, for a second person. CSRF is on, pages are checked, writes that
  were not committed fail. See tests/browser.py and tests/page.py.
- `run_jobs()`: does what waits in the queue, in order, inside the same undone transaction, and
  gives the names; `run_jobs(later=True)` also what was put off.
- `frozen(moment)`: the clock of the product stands there until the test ends, or the next call.
- `app`: the application. `settings`, `database_name`: of the worker's own database.
- `clean_database`: an application on a database of its own, where commits are real: for several
  connections at once, workers and live sites. `clean_database.app`, `.settings`, `.environment`.
- `owner_engine`: the worker's database as its owner; commits are real, so leave nothing behind.
- `live_site`: a web server and a worker as processes on a `clean_database`: `.url`, `.app`.
- `chromium`: a Chromium (Playwright's sync API), one a file; mark such tests with
  `@pytest.mark.browser`.

Rows come from tests/make.py.
"""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # each fixture imports what it needs: tests of rules wait for none of it
    from flask import Flask
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session
    from xdist.remote import Producer

    from marketplace.settings import Settings
    from tests.browser import Browser
    from tests.database import CleanDatabase, Server
    from tests.together import Together

pytest_plugins = ["tests.screens"]
if importlib.util.find_spec("tests.loud"):
    pytest_plugins.append("tests.loud")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> "Together | None":
    """With `--dist loadgroup`: keep together what must not run side by side.

    The marks that xdist has for it do nothing with pytest 9.2 (pytest-xdist issue 1386).
    """
    from tests.together import Together

    return Together(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> "Iterator[Server]":
    """The PostgreSQL of this run, shared by all its processes."""
    from tests.database import running_server

    own = tmp_path_factory.getbasetemp()
    with running_server((own if worker_id == "master" else own.parent) / "database") as running:
        yield running


@pytest.fixture(scope="session")
def database_name(server: "Server", worker_id: str, testrun_uid: str) -> Iterator[str]:
    """The migrated, empty database of this test process."""
    name = server.name_of(testrun_uid, worker_id)
    server.clone(name)
    yield name
    server.drop(name)


@pytest.fixture(scope="session")
def settings(
    server: "Server", database_name: str, tmp_path_factory: pytest.TempPathFactory
) -> "Settings":
    """Settings as read from an environment that names the database of this test process."""
    return server.settings(database_name, tmp_path_factory.mktemp("instance"))


@pytest.fixture(scope="session")
def app(settings: "Settings") -> "Iterator[Flask]":
    """The application on the database of this test process."""
    from marketplace import create_app
    from marketplace.database import db

    built = create_app(settings)
    built.testing = True
    yield built
    with built.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def keys_stay() -> Iterator[None]:
    """Each application sets the keys of its process; one that a test builds leaves none behind."""
    sealing = sys.modules.get("marketplace.sealing")
    before = sealing.keyring() if sealing else None
    yield
    if sealing and before and before.keys:
        sealing.use(before)


@pytest.fixture
def session(app: "Flask") -> "Iterator[Session]":
    """The session of services in tests: commits work, and are all undone after the test."""
    from tests.transaction import rolled_back

    with rolled_back(app) as opened:
        yield opened


@pytest.fixture
def new_browser(app: "Flask", session: "Session") -> "Callable[[], Browser]":
    """Browsers for several people in one test."""
    from tests.browser import Browser

    return lambda: Browser(app)


@pytest.fixture
def browser(new_browser: "Callable[[], Browser]") -> "Browser":
    """A browser in which nobody is signed in."""
    return new_browser()


@pytest.fixture
def run_jobs(app: "Flask", session: "Session") -> Callable[..., list[str]]:
    """Do what waits in the queue and give the names of the jobs, in order."""
    from tests.waiting_jobs import do_waiting_jobs

    return partial(do_waiting_jobs, app)


@pytest.fixture
def frozen() -> Iterator[Callable[[datetime], datetime]]:
    """Let the clock of the product stand at a moment."""
    from marketplace import clock

    with ExitStack() as stack:

        def stand(moment: datetime) -> datetime:
            stack.enter_context(clock.standing_at(moment))
            return moment

        yield stand


@pytest.fixture
def clean_database(
    server: "Server", worker_id: str, testrun_uid: str, tmp_path: Path
) -> "Iterator[CleanDatabase]":
    """An application on a database that no other test sees, where every commit is real."""
    from tests.database import CleanDatabase

    name = server.name_of(testrun_uid, worker_id, "clean")
    server.clone(name)
    database = CleanDatabase(server, name, tmp_path / "instance")
    try:
        yield database
    finally:
        database.close()
        server.drop(name)


@pytest.fixture
def owner_engine(server: "Server", database_name: str) -> "Engine":
    """The database of this test process as its owner, who may change tables."""
    return server.owner_engine(database_name)
