"""`flask --app wsgi backup` and `restore`: the whole database in a file, and back again."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from marketplace import audit_heads, connection
from marketplace.backups import BackupError, Owner, Restored, refusals, save
from marketplace.backups import restore as put_back
from marketplace.catalogue.purposes import Purpose
from marketplace.cli import with_database
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import Conflict
from marketplace.models.history import SYSTEM
from marketplace.models.members import Member
from marketplace.sealing import keyring
from marketplace.services import audit, key_rotation, privacy
from marketplace.settings import Settings

FILE = click.Path(dir_okay=False, path_type=Path)


def _said(command: Callable[..., None]) -> Callable[..., None]:
    """Tell in words what could not be done."""

    @functools.wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except BackupError as error:
            raise click.ClickException(str(error)) from error

    return run


@click.command("backup")
@click.argument("file", type=FILE, required=False)
@click.option("--no-proof", is_flag=True, help="Do not bring it back and compare.")
@with_appcontext
@with_database
@_said
def backup(file: Path | None, *, no_proof: bool) -> None:
    """Save the database to FILE while the site runs, and prove it by bringing it back.

    Without FILE: backups/orangeriet-DATE.dump in the instance folder.
    """
    settings = _settings()
    file = file or settings.instance / "backups" / f"orangeriet-{now():%Y%m%dT%H%M%S}.dump"
    saved = save(_owner(), file, prove=not no_proof)
    click.echo(f"Saved {saved.file} ({saved.size_bytes / 1024:.0f} KiB).")
    if saved.rows is None:
        click.echo("Not proved: run `backup` without --no-proof now and then.")
    else:
        click.echo(
            f"Proved: brought back beside the site, {sum(saved.rows.values())} rows of"
            f" {len(saved.rows)} tables are the same, one by one."
        )
    numbers = ", ".join(map(str, sorted(key_rotation.in_use()))) or "none yet"
    db.session.rollback()
    click.echo(
        f"Needs in it are sealed by key {numbers}. Keep ORANGERIET_KEYS (or needs_keys in the"
        " instance folder) apart from it and as safe: without them nobody reads those, ever."
    )


@click.command("restore")
@click.argument("file", type=FILE)
@with_appcontext
@with_database
@_said
def restore(file: Path) -> None:
    """Put the backup FILE in the place of the database; what stood there is kept beside it.

    Stop site and workers first. Who was forgotten, or took a yes back, since the backup was made
    stays so, as far as the database that stood there knows.
    """
    db.engine.dispose()
    owner = _owner()
    restored = put_back(owner, file, now())
    since = refusals.since(owner, restored.kept)
    _tell(restored)
    _keep_refusals(since)
    _check_keys()
    _check_history()


def _tell(restored: Restored) -> None:
    update = ", brought up to date with this version" if restored.migrated else ""
    click.echo(f"{restored.rows} rows are back{update}.")
    if restored.kept:
        click.echo(
            f"What stood there is the database {restored.kept}. Drop it when all is well: it holds"
            " people's data."
        )


def _keep_refusals(since: refusals.Refusals) -> None:
    """Do again what people asked for after the backup was made."""
    taken_back = [
        (_member(public_id), Purpose(purpose)) for public_id, purpose in sorted(since.taken_back)
    ]
    for member, purpose in taken_back:
        privacy.withdraw(member, purpose, SYSTEM)
    left = []
    for public_id in sorted(since.forgotten):
        try:
            privacy.forget(_member(public_id), SYSTEM)
        except Conflict:
            left.append(public_id)
    db.session.commit()
    click.echo(
        f"{len(taken_back)} yeses taken back since then are taken back,"
        f" {len(since.forgotten) - len(left)} people forgotten since then are forgotten."
    )
    if left:
        click.echo(
            "Forgotten since then, but still in a cooperative in this backup, so end that and run"
            f" `people forget`: {' '.join(left)}"
        )


def _member(public_id: str) -> Member:
    return db.session.scalars(select(Member).where(Member.public_id == public_id)).one()


def _check_keys() -> None:
    missing = sorted(key_rotation.in_use().keys() - keyring().keys.keys())
    db.session.rollback()
    if missing:
        click.echo(
            f"!! Needs are sealed by key {', '.join(map(str, missing))}, which is not in"
            " ORANGERIET_KEYS: put it there, or nobody reads them."
        )


def _check_history() -> None:
    """Read the chain anew; heads of what came after the backup are laid aside."""
    file = audit_heads.path_in(_settings().instance)
    last = audit.head()
    aside = audit_heads.lay_aside(file, last.position, now())
    result = audit.verify(audit_heads.read(file))
    db.session.rollback()
    if aside:
        click.echo(f"Heads of history that came after the backup were moved to {aside}.")
    if result.broken:
        raise click.ClickException(f"The chain over history does not hold: {result.broken}")
    click.echo(f"History holds: {last.position} links.")


def _owner() -> Owner:
    return Owner(connection.addresses(_settings()).owner)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
