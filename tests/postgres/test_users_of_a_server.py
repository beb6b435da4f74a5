"""Whoever needs the server first starts it; whoever leaves last stops it."""

import tempfile
from pathlib import Path

import psycopg
import pytest
import sqlalchemy
from psycopg.conninfo import conninfo_to_dict

from marketplace.postgres import OWNER_ROLE, Embedded, PostgresError
from marketplace.postgres.postmaster import running_postmaster
from tests.postgres.conftest import stock

RACERS = 8


@pytest.fixture(scope="module")
def shared(cluster):
    """One server for the tests that only look."""
    with tempfile.TemporaryDirectory(prefix="orangeriet-test-", dir="/tmp") as made:
        stock(Path(made), cluster)
        with Embedded(Path(made)) as server:
            yield server


def test_a_first_start_makes_a_database_whose_owner_is_no_superuser(shared):
    with psycopg.connect(shared.superuser_dsn("orangeriet")) as connection:
        role = connection.execute(
            "SELECT rolcanlogin, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles"
            " WHERE rolname = %s",
            [OWNER_ROLE],
        ).fetchone()
        owner = connection.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'orangeriet'"
        ).fetchone()
    assert role == (True, False, True, True)
    assert owner == (OWNER_ROLE,)


@pytest.mark.parametrize(
    ("name", "value"),
    {
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "data_checksums": "on",
        "listen_addresses": "",
        "timezone": "UTC",
    }.items(),
)
def test_the_server_keeps_what_it_confirmed_and_listens_on_no_port(shared, name, value):
    with psycopg.connect(shared.superuser_dsn()) as connection:
        assert connection.execute(f"SHOW {name}").fetchone() == (value,)


def test_data_and_socket_are_closed_to_other_users(shared):
    for closed in (shared.place.folder, shared.place.data, shared.place.sockets):
        assert closed.stat().st_mode & 0o777 == 0o700


def test_swedish_letters_change_case(shared):
    with psycopg.connect(shared.superuser_dsn()) as connection:
        row = connection.execute("SELECT upper('åäö'), 'ÅSA' ILIKE 'åsa'").fetchone()
    assert row == ("ÅÄÖ", True)


def test_sqlalchemy_reaches_the_database_by_the_owners_address(shared):
    engine = sqlalchemy.create_engine(shared.owner_url())
    with engine.connect() as connection:
        row = connection.execute(sqlalchemy.text("SELECT current_user, current_database()")).one()
    engine.dispose()
    assert tuple(row) == (OWNER_ROLE, "orangeriet")


def test_rows_are_there_after_the_last_user_left_and_a_new_one_came(stocked):
    with Embedded(stocked) as server, psycopg.connect(server.superuser_dsn()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    assert running_postmaster(server.place.data) is None
    with Embedded(stocked) as server, psycopg.connect(server.superuser_dsn()) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_a_user_who_leaves_does_not_stop_the_server_of_another(stocked, holder):
    with Embedded(stocked) as server:
        other = holder(stocked)
        assert other.stdout.readline().startswith("began")
        said, _ = other.communicate()
        assert said == "stopped False\n"
        with psycopg.connect(server.superuser_dsn()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_killed_user_counts_no_longer(stocked, holder):
    other = holder(stocked)
    assert other.stdout.readline().startswith("began")
    other.kill()
    other.wait()
    server = Embedded(stocked).start()
    assert server.stop_if_last() is True
    assert running_postmaster(server.place.data) is None


@pytest.mark.parametrize("kind", ["folder", "stocked"], ids=["empty folder", "existing data"])
def test_racing_starts_share_one_server_and_the_last_stops_it(request, holder, kind):
    racing = holder(request.getfixturevalue(kind), RACERS)
    began = [racing.stdout.readline() for _ in range(RACERS)]
    assert began[0].startswith("began")
    assert set(began) == {began[0]}
    stopped, _ = racing.communicate()
    assert sorted(stopped.splitlines()) == ["stopped False"] * (RACERS - 1) + ["stopped True"]


@pytest.mark.parametrize(
    "name",
    ["with space", "comma, colon:, 'quote', \"quotes\" and $HOME `folder`", "long" * 50],
)
def test_any_folder_name_will_do(folder, name):
    with Embedded(folder / name) as server:
        host = conninfo_to_dict(server.superuser_dsn())["host"]
        assert server.place.sockets.stat().st_mode & 0o777 == 0o700
        assert str(server.place.sockets) == host
        with psycopg.connect(server.superuser_dsn("orangeriet")) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_socket_folder_that_others_can_enter_is_refused(folder):
    long = folder / ("long" * 50)
    with Embedded(long) as server:
        elsewhere = server.place.sockets
    elsewhere.mkdir()
    elsewhere.chmod(0o777)
    with pytest.raises(PostgresError, match=r"only .* can enter"):
        Embedded(long).start()
    elsewhere.rmdir()


def test_variables_of_libpq_in_the_environment_do_not_lead_astray(stocked, monkeypatch):
    for name, value in {"PGPORT": "1", "PGDATA": "/nowhere", "LC_ALL": "xx_XX.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    with Embedded(stocked) as server, psycopg.connect(server.superuser_dsn()) as connection:
        assert connection.execute("SHOW port").fetchone() == ("5432",)


def test_a_fast_cluster_is_gone_after_its_last_user(folder):
    with Embedded(folder / "fast", fast=True) as server:
        with psycopg.connect(server.superuser_dsn()) as connection:
            assert connection.execute("SHOW fsync").fetchone() == ("off",)
        place = server.place.folder
    assert not place.exists()


def test_a_copy_of_a_template_holds_its_rows_and_belongs_to_the_owner(folder):
    with Embedded(folder / "fast", databases=["template"], fast=True) as server:
        with psycopg.connect(server.superuser_dsn("template")) as connection:
            connection.execute("CREATE TABLE rows AS SELECT 3 AS number")
        server.create_database("copy", template="template")
        assert server.database_exists("copy")
        reader = psycopg.connect(server.superuser_dsn("copy"))
        assert reader.execute("SELECT number FROM rows").fetchone() == (3,)
        server.drop_database("copy")  # although somebody is connected
        reader.close()
        assert not server.database_exists("copy")
