"""`flask --app wsgi keys new|rotate|list`: the keys that seal members' needs and code apps."""

import os
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from marketplace.cli import with_database
from marketplace.database import db
from marketplace.sealing import Keyring, SealBroken, keyring
from marketplace.services import key_rotation
from marketplace.settings import Settings

keys = AppGroup("keys", help="The keys that seal members' needs and code apps.")


@keys.command("new")
def new() -> None:
    """Add a new key in front. In the instance folder it is kept at once; elsewhere it is told."""
    ring = keyring().grown()
    kept_in = _file()
    if kept_in is None:
        click.echo(f"Set ORANGERIET_KEYS={ring.to_text()}")
    else:
        _replace(kept_in, ring)
        click.echo(f"Key {ring.newest} stands first in {kept_in}.")
    click.echo("Restart site and worker, then run: flask --app wsgi keys rotate")


@keys.command("rotate")
@with_database
def rotate() -> None:
    """Seal by the newest key whatever an older one sealed; run again, nothing happens."""
    try:
        done = key_rotation.rotate()
    except SealBroken as broken:
        raise click.ClickException(f"{broken}: nothing was changed") from broken
    db.session.commit()
    click.echo(f"{done.people} people and {done.code_apps} code apps sealed by the newest key.")
    _tell_spare()


@keys.command("list")
@with_database
def show() -> None:
    """The numbers of the keys, and how much each has sealed."""
    used = key_rotation.in_use()
    for number in keyring().keys:
        click.echo(f"{number}: {used.get(number, 0)}")
    for number in sorted(used.keys() - keyring().keys.keys()):
        click.echo(f"{number}: {used[number]}, AND THE KEY IS MISSING")
    _tell_spare()


def _tell_spare() -> None:
    spare = ", ".join(str(number) for number in key_rotation.spare())
    if spare:
        click.echo(
            f"Seals nothing any more: {spare}. Taken out of the keyring, it also makes what it"
            " sealed in old backups unreadable for good."
        )


def _file() -> Path | None:
    """The file that the keys were read from; None where the environment holds them."""
    settings: Settings = current_app.extensions["settings"]
    path = settings.instance / "needs_keys"
    ours = path.exists() and path.read_text().strip() == settings.needs_keys
    return path if ours else None


def _replace(path: Path, ring: Keyring) -> None:
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(ring.to_text())
    draft.replace(path)  # whole or not at all
