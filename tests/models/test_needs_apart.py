"""What the database itself keeps apart, whatever a query asks and whoever asks it."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from marketplace import create_app
from marketplace.catalogue.purposes import Purpose
from marketplace.connection import APP_ROLE
from marketplace.database import db
from marketplace.models.needs import ROLE
from marketplace.services.sealed_room import entered
from tests.make import make_member
from tests.make_needs import APART, make_needs, needs_of
from tests.models.refusal import refused

TABLES = [one.__tablename__ for one in APART]
by_table = pytest.mark.parametrize("table", TABLES)


@pytest.fixture
def two(session):
    """Two people with needs."""
    members = make_member(), make_member()
    for member in members:
        make_needs(member, "step_free")
    return members


def seen(table):
    """The people whose rows a query without any WHERE finds."""
    return set(db.session.scalars(text(f"SELECT member_id FROM {table}")))


@by_table
@pytest.mark.parametrize(
    "verb", ["SELECT * FROM {}", "DELETE FROM {}", "UPDATE {} SET member_id=1"]
)
def test_the_application_has_no_right_to_them(two, table, verb):
    with refused("permission denied"):
        db.session.execute(text(verb.format(table)))


@pytest.mark.parametrize("table", [name for name in TABLES if name != "needs_reads"])
def test_a_forgotten_where_finds_only_who_was_named(two, table):
    first, second = two
    with entered([first.id], Purpose.MATCHING):
        assert seen(table) == {first.id}
    with entered([first.id, second.id], Purpose.MATCHING):
        assert seen(table) == {first.id, second.id}


@by_table
def test_nobody_named_nothing_found(two, table):
    with entered([], Purpose.MATCHING):
        assert seen(table) == set()
        db.session.execute(text(f"SET LOCAL ROLE {ROLE}"))
        db.session.execute(text("SELECT set_config('orangeriet.members', '', true)"))
        assert seen(table) == set()


def test_nothing_is_written_about_whoever_was_not_named(two):
    first, second = two
    with entered([first.id], Purpose.RECORDING):
        with refused("row-level security"):
            db.session.execute(text(f"INSERT INTO member_needs VALUES ({second.id}, '', now())"))
        changed = db.session.execute(text("UPDATE member_needs SET sealed = ''"))
        assert changed.rowcount == 1


@pytest.mark.parametrize("table", ["needs_reads", "consents"])
def test_traces_leave_only_when_their_time_is_out(two, table):
    first, _ = two
    with entered([first.id], Purpose.ERASURE):
        assert db.session.execute(text(f"DELETE FROM {table}")).rowcount == 0


@pytest.mark.parametrize(
    "change",
    ["UPDATE needs_reads SET actor_label = ''", "UPDATE consents SET purpose = 'matching'"],
)
def test_traces_are_never_rewritten(two, change):
    with entered([two[0].id], Purpose.UPKEEP), refused("permission denied"):
        db.session.execute(text(change))


def test_in_the_room_nothing_else_can_be_touched(two):
    with entered([two[0].id], Purpose.MATCHING), refused("permission denied"):
        db.session.execute(text("SELECT * FROM members"))


def test_the_role_is_left_with_the_room(two):
    with entered([two[0].id], Purpose.MATCHING):
        assert db.session.scalar(text("SELECT current_user")) == ROLE
    assert db.session.scalar(text("SELECT current_user")) == APP_ROLE
    assert db.session.scalar(text("SELECT current_setting('orangeriet.members')")) == ""


def test_the_role_is_left_when_something_fails_inside(two):
    with pytest.raises(ProgrammingError), entered([two[0].id], Purpose.MATCHING):
        db.session.execute(text("SELECT * FROM nowhere"))
    assert db.session.scalar(text("SELECT current_user")) == APP_ROLE
    with pytest.raises(RuntimeError), entered([two[0].id], Purpose.MATCHING):
        raise RuntimeError
    assert db.session.scalar(text("SELECT current_user")) == APP_ROLE


def test_a_room_within_a_room_gives_back_the_outer_one(two):
    first, second = two
    with entered([first.id], Purpose.MATCHING):
        with entered([second.id], Purpose.MATCHING):
            assert seen("member_needs") == {second.id}
        assert db.session.scalar(text("SELECT current_user")) == ROLE


def test_the_rules_bind_the_owner_of_the_tables_too(owner_engine):
    """Forced, so that a forgotten step down shows nothing; only a superuser passes."""
    with owner_engine.connect() as owner:
        for table in TABLES:
            forced = owner.scalar(
                text(
                    "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = "
                    "CAST(:table AS regclass)"
                ),
                {"table": table},
            )
            assert forced, table


def test_the_role_cannot_sign_in_and_passes_no_rule(owner_engine):
    with owner_engine.connect() as owner:
        role = owner.execute(
            text(
                "SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles"
                " WHERE rolname = :role"
            ),
            {"role": ROLE},
        ).one()
    assert not any(role)


def test_an_owner_that_steps_down_is_the_application_again_after_the_room(clean_database):
    """Where there is one address for both, leaving the room must not make anyone the owner."""
    app = create_app(replace(clean_database.settings, app_url=None))
    with app.app_context():
        try:
            member = make_member()
            make_needs(member, "step_free")
            assert needs_of(member).conditions == ("step_free",)
            assert db.session.scalar(text("SELECT current_user")) == APP_ROLE
            db.session.commit()
            assert db.session.scalar(text("SELECT current_user")) == APP_ROLE
        finally:
            db.session.remove()
            db.engine.dispose()
