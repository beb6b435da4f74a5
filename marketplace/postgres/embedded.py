"""The embedded server: started by whoever needs it first, stopped by whoever leaves last."""

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from psycopg.conninfo import make_conninfo

from marketplace.postgres import databases, locks
from marketplace.postgres.binaries import Binaries
from marketplace.postgres.failure import PostgresError
from marketplace.postgres.place import Place, settle
from marketplace.postgres.server import SUPERUSER, Server

APP_ROLE = "orangeriet_app"
DATABASE = "orangeriet"


class Embedded:
    """A PostgreSQL server whose data lives in the folder `root`, shared by all its processes.

    It listens on a unix socket in a folder closed to other users, and nowhere else. `fast` trades
    durability for speed and throws everything away after the last user: for tests alone.
    """

    def __init__(
        self,
        root: Path,
        *,
        databases: Sequence[str] = (DATABASE,),
        fast: bool = False,
        patience_seconds: float = 600,
    ) -> None:
        """Name the folder; nothing is touched until `start`."""
        self.root = root.absolute()
        self._databases = tuple(databases)
        self._fast = fast
        self._patience_seconds = patience_seconds
        self._place: Place | None = None
        self._server: Server | None = None
        self._share: int | None = None

    def start(self) -> Self:
        """Make sure the server runs and has its roles and databases, and count as one user of it.

        Waits for crash recovery up to `patience_seconds`. Raises PostgresError with what to do.
        """
        with self._alone():
            self._server = Server(
                self.place, fast=self._fast, patience_seconds=self._patience_seconds
            )
            newcomer = self._share is None
            # A cluster of tests begins empty: what an earlier, killed run left is not wanted.
            if newcomer and self._fast and not self._somebody_holds():
                self._server.discard()
            if newcomer:
                self._hold()
            try:
                self._server.bring_up()
                self._furnish()
            except BaseException:
                if newcomer:
                    self._let_go()
                raise
        return self

    def answers(self) -> bool:
        """True when the started server accepts connections just now."""
        return self._server is not None and self._server.answers()

    def stop_if_last(self) -> bool:
        """Count no longer as a user; stop the server if nobody else does. True when it stopped."""
        if self._share is None or self._server is None:
            return False
        if not self.place.folder.exists():
            self._let_go()
            return False  # deleted under the server, which then ends by itself within a minute
        with self._alone():
            self._let_go()
            if self._somebody_holds():
                return False
            self._server.stop()
            if self._fast:
                self._remove()
            return True

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave, and stop the server if last."""
        self.stop_if_last()

    @property
    def place(self) -> Place:
        """Where the data and the socket are, or will be after `start`."""
        if self._place is None:
            self._place = settle(self.root)
        return self._place

    @property
    def binaries(self) -> Binaries:
        """The programs in use, pg_dump among them; known after `start`."""
        if self._server is None:
            raise PostgresError("The embedded database has not been started.")
        return self._server.binaries

    def owner_url(self, database: str = DATABASE) -> str:
        """SQLAlchemy's address of a database for migrations, as the role that owns it."""
        return self._url(databases.OWNER_ROLE, database)

    def app_url(self, database: str = DATABASE) -> str:
        """SQLAlchemy's address of a database for the site, as the weaker role of migration 0001."""
        return self._url(APP_ROLE, database)

    def superuser_dsn(self, database: str = SUPERUSER) -> str:
        """libpq's address as the superuser: for tests, backup and repair, never for the site."""
        return make_conninfo(
            host=str(self.place.sockets), port=5432, user=SUPERUSER, dbname=database
        )

    def create_database(self, name: str, template: str | None = None) -> None:
        """Make a database for the owner role, as a copy of `template` if given."""
        databases.create_database(self.superuser_dsn(), name, template)

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is connected; no error when it is missing."""
        databases.drop_database(self.superuser_dsn(), name)

    def database_exists(self, name: str) -> bool:
        """True when the server has a database of this name."""
        return databases.database_exists(self.superuser_dsn(), name)

    def _url(self, role: str, database: str) -> str:
        host = quote(str(self.place.sockets), safe="")
        return f"postgresql+psycopg://{role}@/{quote(database, safe='')}?host={host}&port=5432"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else starts or stops this server meanwhile."""
        place = self._place = settle(self.root)
        with locks.alone(place.folder / "start.lock", place.account, self._patience_seconds) as own:
            if own:
                yield
                return
        # The last user of a cluster of tests removed the folder while we waited for it.
        with self._alone():
            yield

    def _somebody_holds(self) -> bool:
        return locks.somebody_holds(self.place.folder / "users.lock", self.place.account)

    def _hold(self) -> None:
        share = locks.open_lock(self.place.folder / "users.lock", self.place.account)
        fcntl.flock(share, fcntl.LOCK_SH)
        self._share = share

    def _let_go(self) -> None:
        if self._share is not None:
            os.close(self._share)  # closed, never unlocked: a forked child may share it
            self._share = None

    def _furnish(self) -> None:
        databases.make_owner(self.superuser_dsn())
        for name in self._databases:
            if not self.database_exists(name):
                self.create_database(name)

    def _remove(self) -> None:
        """Leave nothing behind of a cluster of tests, nor of the note that leads to it."""
        if self._server is not None:
            self._server.discard()
        shutil.rmtree(self.place.folder)
        self.place.note.unlink(missing_ok=True)
