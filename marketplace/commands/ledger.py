"""`flask --app wsgi ledger verify|catch-up`: the books read against themselves, or completed."""

import click
from flask.cli import AppGroup
from sqlalchemy import func, select

from marketplace.cli import with_database
from marketplace.database import db
from marketplace.models.ledger import InvoiceSeal, Voucher
from marketplace.services import ledger as books
from marketplace.services import verifying

ledger = AppGroup("ledger", help="The books: their seals, numbers and sums.")


@ledger.command("verify")
@with_database
def verify() -> None:
    """Read every seal, number, sum and file anew; exit code 1 and the reasons where one is off."""
    found = 0
    for problem in verifying.problems():
        found += 1
        click.echo(problem)
    db.session.rollback()
    seals = db.session.scalar(select(func.count()).select_from(InvoiceSeal))
    vouchers = db.session.scalar(select(func.count()).select_from(Voucher))
    click.echo(f"{seals} documents and {vouchers} vouchers read, {found} problems.")
    if found:
        raise click.exceptions.Exit(1)


@ledger.command("catch-up")
@with_database
def catch_up() -> None:
    """Seal and book what was written before the books were kept; run again, nothing happens."""
    made = books.catch_up()
    db.session.commit()
    click.echo(f"{made} seals and vouchers added.")
