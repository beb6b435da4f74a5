"""What goes wrong with the embedded database, said so that the reader knows what to do."""


class PostgresError(RuntimeError):
    """The embedded PostgreSQL cannot be found, placed, started or reached; the text says why."""
