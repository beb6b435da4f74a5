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


def lay_aside(file: Path, position: int, moment: datetime) -> Path | None:
    """Move the heads beyond a position to a file of their own; its path, None where there are none.

    After an older backup was restored they speak of history that is not there any more.
    """
    later = [one.position > position for one in read(file)]
    if not any(later):
        return None
    lines = file.read_text().splitlines(keepends=True)
    aside = file.with_name(f"{file.stem}-before-{moment:%Y%m%dT%H%M%S}{file.suffix}")
    draft = file.with_name(f"{file.name}.new")
    for path, wanted in ((aside, True), (draft, False)):
        kept = "".join(line for line, one in zip(lines, later, strict=True) if one is wanted)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as new:
            new.write(kept)
    draft.replace(file)
    return aside
