"""Root's server runs as another account, and no account gets at another's database."""

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import psycopg
import pytest

from marketplace.postgres import Embedded
from marketplace.postgres.account import Account
from marketplace.postgres.binaries import WHEEL
from marketplace.postgres.place import NOTE
from marketplace.postgres.postmaster import running_postmaster
from tests.postgres.conftest import CHECKOUT, end_servers_below

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")

DAEMON = Account("daemon", 1, 1)  # exists, and owns no files, on Debian and macOS


@pytest.fixture
def closed(folder):
    """An instance folder below one that only root can enter, as in root's home."""
    parent = folder / "closed"
    parent.mkdir(mode=0o700)
    yield parent / "instance"
    for note in parent.glob(f"*/{NOTE}"):
        place = place_in(note)
        end_servers_below(place)
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def as_daemon():
    """What makes a child process run as another user, with a Python that this user can reach."""
    python = Path(sys.executable)
    if not DAEMON.can_enter(python.resolve().parent):
        python = Path(f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}")
    libraries = sysconfig.get_path("purelib")
    if not python.exists() or not DAEMON.can_enter(Path(libraries)):
        pytest.skip("this Python is out of reach for other users")
    return {
        "user": DAEMON.user_id,
        "group": DAEMON.group_id,
        "extra_groups": [],
        "executable": str(python),
        "env": {**os.environ, "PYTHONPATH": libraries},
    }


def place_in(note: Path) -> Path:
    lines = note.read_text().splitlines()
    return Path(next(line for line in lines if line.startswith("place: ")).removeprefix("place: "))


def write_a_row(instance: Path, number: int) -> Path:
    with Embedded(instance) as server, psycopg.connect(server.superuser_dsn()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT %s::int AS number", [number])
        return server.place.folder


def tables_of(instance: Path) -> list[tuple[str]]:
    with Embedded(instance) as server, psycopg.connect(server.superuser_dsn()) as connection:
        return connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()


def test_the_server_does_not_run_as_root(stocked):
    with Embedded(stocked) as server:
        process = running_postmaster(server.place.data)
        assert process is not None
        assert process.uids().real != 0


def test_behind_a_closed_folder_the_data_lies_elsewhere_and_is_found_again(closed):
    place = write_a_row(closed, 1)
    assert not place.is_relative_to(closed.parent)
    assert str(place) in (closed / NOTE).read_text()
    assert tables_of(closed) == [("kept",)]
    assert closed.parent.stat().st_mode & 0o777 == 0o700


def test_racing_starts_behind_a_closed_folder_agree_on_one_place(closed, holder):
    racing = holder(closed, 4)
    assert len({racing.stdout.readline() for _ in range(4)}) == 1
    stopped, _ = racing.communicate()
    assert sorted(stopped.splitlines()) == ["stopped False"] * 3 + ["stopped True"]


def test_a_deleted_instance_folder_comes_back_empty(closed):
    before = write_a_row(closed, 1)
    shutil.rmtree(closed)
    assert tables_of(closed) == []
    assert before.exists()
    shutil.rmtree(before)


def test_a_moved_instance_folder_keeps_its_data(closed):
    write_a_row(closed, 1)
    moved = closed.rename(closed.with_name("moved"))
    assert tables_of(moved) == [("kept",)]


def test_a_copied_instance_folder_does_not_share_the_data_of_the_first(closed):
    write_a_row(closed, 1)
    copy = shutil.copytree(closed, closed.with_name("copy"))
    assert tables_of(copy) == []
    assert tables_of(closed) == [("kept",)]


def test_a_fast_cluster_behind_a_closed_folder_leaves_nothing(closed):
    with Embedded(closed, fast=True) as server:
        place = server.place.folder
    assert not place.exists()
    assert not (closed / NOTE).exists()


def test_data_that_was_closed_off_later_is_refused_rather_than_begun_anew(folder):
    instance = folder / "parent" / "instance"
    write_a_row(instance, 1)
    instance.parent.chmod(0o700)
    with pytest.raises(RuntimeError, match="can no longer reach"):
        Embedded(instance).start()
    instance.parent.chmod(0o755)
    assert tables_of(instance) == [("kept",)]


def test_programs_below_a_closed_folder_are_copied_to_where_the_server_can_run_them(closed):
    """An environment below /root, where all Python packages are out of reach for the server."""
    package = Path(importlib.util.find_spec(WHEEL).origin).parent
    libraries = closed.parent / "site"
    shutil.copytree(package, libraries / package.name, ignore=shutil.ignore_patterns("include"))
    if (beside := package.with_name(f"{package.name}.libs")).exists():
        shutil.copytree(beside, libraries / beside.name)
    script = (
        "import sys; from pathlib import Path; from marketplace.postgres import Embedded\n"
        "with Embedded(Path(sys.argv[1])) as server: sys.stdout.write(str(server.binaries.folder))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, str(closed)],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(libraries)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    used = Path(said)
    assert not used.is_relative_to(libraries)
    assert DAEMON.run(used / "initdb", "--version", folder=Path("/")).code == 0
    shutil.rmtree(used.parents[2])


def test_another_user_can_neither_connect_nor_look(stocked):
    with Embedded(stocked) as server:
        host = server.place.sockets
        asked = DAEMON.run(
            server.binaries.program("pg_isready"), f"--host={host}", folder=Path("/")
        )
        assert asked.code != 0
        assert not DAEMON.can_enter(server.place.data)
        assert not DAEMON.can_enter(server.place.folder)


def test_two_users_run_a_server_each_at_the_same_time(folder, holder, as_daemon):
    theirs = folder / "theirs"
    theirs.mkdir()
    DAEMON.own(theirs)
    with Embedded(folder / "ours"):
        other = holder(theirs, **as_daemon)
        assert other.stdout.readline().startswith("began")
        intruder = holder(folder / "ours", **as_daemon)
        assert "belongs to the user who started it first" in intruder.communicate()[0]
        assert other.communicate()[0] == "stopped True\n"


def test_root_lends_the_server_to_the_owner_of_existing_data(folder, holder, as_daemon):
    theirs = folder / "theirs"
    theirs.mkdir()
    DAEMON.own(theirs)
    first = holder(theirs, **as_daemon)
    assert first.stdout.readline().startswith("began")
    assert first.communicate()[0] == "stopped True\n"
    with Embedded(theirs) as server:
        process = running_postmaster(server.place.data)
        assert process is not None
        assert process.uids().real == DAEMON.user_id
    again = holder(theirs, **as_daemon)
    assert again.stdout.readline().startswith("began")
    assert again.communicate()[0] == "stopped True\n"
