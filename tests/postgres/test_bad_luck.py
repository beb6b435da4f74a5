"""Kill -9, strangers, pauses and half-made data: the next start copes, or says what to do."""

import contextlib
import os
import signal
import subprocess
import time

import psutil
import psycopg
import pytest

from marketplace.postgres import Embedded, PostgresError
from marketplace.postgres.account import service_account
from marketplace.postgres.postmaster import NO_SUCH_PROCESS, running_postmaster

TRIES = 20


def caught(in_the_act):
    """What comes of catching another process half-way, tried until it was not done before."""
    for _ in range(TRIES):
        found = in_the_act()
        if found:
            return found
    raise AssertionError(f"the other process was done first, {TRIES} times")


def server_process(server: Embedded) -> psutil.Process:
    process = running_postmaster(server.place.data)
    assert process is not None
    return process


def confirm_a_row(server: Embedded) -> None:
    with psycopg.connect(server.superuser_dsn()) as connection:
        connection.execute("CREATE TABLE confirmed AS SELECT 1 AS number")


def assert_the_row_is_there(server: Embedded) -> None:
    with psycopg.connect(server.superuser_dsn()) as connection:
        assert connection.execute("SELECT number FROM confirmed").fetchone() == (1,)


def test_a_killed_server_is_started_again_and_has_lost_nothing(stocked):
    server = Embedded(stocked).start()
    confirm_a_row(server)
    for _ in range(2):
        server_process(server).kill()
        server.start()  # at once, while the killed one is still dying
        assert_the_row_is_there(server)
    assert server.stop_if_last()


def test_a_server_killed_with_all_its_children_has_lost_nothing(stocked):
    server = Embedded(stocked).start()
    confirm_a_row(server)
    process = server_process(server)
    children = process.children()
    process.kill()
    for child in children:
        with contextlib.suppress(psutil.NoSuchProcess):
            child.kill()
    server.start()
    assert_the_row_is_there(server)
    assert server.stop_if_last()


def test_a_stranger_who_was_given_the_servers_process_id_is_left_in_peace(stocked):
    server = Embedded(stocked).start()
    confirm_a_row(server)
    process = server_process(server)
    process.kill()
    account = service_account(server.place.data)
    lent = {"user": account.user_id, "group": account.group_id} if account.is_borrowed else {}
    # Of the server's own account, as PostgreSQL ignores processes of others by itself.
    with subprocess.Popen(["/bin/sleep", "300"], **lent) as stranger:
        locks = (
            server.place.data / "postmaster.pid",
            server.place.sockets / ".s.PGSQL.5432.lock",
        )
        for lock in locks:
            _number, *others = lock.read_text().splitlines()
            lock.write_text("\n".join([str(stranger.pid), *others]) + "\n")
        server.start()
        assert_the_row_is_there(server)
        assert stranger.poll() is None
        stranger.kill()
    assert server.stop_if_last()


def test_no_process_has_the_number_that_stands_for_none():
    assert not psutil.pid_exists(NO_SUCH_PROCESS)


def test_a_paused_server_is_named_instead_of_waited_for(stocked):
    server = Embedded(stocked).start()
    process = server_process(server)
    process.suspend()
    try:
        with pytest.raises(PostgresError, match=f"kill -CONT {process.pid}"):
            Embedded(stocked).start()
    finally:
        process.resume()
    assert server.stop_if_last()


def test_a_paused_starter_is_named_instead_of_waited_for(stocked, holder):
    lock = str(stocked / "postgres" / "start.lock")

    def holds_the_lock(process):
        return any(held.path == lock for held in open_files_of(process.pid))

    def paused():
        starter = holder(stocked)
        wait_until(lambda: holds_the_lock(starter))
        os.kill(starter.pid, signal.SIGSTOP)
        return holds_the_lock(starter)

    assert caught(paused)
    with pytest.raises(PostgresError, match=r"start\.lock"):
        Embedded(stocked, patience_seconds=0.2).start()


def test_half_made_data_of_a_killed_starter_is_not_taken_for_a_database(folder, holder):
    halves = iter(range(TRIES))

    def killed():
        half = folder / f"half {next(halves)}"
        half.mkdir(mode=0o755)
        starter = holder(half)
        wait_until(lambda: any((half / "postgres").glob("data*/PG_VERSION")))
        starter.kill()
        starter.wait()
        return None if (half / "postgres" / "data").exists() else half

    half = caught(killed)
    with Embedded(half) as server:
        confirm_a_row(server)
        assert not list(server.place.folder.glob("data.new*"))


def test_a_server_that_cannot_start_says_why(stocked):
    with (stocked / "postgres/data/postgresql.conf").open("a") as settings:
        settings.write("max_connections = 'many'\n")
    with pytest.raises(PostgresError, match="max_connections"):
        Embedded(stocked).start()


def test_settings_of_the_keeper_are_obeyed_and_kept(stocked):
    with (stocked / "postgres/data/postgresql.conf").open("a") as settings:
        settings.write("statement_timeout = '5s'\n")
    with Embedded(stocked) as server, psycopg.connect(server.superuser_dsn()) as connection:
        assert connection.execute("SHOW statement_timeout").fetchone() == ("5s",)


def wait_until(condition):
    deadline = time.monotonic() + 120
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail("waited two minutes for nothing")
        time.sleep(0.002)


def open_files_of(number):
    try:
        return psutil.Process(number).open_files()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return []
