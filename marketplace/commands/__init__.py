"""Commands of several words: `flask --app wsgi audit|ledger|sie|invoices|cooperatives|keys …`."""

from flask import Flask

from marketplace.commands import audit, cooperatives, invoices, keys, ledger, sie


def register(app: Flask) -> None:
    """Make the commands known."""
    for command in (
        audit.audit,
        cooperatives.cooperatives,
        invoices.invoices,
        keys.keys,
        ledger.ledger,
        sie.sie,
    ):
        app.cli.add_command(command)
