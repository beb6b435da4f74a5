"""A test inside one transaction that is never committed, though everything in it may commit."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from marketplace.database import db

# Inside an outer transaction each commit of a session becomes the release of a savepoint; where a
# session has an engine of its own, as in the product, this changes nothing.
db.session.session_factory.configure(join_transaction_mode="create_savepoint")


@contextmanager
def rolled_back(app: Flask) -> Iterator[Session]:
    """A session of the application whose every commit is undone at the end, jobs included."""
    with app.app_context():
        engine = db.engine
        with engine.connect() as connection:
            outer = connection.begin()
            db.engines[None] = connection  # every session joins it
            try:
                yield db.session()
            finally:
                db.session.remove()
                db.engines[None] = engine
                if outer.is_active:
                    outer.rollback()


class Unsaved:
    """What a piece of work wrote but neither committed nor rolled back, by table."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    @contextmanager
    def watched(self) -> Iterator["Unsaved"]:
        """Watch every session of this process meanwhile."""
        listeners = [
            ("after_flush", self._flushed),
            ("do_orm_execute", self._executed),
            ("after_commit", self._committed),
            ("after_rollback", self._undone),
        ]
        for name, listener in listeners:
            event.listen(Session, name, listener)
        try:
            yield self
        finally:
            for name, listener in listeners:
                event.remove(Session, name, listener)

    def _flushed(self, session: Session, _context: object) -> None:
        for row in (*session.new, *session.dirty, *session.deleted):
            self.tables.add(type(row).__name__)

    def _executed(self, state: object) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            self.tables.add(str(state.statement.table))

    def _committed(self, session: Session) -> None:
        if not session.in_nested_transaction():  # a savepoint saves nothing yet
            self.tables.clear()

    def _undone(self, _session: Session) -> None:
        self.tables.clear()
