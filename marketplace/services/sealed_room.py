"""The room where needs are kept: entered for a moment, for named people, in a role of its own.

The application has no right to the tables of the room. Inside, PostgreSQL shows and takes rows of
the named people only: a forgotten WHERE finds nothing more. Nothing but these tables can be
touched inside. Migration 0005 makes the role and its rules.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import text

from marketplace.catalogue.purposes import Purpose
from marketplace.database import db
from marketplace.models.needs import ROLE

ENTER = text(
    "SELECT current_setting('role'), set_config('orangeriet.members', :members, true),"
    " set_config('orangeriet.purpose', :purpose, true), set_config('role', :role, true)"
)
LEAVE = text(
    "SELECT set_config('role', :role, true), set_config('orangeriet.members', '', true),"
    " set_config('orangeriet.purpose', '', true)"
)


@contextmanager
def entered(member_ids: Collection[int], purpose: Purpose) -> Iterator[None]:
    """Be in the room for these people until the block ends.

    Every setting ends with the transaction, or with the savepoint where something fails inside,
    so no later query is ever made in this role.
    """
    named = ",".join(str(int(member_id)) for member_id in sorted(set(member_ids)))
    with db.session.begin_nested(), db.session.no_autoflush:
        before = db.session.scalar(
            ENTER, {"members": named, "purpose": purpose.value, "role": ROLE}
        )
        yield
        db.session.execute(LEAVE, {"role": before})
