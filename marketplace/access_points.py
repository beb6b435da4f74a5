"""The ways into the Peppol network. Without a contract e-invoices are laid into a folder.

An access point is an undertaking with a certificate, which we are not: whoever has a contract with
one writes a class with its `send` here, or lets a program of theirs empty the folder.
"""

import hashlib
import os
from pathlib import Path

from flask import current_app

from marketplace.services.deliveries import AccessPoint, Parcel
from marketplace.settings import Settings

FOLDER = "access-point"


class Folder:
    """Lays every e-invoice as a file into a folder, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, parcel: Parcel) -> str:
        """Write the file; the same parcel again writes the same file. The receipt names it."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.folder / f"{parcel.name}.xml"
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(parcel.xml)
        draft.replace(path)
        return f"{path.name} sha256:{hashlib.sha256(parcel.xml).hexdigest()}"


def access_point() -> AccessPoint:
    """How e-invoices leave by these settings."""
    settings: Settings = current_app.extensions["settings"]
    return Folder(settings.instance / FOLDER)
