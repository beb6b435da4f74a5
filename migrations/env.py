"""How migrations reach the database: as the owner, one transaction each, with short locks."""

from alembic import context
from sqlalchemy import Connection, text

from marketplace import models
from marketplace.connection import owner_engine
from marketplace.database import Base
from marketplace.settings import Settings

assert models  # every table is known


def ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """The queue keeps tables of its own, which are not ours to compare."""
    return not (kind in ("table", "index") and (name or "").startswith("procrastinate"))


def run(connection: Connection) -> None:
    """Bring the schema up to date; waits at most ten seconds for a lock."""
    connection.execute(text("SET lock_timeout = '10s'"))
    connection.commit()  # each migration has a transaction of its own
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=ours,
        transaction_per_migration=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with owner_engine(Settings.from_env()).connect() as opened:
        run(opened)
