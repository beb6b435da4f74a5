"""`flask --app wsgi audit verify|head`: the chain over history, read anew."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from marketplace import audit_heads
from marketplace.cli import with_database
from marketplace.clock import now
from marketplace.database import db
from marketplace.services import audit as chain
from marketplace.settings import Settings

audit = AppGroup("audit", help="The chain over history.")


@audit.command("verify")
@click.option("--heads", type=click.Path(exists=True, path_type=Path), help="Heads kept elsewhere.")
@with_database
def verify(heads: Path | None) -> None:
    """Read every link anew; exit code 1 and the first broken link where it does not hold."""
    file = heads or audit_heads.path_in(_settings().instance)
    try:
        kept = audit_heads.read(file)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    result = chain.verify(kept)
    db.session.rollback()
    if result.broken:
        click.echo(f"BROKEN after {result.head.position} links that hold. {result.broken}")
        raise click.exceptions.Exit(1)
    click.echo(f"{result.head.position} links hold, {len(kept)} kept heads agree.")
    click.echo(f"Head: {result.head.position} {result.head.hash}")


@audit.command("head")
@click.option("--keep", is_flag=True, help="Also add it to the file in the instance folder.")
@with_database
def head(*, keep: bool) -> None:
    """Tell the last link, to be written down where the database's keepers cannot reach it."""
    last = chain.head()
    db.session.rollback()
    if keep:
        audit_heads.keep(audit_heads.path_in(_settings().instance), last, now())
    click.echo(f"{last.position} {last.hash}")


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
