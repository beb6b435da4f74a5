"""The server as the owner of our tables reaches it, and PostgreSQL's own programs run as her."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, make_url

from marketplace.backups.failure import BackupError
from marketplace.postgres import find_client

MAINTENANCE = "postgres"
"""The database to be connected to while others are made, renamed and dropped."""
# The owner is no superuser, and the rows of needs are shown to her for this purpose alone
# (migration 0005). A large table takes longer than any request may.
OPTIONS = (
    "-c orangeriet.purpose=backup -c timezone=UTC -c lock_timeout=10s"
    " -c statement_timeout=0 -c idle_in_transaction_session_timeout=0"
)
TAIL_CHARACTERS = 1500


class Owner:
    """Connections and programs as the owner, to the database of the site and its neighbours."""

    def __init__(self, url: str) -> None:
        """Take the owner's address as SQLAlchemy has it."""
        self._url: URL = make_url(url)

    @property
    def database(self) -> str:
        """The name of the site's database."""
        return self._url.database or ""

    def url(self, database: str) -> str:
        """SQLAlchemy's address of a neighbour database."""
        return self._url.set(database=database).render_as_string(hide_password=False)

    @contextmanager
    def connected(
        self, database: str | None = None, *, autocommit: bool = False
    ) -> Iterator[psycopg.Connection[Any]]:
        """A connection for as long as the block lasts."""
        address = make_conninfo(
            self._address(database or self.database), options=OPTIONS, password=self._url.password
        )
        with psycopg.connect(address, autocommit=autocommit) as connection:
            yield connection

    def run(self, name: str, database: str, *arguments: str | Path) -> str:
        """Run pg_dump or pg_restore against a database; what it printed. Raises BackupError."""
        with self.connected(MAINTENANCE) as connection:
            major = connection.info.server_version // 10000
        program = find_client(name, major)
        done = subprocess.run(  # noqa: S603  (PostgreSQL's own programs, no shell)
            [str(program), f"--dbname={self._address(database)}", "--no-password", *arguments],
            # In the environment, since everybody on a machine sees the words of a command.
            env={**os.environ, "PGOPTIONS": OPTIONS, "PGPASSWORD": self._url.password or ""},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BackupError(f"{name} failed: {done.stderr.strip()[-TAIL_CHARACTERS:]}")
        return done.stdout

    def create(self, database: str) -> None:
        """Make an empty database that sorts and compares as the site's does."""
        with self.connected(autocommit=True) as connection:
            settings = connection.execute(LOCALE).fetchone()
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(
            sql.Identifier(database)
        )
        for word, value in zip(LOCALE_WORDS, settings or (), strict=True):
            if value:
                statement += sql.SQL(f" {word} ") + sql.Literal(value)
        try:
            self.command(statement)
        except psycopg.errors.InsufficientPrivilege as refused:
            raise BackupError(
                f"The owner may not make databases, and a backup is proved in one. Let an"
                f' administrator run ALTER ROLE "{self._url.username}" CREATEDB, or leave the'
                f" proof out with --no-proof."
            ) from refused

    def drop(self, database: str) -> None:
        """Remove a database; no error when it is missing."""
        self.command(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
        )

    def command(self, *statements: sql.Composed) -> None:
        """Run statements that concern whole databases; several succeed or fail together."""
        with self.connected(MAINTENANCE, autocommit=len(statements) == 1) as connection:
            for statement in statements:
                connection.execute(statement)

    def _address(self, database: str) -> str:
        url = self._url.set(drivername="postgresql", database=database, password=None)
        return url.render_as_string(hide_password=False)


LOCALE_WORDS = ("LOCALE_PROVIDER", "BUILTIN_LOCALE", "ICU_LOCALE", "LC_COLLATE", "LC_CTYPE")
# As JSON, since the columns have other names in other versions.
LOCALE = """
SELECT
  CASE one ->> 'datlocprovider' WHEN 'b' THEN 'builtin' WHEN 'i' THEN 'icu' END,
  CASE one ->> 'datlocprovider' WHEN 'b' THEN one ->> 'datlocale' END,
  CASE one ->> 'datlocprovider' WHEN 'i'
    THEN coalesce(one ->> 'datlocale', one ->> 'daticulocale') END,
  one ->> 'datcollate',
  one ->> 'datctype'
FROM (SELECT to_jsonb(d) AS one FROM pg_database d WHERE datname = current_database()) AS d
"""
