"""Migrations: from nothing to exactly the tables that the models describe."""

import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Enum, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from marketplace.database import Base
from marketplace.schema import MIGRATIONS, configuration, upgrade
from tests.make_needs import APART

FILES = sorted((MIGRATIONS / "versions").glob("*.py"))


def ours(_object, name, kind, _reflected, _other):
    """The queue keeps tables of its own."""
    return not (kind in ("table", "index") and (name or "").startswith("procrastinate"))


@pytest.fixture
def empty_database(server, worker_id, testrun_uid):
    """A database without a single table."""
    name = server.name_of(testrun_uid, worker_id, "empty")
    server.create(name)
    yield server.owner_engine(name)
    server.drop(name)


def rules_of(connection):
    """What the comparison of models does not see: checks, exclusions, triggers, rights."""
    return {
        kind: set(connection.scalars(text(query)))
        for kind, query in {
            "constraints": "SELECT conrelid::regclass || ' ' || conname || ' '"
            " || pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace",
            "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
            "rights": "SELECT grantee || ' ' || privilege_type || ' ' || table_name"
            " FROM information_schema.table_privileges WHERE table_schema = 'public'",
        }.items()
    }


def test_an_empty_database_becomes_what_the_models_say(empty_database):
    with empty_database.connect() as connection:
        upgrade(connection)
        options = {"include_object": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_every_check_of_the_models_stands_in_the_database(owner_engine):
    """Alembic compares no CHECK and no exclusion: their names and number are compared here."""
    wanted = {
        (table.name, str(constraint.name))
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint | ExcludeConstraint)
    }
    with owner_engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT conrelid::regclass::text, conname FROM pg_constraint"
                " WHERE contype IN ('c', 'x') AND connamespace = 'public'::regnamespace"
                " AND conrelid::regclass::text NOT LIKE 'procrastinate%'"
            )
        )
        assert {tuple(row) for row in found} == wanted


def test_every_word_of_an_enum_is_allowed_by_its_check(owner_engine):
    """A new status needs a migration that widens the CHECK: easily forgotten."""
    with owner_engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, Enum):
                    allowed = connection.scalar(
                        text(
                            "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                            " WHERE conrelid = CAST(:table AS regclass) AND conname = :name"
                        ),
                        {"table": table.name, "name": f"ck_{table.name}_{column.type.name}"},
                    )
                    words = set(re.findall(r"'(\w+)'", allowed or ""))
                    assert words == set(column.type.enums), f"{table.name}.{column.name}"


def test_running_them_again_changes_nothing(empty_database):
    with empty_database.connect() as connection:
        upgrade(connection)
        connection.rollback()
        before = rules_of(connection)
        connection.rollback()
        upgrade(connection)
        connection.rollback()
        assert rules_of(connection) == before


def test_a_migration_that_fails_leaves_the_one_before_it_in_place(empty_database):
    """Each has a transaction of its own: half a migration is none."""
    with empty_database.connect() as connection:
        upgrade(connection, "0001")
        connection.rollback()
        connection.execute(text("CREATE TABLE procrastinate_jobs (in_the_way int)"))
        connection.commit()
        with pytest.raises(Exception, match="already exists"):
            upgrade(connection)
        connection.rollback()
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0001"


def test_the_application_may_use_every_table_and_change_the_shape_of_none(owner_engine):
    with owner_engine.connect() as connection:
        for table in connection.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ).all():
            reads = table not in {one.__tablename__ for one in APART}
            for right, wanted in (("SELECT", reads), ("TRUNCATE", False), ("TRIGGER", False)):
                has = connection.scalar(
                    text("SELECT has_table_privilege('orangeriet_app', CAST(:t AS text), :r)"),
                    {"t": table, "r": right},
                )
                assert has == wanted, f"{right} on {table}"


@pytest.mark.parametrize("right", ["rolsuper", "rolcreaterole", "rolcreatedb", "rolbypassrls"])
def test_neither_owner_nor_application_has_power_over_the_server(owner_engine, right):
    """The owner of an embedded database makes roles and databases, and nothing above that."""
    with owner_engine.connect() as connection:
        roles = connection.execute(text(f"SELECT rolname, {right} FROM pg_roles"))
        powers = dict(tuple(row) for row in roles)
        assert not powers["orangeriet_app"]
        if right in ("rolsuper", "rolbypassrls") and "orangeriet_owner" in powers:
            assert not powers["orangeriet_owner"]


def test_they_are_numbered_without_a_gap_and_say_what_they_do():
    for number, path in enumerate(FILES, start=1):
        assert re.fullmatch(rf"{number:04d}_[a-z][a-z_]+\.py", path.name), path.name
        assert path.read_text().startswith('"""')


def test_they_stand_in_one_line():
    with_heads = ScriptDirectory.from_config(configuration(None))
    chain = [script.revision for script in with_heads.walk_revisions()]
    assert chain[::-1] == [path.name[:4] for path in FILES]
