"""Text messages: one small interface. What carries them by default is a folder of files.

Another carrier is another class with these two things, returned by `carrier`.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from flask import current_app

from marketplace.models.messages import Message
from marketplace.settings import Settings


class SmsCarrier(Protocol):
    """Hands a text message on; asked twice for the same one it does no harm."""

    travels: bool
    """whether a message it has taken reaches a telephone by itself"""

    def __call__(self, message: Message) -> None:
        """Hand it on. Raises where it could not: the job tries again later."""


class FileOutbox:
    """A file a message, for whoever sends them from a telephone of the cooperative's."""

    travels = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, message: Message) -> None:
        """Write the message to a file of its own, readable for nobody else on the machine."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.folder / f"{message.public_id}.txt"
        file.touch(mode=0o600)
        file.write_text(f"{message.recipient}\n\n{message.body}", encoding="utf-8")

    def keep_only(self, public_ids: Collection[str]) -> None:
        """Throw away the files of messages that are no longer held."""
        for file in self.folder.glob("*.txt"):
            if file.stem not in public_ids:
                file.unlink(missing_ok=True)


def outbox() -> FileOutbox:
    """The folder of files in the instance folder."""
    settings: Settings = current_app.extensions["settings"]
    return FileOutbox(settings.instance / "sms")


def carrier() -> SmsCarrier:
    """How text messages leave by these settings."""
    return outbox()
