"""Bringing a backup back in place of what is there; what was there is kept beside it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from psycopg import sql
from sqlalchemy import create_engine, text

from marketplace import schema
from marketplace.backups.failure import BackupError
from marketplace.backups.owner import Owner
from marketplace.backups.saving import beside, load


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. `kept` names the database that stood there before; None: it was empty."""

    rows: int
    migrated: bool
    kept: str | None


def restore(owner: Owner, file: Path, moment: datetime) -> Restored:
    """Put a backup in the place of the site's database, in one step, and bring it up to date.

    Nobody may be connected. Until that step everything happens beside it, so a failure leaves all
    as it was. Raises BackupError with what to do.
    """
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    _refuse_company(owner)
    _make_roles(owner)
    incoming = f"{owner.database}_incoming_{moment:%Y%m%d%H%M%S}"
    owner.create(incoming)
    try:
        load(owner, file, incoming)
        migrated = _bring_up_to_date(owner, incoming)
        rows = _count(owner, incoming)
        kept = _swap(owner, incoming, f"{owner.database}_before_{moment:%Y%m%d%H%M%S}")
    except BaseException:
        owner.drop(incoming)
        raise
    return Restored(rows, migrated, kept)


def _refuse_company(owner: Owner) -> None:
    with owner.connected() as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
    if found and found[0]:
        raise BackupError(
            f"{found[0]} others are connected to the database: stop site and workers first."
        )


def _make_roles(owner: Owner) -> None:
    """Roles belong to a server, not to a database: no backup holds them, our migrations do."""
    with beside(owner, "roles") as scratch:
        _upgrade(owner, scratch)


def _bring_up_to_date(owner: Owner, database: str) -> bool:
    """Run the migrations that came after the backup; whether there were any."""
    before = _revision(owner, database)
    known = ScriptDirectory(str(schema.MIGRATIONS))
    try:
        known.get_revision(before)
    except CommandError as unknown:
        raise BackupError(
            f"The backup was made by a newer Orangeriet (tables of {before}, here"
            f" {known.get_current_head()}): install that version first."
        ) from unknown
    _upgrade(owner, database)
    return _revision(owner, database) != before


def _upgrade(owner: Owner, database: str) -> None:
    engine = create_engine(owner.url(database))
    try:
        with engine.connect() as connection:
            schema.upgrade(connection)
    finally:
        engine.dispose()


def _revision(owner: Owner, database: str) -> str:
    engine = create_engine(owner.url(database))
    try:
        with engine.connect() as connection:
            return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
    finally:
        engine.dispose()


def _count(owner: Owner, database: str) -> int:
    with owner.connected(database) as connection:
        tables = connection.execute(TABLES).fetchall()
        counts = [
            connection.execute(
                sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(name))
            ).fetchone()
            for (name,) in tables
        ]
    return sum(row[0] for row in counts if row)


def _swap(owner: Owner, incoming: str, before: str) -> str | None:
    """Exchange the two in one transaction: at no moment is the place empty."""
    with owner.connected() as connection:
        empty = not connection.execute(TABLES).fetchall()
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    old, new, current = map(sql.Identifier, (before, incoming, owner.database))
    owner.command(rename.format(current, old), rename.format(new, current))
    if empty:
        owner.drop(before)
    return None if empty else before


TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
