"""The site that money is measured on: a server of its own, whose commits reach the disk."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import text

from marketplace import connection, create_app, schema
from marketplace.settings import Settings


@contextmanager
def site(*beside: str) -> Iterator[Flask]:
    """An application on an empty database, with what stands beside ours made by its owner."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env({"ORANGERIET_INSTANCE": folder})
        with connection.running(settings):
            with connection.owner_engine(settings).connect() as owner:
                schema.upgrade(owner)
                for statement in beside:
                    owner.execute(text(statement))
                owner.commit()
            yield create_app(settings)
