"""Which PostgreSQL we talk to, and as whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from psycopg.conninfo import make_conninfo
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from marketplace.database import db
from marketplace.postgres import Embedded
from marketplace.settings import Settings

APP_ROLE = "orangeriet_app"
DATABASE = "orangeriet"
LIMITS = (
    "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
    " -c timezone=UTC"
)
"""A request that waits longer becomes a polite 503 instead of holding others up."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The two ways in: the owner changes tables, the application only rows."""

    owner: str
    app: str
    step_down: bool
    """Whether connections of the application must take its role after signing in as owner."""


def addresses(settings: Settings) -> Addresses:
    """Where the database is by these settings; for the embedded one without starting it."""
    if settings.owner_url is None:
        server = Embedded(settings.instance)
        return Addresses(server.owner_url(DATABASE), server.app_url(DATABASE), step_down=False)
    if settings.app_url is None:
        return Addresses(settings.owner_url, settings.owner_url, step_down=True)
    return Addresses(settings.owner_url, settings.app_url, step_down=False)


def engine_options(*, pool_size: int = 5) -> dict[str, Any]:
    """How the application keeps connections: tested before use, so a restart costs nothing."""
    return {
        "pool_pre_ping": True,
        "hide_parameters": True,  # what somebody wrote is nothing for a log
        "pool_size": pool_size,
        "max_overflow": 5,
        "pool_timeout": 10,
        "connect_args": {"options": LIMITS, "connect_timeout": 10},
    }


def prepare(app: Flask, settings: Settings) -> None:
    """Let requests outlive their connection, and step down where one address serves both roles."""
    app.teardown_appcontext(_let_go)
    if not addresses(settings).step_down:
        return
    with app.app_context():

        @event.listens_for(db.engine, "connect")
        def take_role(connection: Any, _record: Any) -> None:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {APP_ROLE}")
            connection.commit()


def _let_go(_error: BaseException | None) -> None:
    """Give the connection back. Where the database died since, that takes nothing from the answer:
    what was to be kept is committed, and the rest is undone over there.
    """
    try:
        db.session.close()
    except DBAPIError:
        db.session().invalidate()


def libpq(settings: Settings) -> str:
    """The application's address as libpq reads it, stepping down where there is one address.

    Pairs, not a URL: SQLAlchemy writes a space in a URL as a plus, which libpq takes for a plus.
    """
    found = addresses(settings)
    url = make_url(found.app)
    pairs = url.translate_connect_args(username="user", database="dbname") | dict(url.query)
    if found.step_down:
        pairs["options"] = f"{pairs.get('options', '')} -c role={APP_ROLE}".strip()
    return make_conninfo(**pairs)


def owner_engine(settings: Settings) -> Engine:
    """An engine as the owner, for migrations and nothing else."""
    return create_engine(addresses(settings).owner)


@contextmanager
def running(settings: Settings) -> Iterator[None]:
    """The embedded database up for as long as this lasts; with another one: nothing to do."""
    if not settings.embedded:
        yield
        return
    server = Embedded(settings.instance)
    server.start()
    try:
        yield
    finally:
        server.stop_if_last()
