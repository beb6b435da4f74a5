"""Commands of several words: `flask --app wsgi audit …`, `keys …`, `ledger …`, `people …`."""

from flask import Flask

from marketplace.commands import audit, cooperatives, invoices, keys, ledger, people, sie


def register(app: Flask) -> None:
    """Make the commands known."""
    for command in (
        audit.audit,
        cooperatives.cooperatives,
        invoices.invoices,
        keys.keys,
        ledger.ledger,
        people.people,
        sie.sie,
    ):
        app.cli.add_command(command)
