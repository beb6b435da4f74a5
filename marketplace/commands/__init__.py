"""Commands of the books: `flask --app wsgi ledger|sie|invoices|cooperatives …`."""

from flask import Flask

from marketplace.commands import cooperatives, invoices, ledger, sie


def register(app: Flask) -> None:
    """Make the commands known."""
    for command in (
        cooperatives.cooperatives,
        invoices.invoices,
        ledger.ledger,
        sie.sie,
    ):
        app.cli.add_command(command)
