"""Listening: recorded voices, where somebody has recorded them; never a machine's.

A recording is a file in the instance folder, `recordings/<language>/<task>.mp3`. Where there is
none, nothing is shown.
"""

from pathlib import Path

from flask import Flask, current_app, url_for

from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.settings import Settings
from marketplace.translations import LANGUAGES
from marketplace.web.languages import chosen_language

MEDIA_TYPE = "audio/mpeg"


def folder() -> Path:
    """Where recordings lie."""
    settings: Settings = current_app.extensions["settings"]
    return settings.instance / "recordings"


def file_of(code: str, task: str) -> Path | None:
    """The recording of a task in a language; None where there is none."""
    if task not in TASK_BY_CODE or code not in {one.code for one in LANGUAGES}:
        return None
    path = folder() / code / f"{task}.mp3"
    return path if path.is_file() else None


def recording_of(task: str) -> str | None:
    """The address of a task's recording in the language of the page, where it exists."""
    code = chosen_language().code
    if file_of(code, task) is None:
        return None
    return url_for("public.recordings.show", name=f"{code}-{task}")


def register(app: Flask) -> None:
    """Let templates ask for a recording."""
    app.add_template_global(recording_of)
