"""The heads of the chain over history, kept in a file beside the database's own folder."""

import os
from datetime import datetime
from pathlib import Path

from marketplace.services.audit import Head

FILE = "audit-heads.txt"


def path_in(instance: Path) -> Path:
    """Where they are kept, one line a day."""
    return instance / FILE


def keep(file: Path, head: Head, moment: datetime) -> bool:
    """Add a head, unless it is the last one already; whether it was added."""
    if head in read(file)[-1:]:
        return False
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = f"{moment.isoformat(timespec='seconds')} {head.position} {head.hash}\n"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as lines:
        lines.write(line)
    return True


def read(file: Path) -> list[Head]:
    """Every head that was kept, oldest first; none where there is no file.

    Raises ValueError for a line that is none.
    """
    if not file.exists():
        return []
    heads = []
    for line in file.read_text().splitlines():
        try:
            _, position, sealed = line.split()
            heads.append(Head(int(position), sealed))
        except ValueError as error:
            raise ValueError(f"{file} has a line that is no head: {line!r}") from error
    return heads
