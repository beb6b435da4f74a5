"""Databases for tests: one migrated template a schema, and copies of it that cost milliseconds.

With DATABASE_URL (and APP_DATABASE_URL) in the environment they live on that server, else on an
embedded one that is thrown away after the run. All names begin with `orangeriet_test_`.
"""

import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from flask import Flask
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, make_url, text

from marketplace import create_app
from marketplace.database import db
from marketplace.postgres import Embedded
from marketplace.schema import MIGRATIONS, upgrade
from marketplace.settings import Settings

PREFIX = "orangeriet_test_"
SECRETS = {
    "SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests",
    "ORANGERIET_KEYS": "1:" + "A" * 43 + "=",
}
ENDED = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = :name AND pg_has_role(usesysid, 'MEMBER')"
)
LOCK = 0x07A26E  # any number, as long as every run of these tests asks for the same


@dataclass(frozen=True)
class Server:
    """A PostgreSQL where tests may make databases: the addresses of its owner and of the site."""

    owner: URL
    app: URL | None

    def environment(self, database: str, instance: Path) -> dict[str, str]:
        """What a process of ours must find in its environment to work on a database."""
        return {
            **SECRETS,
            "ORANGERIET_INSTANCE": str(instance),
            "DATABASE_URL": _address(self.owner, database),
            "APP_DATABASE_URL": _address(self.app, database) if self.app else "",
        }

    def settings(self, database: str, instance: Path) -> Settings:
        """Settings of the application for a database, read as it always reads them."""
        return Settings.from_env(self.environment(database, instance))

    @staticmethod
    def name_of(*parts: str) -> str:
        """The name of a database of one test run and process."""
        return PREFIX + "_".join(part[:12] for part in parts)

    def owner_engine(self, database: str) -> Engine:
        """An engine as the owner, keeping no connection open."""
        return create_engine(self.owner.set(database=database), poolclass=NullPool)

    def create(self, name: str) -> None:
        """Make an empty database."""
        with self._alone() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))

    def clone(self, name: str) -> None:
        """Make a database with every table and no rows; the first one of a schema migrates."""
        with self._alone() as connection:
            template = _template_name()
            if not _exists(connection, template):
                self._make_template(connection, template)
            connection.execute(
                text(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
            )

    def drop(self, name: str) -> None:
        """Remove a database, whoever of us is connected.

        FORCE would be refused while the server's own vacuum is at work in it; a plain DROP stops
        that by itself, and waits until those who were told to go have gone.
        """
        with self._alone() as connection:
            connection.execute(ENDED, {"name": name})
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}"'))

    def _make_template(self, connection: Connection, template: str) -> None:
        draft = f"{PREFIX}draft_{uuid.uuid4().hex[:12]}"  # half-made ones never get the real name
        connection.execute(text(f'CREATE DATABASE "{draft}"'))
        with self.owner_engine(draft).connect() as inside:
            upgrade(inside)
        for old in connection.scalars(
            text("SELECT datname FROM pg_database WHERE datname LIKE :older"),
            {"older": f"{PREFIX}template_%"},
        ).all():
            connection.execute(text(f'DROP DATABASE "{old}" WITH (FORCE)'))
        connection.execute(text(f'ALTER DATABASE "{draft}" RENAME TO "{template}"'))

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """Nobody else makes or removes a database of tests on this server meanwhile."""
        engine = create_engine(self.owner, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
            yield connection


class CleanDatabase:
    """A database of its own with an application on it: commits are real, other processes see them.

    Use it as `with clean_database.app.app_context(): make_member(); db.session.commit()`.
    """

    def __init__(self, server: Server, name: str, instance: Path) -> None:
        self.server, self.name = server, name
        self.environment = server.environment(name, instance)
        self.settings = server.settings(name, instance)

    @cached_property
    def app(self) -> Flask:
        """An application on this database."""
        built = create_app(self.settings)
        built.testing = True
        return built

    def owner_engine(self) -> Engine:
        """An engine as the owner of this database."""
        return self.server.owner_engine(self.name)

    def close(self) -> None:
        """Let go of every connection of the application."""
        if "app" in self.__dict__:
            with self.app.app_context():
                db.session.remove()
                db.engine.dispose()


@contextmanager
def running_server(shared: Path) -> Iterator[Server]:
    """The server of the environment, or an embedded one in a folder all test processes share."""
    given = Settings.from_env({**os.environ, **SECRETS, "ORANGERIET_PRODUCTION": ""})
    if given.owner_url is not None:
        yield Server(make_url(given.owner_url), make_url(given.app_url) if given.app_url else None)
        return
    with Embedded(shared, databases=(), fast=True) as embedded:
        yield Server(make_url(embedded.owner_url("postgres")), make_url(embedded.app_url("-")))


def _address(url: URL, database: str) -> str:
    return url.set(database=database).render_as_string(hide_password=False)


def _exists(connection: Connection, name: str) -> bool:
    found = text("SELECT 1 FROM pg_database WHERE datname = :name")
    return connection.scalar(found, {"name": name}) is not None


def _template_name() -> str:
    digest = hashlib.sha256(version("procrastinate").encode())  # its tables are a migration too
    for path in sorted((MIGRATIONS / "versions").glob("*.py")):
        digest.update(path.read_bytes())
    return f"{PREFIX}template_{digest.hexdigest()[:12]}"
