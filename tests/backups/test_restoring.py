"""A backup comes back whole, in one step, and does not undo what people asked for since."""

import pytest
from sqlalchemy import func, select

from marketplace import audit_heads, clock
from marketplace.backups import BackupError, restore, save
from marketplace.catalogue.purposes import Purpose
from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.models.members import Member
from marketplace.services import audit, consents, privacy
from marketplace.services.history import record
from tests.make import make_member
from tests.make_needs import needs_of


@pytest.fixture
def type_in(stocked, owner):
    """Type a command; gives the output. Databases that were kept are dropped afterwards."""

    def typed(*words, code=0):
        done = stocked.app.test_cli_runner().invoke(args=[str(word) for word in words])
        assert done.exit_code == code, done.output
        return done.output

    yield typed
    for name in kept_beside(owner):
        owner.drop(name)


def kept_beside(owner) -> list[str]:
    """Other databases that bear the name of the site's."""
    with owner.connected() as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE current_database() || '_%'"
        )
        return [name for (name,) in found]


def close(app) -> None:
    db.session.remove()
    db.engine.dispose()


def test_what_was_lost_is_back_and_needs_open_again(type_in, stocked, owner, tmp_path):
    file = tmp_path / "one.dump"
    said = type_in("backup", file)
    assert "are the same, one by one" in said
    assert "sealed by key 1." in said
    with stocked.app.app_context():
        before = db.session.scalar(select(func.count(Member.id)))
        db.session.execute(db.update(Member).values(given_name="Overwritten"))
        make_member()
        db.session.commit()
        close(stocked.app)
    said = type_in("restore", file)
    assert "History holds" in said
    with stocked.app.app_context():
        assert db.session.scalar(select(func.count(Member.id))) == before
        [member] = db.session.scalars(select(Member).where(Member.given_name == "Åsa 1"))
        assert needs_of(member).conditions == ("step_free",)
        close(stocked.app)
    [kept] = kept_beside(owner)
    assert kept in said
    with owner.connected(kept) as was:
        assert was.execute("SELECT DISTINCT given_name FROM members").fetchall() != []


def test_who_took_a_yes_back_or_was_forgotten_since_stays_so(type_in, stocked, tmp_path):
    with stocked.app.app_context():
        gone = make_member(employed=False, participates=False)
        db.session.commit()
        gone_id = gone.public_id
        close(stocked.app)
    type_in("backup", tmp_path / "one.dump", "--no-proof")
    with stocked.app.app_context():
        first = db.session.scalars(select(Member).where(Member.given_name == "Åsa 0")).one()
        first_id = first.public_id
        privacy.withdraw(first, Purpose.MATCHING, SYSTEM)
        gone = db.session.scalars(select(Member).where(Member.public_id == gone_id)).one()
        privacy.forget(gone, SYSTEM)
        db.session.commit()
        close(stocked.app)
    said = type_in("restore", tmp_path / "one.dump")
    assert "2 yeses taken back" in said
    assert "1 people forgotten" in said
    with stocked.app.app_context():
        first, gone = (
            db.session.scalars(select(Member).where(Member.public_id == one)).one()
            for one in (first_id, gone_id)
        )
        assert consents.standing(first) == {}
        assert needs_of(first).conditions == ()
        assert gone.erased_at is not None
        close(stocked.app)


def test_heads_of_what_came_after_are_laid_aside_and_history_holds(type_in, stocked, tmp_path):
    file = audit_heads.path_in(stocked.settings.instance)
    type_in("audit", "head", "--keep")
    type_in("backup", tmp_path / "one.dump", "--no-proof")
    with stocked.app.app_context():
        record("members.tried", db.session.scalars(select(Member).limit(1)).one(), SYSTEM)
        db.session.commit()
        later = audit.head()
        audit_heads.keep(file, later, clock.now())
        close(stocked.app)
    said = type_in("restore", tmp_path / "one.dump")
    assert "were moved to" in said
    [aside] = file.parent.glob("audit-heads-before-*.txt")
    assert audit_heads.read(aside) == [later]
    assert len(audit_heads.read(file)) == 1
    assert "1 kept heads agree" in type_in("audit", "verify")


def test_nothing_is_exchanged_while_somebody_is_connected(type_in, stocked, owner, tmp_path):
    type_in("backup", tmp_path / "one.dump", "--no-proof")
    with owner.connected():
        assert "stop site and workers first" in type_in("restore", tmp_path / "one.dump", code=1)
    assert kept_beside(owner) == []


@pytest.mark.parametrize("content", [b"", b"no backup at all", None])
def test_what_is_no_backup_leaves_all_as_it_was(type_in, owner, tmp_path, content):
    file = tmp_path / "one.dump"
    if content is not None:
        file.write_bytes(content)
    type_in("restore", file, code=1)
    assert kept_beside(owner) == []
    with owner.connected() as connection:
        assert connection.execute("SELECT count(*) > 0 FROM members").fetchone() == (True,)


def test_a_backup_of_a_newer_version_is_refused_with_what_to_do(owner, tmp_path):
    with owner.connected() as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    save(owner, tmp_path / "newer.dump", prove=False)
    with pytest.raises(BackupError, match="newer Orangeriet"):
        restore(owner, tmp_path / "newer.dump", clock.now())
    assert kept_beside(owner) == []
