"""What people asked for after a backup was made: to be forgotten, or a yes taken back.

Bringing the backup back must not undo it. The database that stood there before still knows.
"""

from dataclasses import dataclass

import psycopg

from marketplace.backups.owner import Owner


@dataclass(frozen=True, slots=True)
class Refusals:
    """People by their public ids, who are forgotten, and which yes of whom does not stand."""

    forgotten: frozenset[str]
    taken_back: frozenset[tuple[str, str]]


def since(owner: Owner, kept: str | None) -> Refusals:
    """What the kept database knows and the restored one does not; nothing where none was kept."""
    if kept is None:
        return Refusals(frozenset(), frozenset())
    before, now = _known(owner, kept), _known(owner, owner.database)
    return Refusals(
        before.forgotten - now.forgotten,
        frozenset(
            (person, purpose)
            for person, purpose in now.yeses - before.yeses
            if person in before.people
        ),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    people: frozenset[str]
    forgotten: frozenset[str]
    yeses: frozenset[tuple[str, str]]


def _known(owner: Owner, database: str) -> _Known:
    try:
        with owner.connected(database) as connection:
            people = connection.execute(PEOPLE).fetchall()
            yeses = connection.execute(YESES).fetchall()
    except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn):
        people, yeses = [], []  # an Orangeriet that could not forget anybody yet
    return _Known(
        frozenset(one for one, _ in people),
        frozenset(one for one, gone in people if gone),
        frozenset((one, purpose) for one, purpose in yeses),
    )


PEOPLE = "SELECT public_id, erased_at IS NOT NULL FROM members"
YESES = """
SELECT DISTINCT public_id, purpose FROM consents JOIN members ON members.id = member_id
WHERE withdrawn_at IS NULL
"""
