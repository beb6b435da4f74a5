"""What this installation is and how it stands: its data, its database, its tables."""

from dataclasses import dataclass
from functools import cache

from alembic.script import ScriptDirectory
from sqlalchemy import select, text

from marketplace.database import db
from marketplace.models.installation import Installation
from marketplace.schema import MIGRATIONS


@dataclass(frozen=True, slots=True)
class State:
    """The facts. `revision` is that of the tables, `wanted_revision` the program's own."""

    demo: Installation | None
    database_bytes: int
    postgres_version: str
    revision: str
    wanted_revision: str

    @property
    def megabytes(self) -> int:
        """The size of the database, rounded up."""
        return -(-self.database_bytes // 1_000_000)

    @property
    def is_current(self) -> bool:
        """Whether the tables are those of this program."""
        return self.revision == self.wanted_revision


def state() -> State:
    """How the installation stands now, in two queries."""
    row = db.session.execute(
        text(
            "SELECT pg_database_size(current_database()), current_setting('server_version'),"
            " (SELECT version_num FROM alembic_version)"
        )
    ).one()
    return State(
        demo=db.session.scalar(select(Installation)),
        database_bytes=row[0],
        postgres_version=row[1].split()[0],
        revision=row[2],
        wanted_revision=_newest_revision(),
    )


@cache
def _newest_revision() -> str:
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())
