"""The database that a demo is built on: what it holds, and emptying it when it holds a demo."""

from enum import StrEnum

from sqlalchemy import Connection, text

from marketplace.database import Base
from marketplace.demo.book import table_of
from marketplace.models.companies import Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.installation import Installation
from marketplace.models.messages import Message
from marketplace.models.places import Municipality
from marketplace.models.users import User

ROOTS = (Municipality, Cooperative, Company, User, Message)
"""Everything else leans on one of these, save what a visitor without a name leaves behind."""
QUEUE = ("procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers")
"""Workers keep their row: those that run now go on with the new demo."""
PATIENCE = "10s"


class Ground(StrEnum):
    """What a database holds."""

    EMPTY = "empty"
    DEMO = "demo"
    OWN = "own"


def ground_of(connection: Connection) -> Ground:
    """What the database holds: nothing, a demo, or data of its own, which no demo may touch."""
    if connection.execute(table_of(Installation).select().limit(1)).first():
        return Ground.DEMO
    for noun in ROOTS:
        if connection.execute(table_of(noun).select().limit(1)).first():
            return Ground.OWN
    return Ground.EMPTY


def empty(connection: Connection) -> None:
    """Throw away every row, in the open transaction, as the owner of the tables.

    Emptying keeps tables and grants as they are, so that a site and a worker that run meanwhile
    never see a table missing. Waits a while for those who hold a table, then fails.
    """
    connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
    guarded = connection.scalars(text(GUARDED)).all()
    for name in guarded:
        connection.execute(text(f"ALTER TABLE {name} DISABLE TRIGGER USER"))
    names = ", ".join((*(table.name for table in Base.metadata.sorted_tables), *QUEUE))
    connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
    for name in guarded:
        connection.execute(text(f"ALTER TABLE {name} ENABLE TRIGGER USER"))


GUARDED = """
SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
WHERE NOT tgisinternal AND (tgtype & 32) <> 0 ORDER BY 1
"""
"""Tables with a trigger on TRUNCATE (bit 5 of tgtype): those that are never emptied."""
