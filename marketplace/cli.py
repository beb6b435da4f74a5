"""Commands: `flask --app wsgi …`. Each brings the embedded database up for as long as it runs."""

from flask import Flask


def register(app: Flask) -> None:
    """Make the commands known."""
