"""Where the instance keeps the taxonomy's words for our skills, once somebody has imported them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from flask import current_app

from marketplace.catalogue import jobtech

NAME = "jobtech.json"


def path_in(instance: Path) -> Path:
    """The file of an instance."""
    return instance / NAME


def words_of_tasks() -> Mapping[str, Sequence[str]]:
    """The imported words of each task; none where nothing is imported. Read anew when changed."""
    path = path_in(current_app.extensions["settings"].instance)
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return {}
    return _read(path, changed)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> Mapping[str, Sequence[str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    return jobtech.words_of_tasks(jobtech.kept(text))
