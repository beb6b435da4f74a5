"""Making a backup, and proving it by bringing it back."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg import Connection

from marketplace.backups.comparing import Different, compare
from marketplace.backups.failure import BackupError
from marketplace.backups.owner import Owner


@dataclass(frozen=True, slots=True)
class Saved:
    """A backup that was made. `rows` by table, where it was proved."""

    file: Path
    size_bytes: int
    rows: Mapping[str, int] | None


def save(owner: Owner, file: Path, *, prove: bool = True) -> Saved:
    """Save the whole database as it stands at one moment, while others go on working.

    Proved, it is brought back into a database beside it and compared, row by row, with what stood
    at that moment; the file gets its name only afterwards. Only its owner can read it. Raises
    BackupError, also where the file exists already.
    """
    if file.exists():
        raise BackupError(f"{file} exists already, and no backup is ever overwritten.")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.part")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        with owner.connected() as moment:
            _dump(owner, draft, _snapshot(moment))
            rows = _proved(owner, draft, moment) if prove else None
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)
    return Saved(file, file.stat().st_size, rows)


def load(owner: Owner, file: Path, database: str) -> None:
    """Bring a backup back into an empty database: all of it or nothing. Raises BackupError."""
    options = ("--exit-on-error", "--single-transaction", "--no-owner")
    owner.run("pg_restore", database, *options, file)


@contextmanager
def beside(owner: Owner, purpose: str) -> Iterator[str]:
    """The name of a new, empty database, gone after the block."""
    name = f"{owner.database}_{purpose}_{secrets.token_hex(4)}"
    owner.create(name)
    try:
        yield name
    finally:
        owner.drop(name)


def _snapshot(moment: Connection[Any]) -> str:
    moment.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    row = moment.execute("SELECT pg_export_snapshot()").fetchone()
    assert row is not None  # noqa: S101 -- a function call has one row
    return str(row[0])


def _dump(owner: Owner, draft: Path, snapshot: str) -> None:
    owner.run(
        "pg_dump",
        owner.database,
        "--format=custom",
        "--enable-row-security",  # the owner is bound by it too; see OPTIONS
        f"--snapshot={snapshot}",
        f"--file={draft}",
    )


def _proved(owner: Owner, draft: Path, moment: Connection[Any]) -> Mapping[str, int]:
    with beside(owner, "proof") as scratch:
        load(owner, draft, scratch)
        with owner.connected(scratch) as found:
            try:
                return compare(moment, found)
            except Different as difference:
                raise BackupError(f"The backup is not what was saved: {difference}") from difference
