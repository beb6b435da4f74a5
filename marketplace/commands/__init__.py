"""Commands for whoever keeps the site: `flask --app wsgi audit …`, `backup`, `keys …`, …"""

from flask import Flask

from marketplace.commands import (
    audit,
    backups,
    cooperatives,
    invoices,
    keys,
    ledger,
    people,
    sie,
    vocabulary,
)


def register(app: Flask) -> None:
    """Make the commands known."""
    for command in (
        audit.audit,
        backups.backup,
        backups.restore,
        cooperatives.cooperatives,
        invoices.invoices,
        keys.keys,
        ledger.ledger,
        people.people,
        sie.sie,
        vocabulary.vocabulary,
    ):
        app.cli.add_command(command)
