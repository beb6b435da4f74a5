"""A PostgreSQL of our own for machines without one: `Embedded(folder).start()`, then `owner_url()`.

Only the programs come from outside (a wheel, or the system); starting, finding, counting and
stopping the server is ours, since a database that holds invoices must survive what laptops and
containers do to processes.
"""

from marketplace.postgres.binaries import Binaries, find_binaries, find_client
from marketplace.postgres.databases import OWNER_ROLE
from marketplace.postgres.embedded import APP_ROLE, DATABASE, Embedded
from marketplace.postgres.failure import PostgresError
from marketplace.postgres.server import SUPERUSER

__all__ = [
    "APP_ROLE",
    "DATABASE",
    "OWNER_ROLE",
    "SUPERUSER",
    "Binaries",
    "Embedded",
    "PostgresError",
    "find_binaries",
    "find_client",
]
