"""A backup holds all that stood there, shows no need, and its proof would find any difference."""

from contextlib import contextmanager

import pytest
from sqlalchemy import text

from marketplace.backups import BackupError, save
from marketplace.backups.comparing import Different, compare
from marketplace.backups.saving import beside, load
from tests.make_needs import APART

LOOSE = "ALTER TABLE audit_links DISABLE TRIGGER USER"
TIGHT = "ALTER TABLE audit_links ENABLE TRIGGER USER"


@contextmanager
def brought_back(owner, file):
    """A connection to what a backup holds, in a database beside."""
    with beside(owner, "tried") as name:
        load(owner, file, name)
        with owner.connected(name) as connection:
            yield connection


def test_a_proved_backup_counts_every_row_those_that_lie_apart_among_them(owner, tmp_path):
    saved = save(owner, tmp_path / "one.dump")
    assert all(saved.rows[table] for table in ("members", "events", "invoices", "audit_links"))
    apart = {one.__tablename__: saved.rows[one.__tablename__] for one in APART}
    assert apart == {"member_keys": 3, "member_needs": 3, "needs_reads": 1, "consents": 6}


def test_only_its_owner_can_read_it_and_nobody_a_need(owner, tmp_path):
    file = save(owner, tmp_path / "new" / "one.dump").file
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    with brought_back(owner, file) as found:
        for table, _ in found.execute(
            "SELECT tablename, 1 FROM pg_tables WHERE schemaname='public'"
        ):
            rows = found.execute(
                f'SELECT t::text FROM "{table}" t WHERE t::text LIKE %s', ["%step_free%"]
            )
            assert rows.fetchall() == [], table


def test_an_existing_file_is_never_overwritten(owner, tmp_path):
    (tmp_path / "one.dump").write_text("precious")
    with pytest.raises(BackupError, match="is ever overwritten"):
        save(owner, tmp_path / "one.dump")
    assert (tmp_path / "one.dump").read_text() == "precious"


def test_a_backup_that_fails_leaves_no_file(owner, tmp_path, monkeypatch):
    monkeypatch.setenv("PGBIN", str(tmp_path))
    with pytest.raises(Exception, match="pg_dump"):
        save(owner, tmp_path / "out" / "one.dump")
    assert list((tmp_path / "out").iterdir()) == []


def test_what_others_write_meanwhile_is_no_difference(owner, stocked, tmp_path, monkeypatch):
    """The proof compares with the moment of the backup, not with now."""
    from marketplace.backups import saving

    def load_late(*arguments):
        with stocked.owner_engine().begin() as other:
            other.execute(text("UPDATE members SET given_name = 'Later'"))
        load(*arguments)

    monkeypatch.setattr(saving, "load", load_late)
    assert save(owner, tmp_path / "one.dump").rows["members"] > 0


DAMAGES = {
    "UPDATE members SET given_name = 'x' WHERE id = 2": "members, row 2",
    f"{LOOSE}; DELETE FROM audit_links WHERE position = 1; {TIGHT}": "audit_links, row 1",
    "ALTER TABLE events DISABLE TRIGGER never_rewritten": "rules: trigger events",
    "ALTER TABLE assignments DROP CONSTRAINT ex_assignments_no_double_booking": "rules: ",
    "GRANT SELECT ON member_needs TO orangeriet_app": "right orangeriet_app SELECT member_needs",
    "ALTER TABLE member_needs NO FORCE ROW LEVEL SECURITY": "rows of member_needs",
    "SELECT setval('members_id_seq', 999)": "counters: members_id_seq=",
}


def test_the_proof_names_what_differs_and_never_what_stands_there(owner, tmp_path):
    file = save(owner, tmp_path / "one.dump", prove=False).file
    with owner.connected() as moment, brought_back(owner, file) as found:
        compare(moment, found)
        for damage, told in DAMAGES.items():
            found.rollback()
            found.execute(damage)
            with pytest.raises(Different) as difference:
                compare(moment, found)
            assert told in str(difference.value)
            assert "Åsa" not in str(difference.value)
