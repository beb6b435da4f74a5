"""History is a chain: what was changed, removed, slipped in or rewritten shows."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from marketplace.database import db
from marketplace.models.audit import AuditLink
from marketplace.models.history import SYSTEM, Event
from marketplace.services import audit
from marketplace.services.history import record
from tests.make import make_region

CLIENTS = 8
EVENTS_A_CLIENT = 25


@pytest.fixture
def history(clean_database):
    """A site with six events on a region, and a way to write more."""
    with clean_database.app.app_context():
        region = make_region()
        db.session.commit()
        for number in range(6):
            record(f"regions.tried_{number}", region, SYSTEM, å="ä ö", number=number)
            db.session.commit()
        yield region


@pytest.fixture
def tamper(clean_database):
    """Statements of somebody who owns the tables and has put the guards to sleep."""

    def do(*statements: str) -> None:
        db.session.rollback()
        with clean_database.owner_engine().begin() as owner:
            for table in ("events", "audit_links"):
                owner.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            owner.execute(
                text(
                    "ALTER TABLE audit_links DROP CONSTRAINT IF EXISTS"
                    " fk_audit_links_event_id_events"
                )
            )
            for statement in statements:
                owner.execute(text(statement))
            for table in ("events", "audit_links"):
                owner.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))

    return do


def found(kept=()) -> str:
    db.session.rollback()
    return str(audit.verify(kept).broken)


def test_an_untouched_history_holds(history):
    result = audit.verify()
    assert result.broken is None
    assert result.head == audit.head()
    assert result.head.position == 6


def test_an_empty_history_holds(clean_database):
    with clean_database.app.app_context():
        assert audit.verify() == audit.Verified(audit.Head(0, audit.BEGINNING), None)


def test_links_follow_the_order_in_which_events_were_committed(history):
    events = db.session.scalars(select(Event).order_by(Event.id)).all()
    links = db.session.scalars(select(AuditLink).order_by(AuditLink.position)).all()
    assert [link.event_id for link in links] == [event.id for event in events]
    assert [link.position for link in links] == [1, 2, 3, 4, 5, 6]


def test_what_was_undone_leaves_neither_link_nor_gap(history):
    record("regions.undone", history, SYSTEM)
    db.session.flush()
    db.session.rollback()
    record("regions.done", history, SYSTEM)
    db.session.commit()
    assert audit.head().position == 7
    assert found() == "None"


def test_many_who_write_at_once_leave_one_whole_chain(clean_database, history):
    app, region_id, together = clean_database.app, history.id, Barrier(CLIENTS)

    def write() -> None:
        with app.app_context():
            region = db.session.get_one(type(history), region_id)
            together.wait()
            for number in range(EVENTS_A_CLIENT):
                record("regions.tried", region, SYSTEM, number=number)
                if number % 5:
                    db.session.commit()
                else:
                    db.session.flush()

            db.session.rollback()

    with ThreadPoolExecutor(CLIENTS) as clients:
        for one in [clients.submit(write) for _ in range(CLIENTS)]:
            one.result()
    assert found() == "None"
    assert audit.head().position == 6 + CLIENTS * (EVENTS_A_CLIENT - 1 + 1)


def test_nobody_waits_for_somebody_who_has_written_and_not_yet_committed(clean_database, history):
    """The chain is locked at the commit alone: locks of rows are never waited for behind it."""
    record("regions.slow", history, SYSTEM)
    db.session.flush()

    def quick() -> int:
        with clean_database.app.app_context():
            region = db.session.get_one(type(history), history_id)
            record("regions.quick", region, SYSTEM)
            db.session.commit()
            return audit.head().position

    history_id = history.id
    with ThreadPoolExecutor(1) as other:
        assert other.submit(quick).result(timeout=30) == 7
    db.session.commit()
    verbs = [row.verb for row in db.session.scalars(select(Event).order_by(Event.id))]
    assert verbs[-2:] == ["regions.slow", "regions.quick"]
    assert found() == "None"


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE events SET verb = 'x' WHERE id = 3", "link 3, event {3}: the event or its link"),
        ("UPDATE events SET at = at + interval '1 s' WHERE id = 2", "link 2, event {2}: the event"),
        ("UPDATE events SET detail = '{}' WHERE id = 6", "link 6, event {6}: the event or its"),
        ("UPDATE audit_links SET hash = repeat('a', 64) WHERE position = 4", "link 4, event {4}"),
        ("DELETE FROM events WHERE id = 5", "link 5, event (gone): the event is gone"),
        ("DELETE FROM audit_links WHERE position = 2", "link 3, event {3}: links 2 to 2 are gone"),
        (
            "INSERT INTO events (public_id, at, verb, subject_type, subject_id, actor_role,"
            " actor_label, detail) VALUES ('slipped', now(), 'x', 'x', 1, 'x', 'x', '{}')",
            "no link, event slipped: the event was written past the chain",
        ),
        (
            "UPDATE audit_links SET event_id = CASE position WHEN 2 THEN 3 ELSE 2 END + 100"
            " WHERE position IN (2, 3); UPDATE audit_links SET event_id = event_id - 100"
            " WHERE position IN (2, 3)",
            "link 2, event {3}: the event or its link was changed",
        ),
    ],
    ids=["verb", "moment", "detail", "hash", "event gone", "link gone", "slipped in", "swapped"],
)
def test_the_first_broken_link_is_named(history, tamper, statement, fault):
    names = {row.id: row.public_id for row in db.session.scalars(select(Event))}
    tamper(*statement.split(";"))
    for number, name in names.items():
        fault = fault.replace(f"{{{number}}}", name)
    assert fault in found()


def rewritten(history) -> list[str]:
    """Statements that change the second event and seal all after it anew, as the database would."""
    rows = db.session.execute(text(audit.CHAIN)).all()
    statements, before = [], rows[0].hash
    for row in rows[1:]:
        content = row.content.replace("tried_1", "never_1")
        before = hashlib.sha256((before + content).encode()).hexdigest()
        statements.append(
            f"UPDATE audit_links SET hash = '{before}' WHERE position = {row.position}"
        )
    return ["UPDATE events SET verb = 'regions.never_1' WHERE verb LIKE '%tried_1'", *statements]


def test_a_chain_rewritten_as_a_whole_shows_by_a_head_kept_elsewhere(history, tamper):
    kept = [audit.Head(4, _hash_at(4))]
    tamper(*rewritten(history))
    assert found() == "None"
    assert "a head kept elsewhere says otherwise" in found(kept)


def test_an_end_that_was_cut_off_shows_by_a_head_kept_elsewhere(history, tamper):
    kept = [audit.head()]
    tamper(
        "DELETE FROM audit_links WHERE position > 4",
        "DELETE FROM events WHERE id > 4",
    )
    assert found() == "None"
    assert "link 6, event (gone): a head was kept of it" in found(kept)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO audit_links VALUES (7, 1, repeat('a', 64))",
        "UPDATE audit_links SET position = 9",
        "DELETE FROM audit_links",
        "TRUNCATE audit_links",
        "SELECT audit_link(one) FROM events one LIMIT 1",
    ],
)
def test_the_application_cannot_write_the_chain(history, statement):
    with pytest.raises(DBAPIError, match="permission denied"):
        db.session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE events SET verb = 'x'", "DELETE FROM audit_links", "TRUNCATE events, audit_links"],
)
def test_not_even_the_owner_rewrites_by_mistake(clean_database, history, statement):
    db.session.rollback()
    with (
        clean_database.owner_engine().connect() as owner,
        pytest.raises(DBAPIError, match=r"never (rewritten|emptied)"),
    ):
        owner.execute(text(statement))


def _hash_at(position: int) -> str:
    return db.session.get_one(AuditLink, position).hash
