"""`flask --app wsgi sie export|import`: the books to the accountant, and the year back from her."""

from pathlib import Path
from typing import IO

import click
from flask.cli import AppGroup

from invoicing.money import format_kronor
from marketplace.cli import with_database
from marketplace.commands.cooperatives import named
from marketplace.database import db
from marketplace.errors import MarketplaceError
from marketplace.models.history import Actor
from marketplace.services import periods, sie_files

sie = AppGroup("sie", help="The books as SIE files.")
OPERATOR = Actor("sysadmin", "Kommandoraden")


@sie.command("export")
@click.option("--cooperative", required=True, help="Slug, name or organisation number.")
@click.option("--period", required=True, metavar="YYYY[-MM]", help="A year or a month.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file."
)
@with_database
def export(cooperative: str, period: str, out: Path) -> None:
    """Write a period as SIE 4I; months that are over are closed by it."""
    seller = named(cooperative)
    try:
        made = sie_files.export(seller, periods.read_period(period), OPERATOR)
    except MarketplaceError as error:
        raise click.ClickException(str(error)) from error
    _write(out, made.content)
    db.session.commit()
    click.echo(f"{made.vouchers} vouchers written to {out}.")
    if made.closed:
        click.echo("Closed: " + ", ".join(f"{day:%Y-%m}" for day in made.closed))
    if made.still_open:
        months = ", ".join(f"{day:%Y-%m}" for day in made.still_open)
        click.echo(f"Preliminary: {months} goes on, stays open and may get further vouchers.")


@sie.command("import")
@click.option("--cooperative", required=True, help="Slug, name or organisation number.")
@click.argument("file", type=click.File("rb"))
@with_database
def take_in(cooperative: str, file: IO[bytes]) -> None:
    """Read the accountant's SIE 4E: surplus, pay and costs of a year."""
    seller = named(cooperative)
    try:
        account = sie_files.take_in(seller, file.read(), OPERATOR)
    except MarketplaceError as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()
    click.echo(
        f"{account.year_from} to {account.year_to}: income {format_kronor(account.income_ore)},"
        f" pay {format_kronor(account.pay_ore)}, other costs"
        f" {format_kronor(account.other_cost_ore)}, surplus {format_kronor(account.surplus_ore)}."
    )


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and before the months are closed for good."""
    draft = path.with_name(path.name + ".part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        raise click.FileError(str(path), str(error.strerror)) from error
