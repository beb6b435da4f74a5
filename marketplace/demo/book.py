"""The rows of the demo, kept in memory until all are there, then written in one go."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, select, text, update

from marketplace.database import ALPHABET, Base, Identified, Numbered
from marketplace.demo.setting import Setting
from marketplace.models.history import Actor, Event

PUBLIC_ID_LENGTH = 12


class Book:
    """Rows by table, each with the number and the public id it will have in the database.

    The public ids come from the seed too: they are part of the problems that are solved, and the
    same demo shall have the same first match.
    """

    def __init__(self, setting: Setting) -> None:
        self.rows: dict[Table, list[dict[str, Any]]] = {}
        self.changes: dict[Table, list[dict[str, Any]]] = {}
        self._events: list[dict[str, Any]] = []
        self._draw = setting.draw("public ids")
        self._taken: set[str] = set()

    def add(self, noun: type[Numbered], **columns: Any) -> int:
        """Keep a row and give the number it will have."""
        rows = self.rows.setdefault(table_of(noun), [])
        number = len(rows) + 1
        if issubclass(noun, Identified):
            columns["public_id"] = self.new_public_id()
        rows.append({"id": number, **columns})
        return number

    def link(self, table: Table, **columns: Any) -> None:
        """Keep a row of a table without numbers."""
        self.rows.setdefault(table, []).append(columns)

    def change(self, noun: type[Numbered], row: int, /, **columns: Any) -> None:
        """Change a row once everything that leans on it is written."""
        self.changes.setdefault(table_of(noun), []).append({"row": row, **columns})

    def row(self, noun: type[Numbered], number: int) -> Mapping[str, Any]:
        """A row as it was kept."""
        return self.rows[table_of(noun)][number - 1]

    def event(
        self, at: datetime, verb: str, noun: type[Numbered], row: int, by: Actor, /, **detail: Any
    ) -> None:
        """Keep a row of history; they are numbered by their time, whatever order they come in."""
        self._events.append(
            {
                "at": at,
                "verb": verb,
                "subject_type": table_of(noun).name,
                "subject_id": row,
                "actor_role": by.role,
                "actor_label": by.kept_label,
                "actor_user_id": by.user_id,
                "actor_member_id": by.member_id,
                "detail": detail,
            }
        )

    def close(self) -> None:
        """Put history into order; nothing may be added afterwards."""
        for event in sorted(self._events, key=lambda row: row["at"]):
            self.add(Event, **event)
        self._events.clear()

    def write(self, connection: Connection) -> None:
        """Write every row, those first on which others lean, and let new rows go on from there."""
        self.close()
        for table in Base.metadata.sorted_tables:
            if self.rows.get(table):
                connection.execute(insert(table), self.rows[table])
        for table, changes in self.changes.items():
            _change(connection, table, changes)
        for table in self.rows:
            if "id" in table.c and table.c.id.identity is not None:
                _go_on_after(connection, table)

    def new_public_id(self) -> str:
        """A public id that no other row has."""
        while True:
            found = "".join(self._draw.choices(ALPHABET, k=PUBLIC_ID_LENGTH))
            if found not in self._taken:
                self._taken.add(found)
                return found


def table_of(noun: type[Base] | type[Numbered]) -> Table:
    """The table of a noun."""
    found = vars(noun)["__table__"]
    assert isinstance(found, Table)  # noqa: S101 -- tells the type checker
    return found


def _change(connection: Connection, table: Table, changes: Sequence[Mapping[str, Any]]) -> None:
    columns = [name for name in changes[0] if name != "row"]
    statement = update(table).where(table.c.id == bindparam("row"))
    connection.execute(
        statement.values({name: bindparam(f"new_{name}") for name in columns}),
        [{"row": one["row"], **{f"new_{name}": one[name] for name in columns}} for one in changes],
    )


def _go_on_after(connection: Connection, table: Table) -> None:
    last = connection.scalar(select(func.max(table.c.id)))
    connection.execute(
        text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"),
        {"name": table.name, "last": last},
    )
