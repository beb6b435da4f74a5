"""Holding a row until the commit, read anew: what was loaded before may be old."""

from typing import TypeVar

from sqlalchemy import select

from marketplace.database import Numbered, db

Row = TypeVar("Row", bound=Numbered)


def hold(row: Row, *, against_all: bool = False) -> None:
    """Lock a row, and read it and what hangs on it as it is now.

    Others may still write rows that point at it, unless it is held `against_all`.
    """
    noun = type(row)
    db.session.flush()
    number = row.id
    db.session.expire(row)
    query = select(noun).where(noun.id == number)
    db.session.scalars(
        query.with_for_update(key_share=not against_all, of=noun).execution_options(
            populate_existing=True
        )
    ).one()
