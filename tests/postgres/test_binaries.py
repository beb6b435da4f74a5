"""Programs are found where they are, fit the data, and are refused with an instruction if not."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from marketplace.postgres import Embedded, PostgresError, find_binaries
from marketplace.postgres.account import present_account
from marketplace.postgres.binaries import OLDEST_MAJOR, WHEEL
from tests.postgres.conftest import CHECKOUT


def other_installations() -> list[Path]:
    """Every usable installation but the one that is taken by itself."""
    wheel = Path(importlib.util.find_spec(WHEEL).origin).parent
    found = [*wheel.glob("pginstall*/bin"), *Path("/usr/lib/postgresql").glob("*/bin")]
    return [one for one in found if one.parent.name != "pginstall18"]


def test_the_wheel_is_found_without_being_imported():
    script = (
        "import sys; from pathlib import Path;"
        "from marketplace.postgres import find_binaries;"
        "from marketplace.postgres.account import present_account;"
        "found = find_binaries(present_account(), Path('/nowhere'));"
        f"sys.stdout.write(str(found.folder) + ' ' + str({WHEEL!r} in sys.modules))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout
    assert WHEEL in said
    assert said.endswith(" False")


def test_a_chosen_installation_without_programs_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("PGBIN", str(tmp_path))
    with pytest.raises(PostgresError, match="PGBIN"):
        find_binaries(present_account(), tmp_path)


def test_a_version_that_is_too_old_is_refused(tmp_path, monkeypatch):
    for name in ("postgres", "initdb", "pg_ctl", "pg_isready"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho 'initdb (PostgreSQL) 14.9'\n")
        program.chmod(0o755)
    monkeypatch.setenv("PGBIN", str(tmp_path))
    with pytest.raises(PostgresError, match=f"14 is too old.*|{OLDEST_MAJOR} or newer"):
        find_binaries(present_account(), tmp_path)


@pytest.mark.parametrize("programs", other_installations(), ids=lambda path: path.parent.name)
def test_older_versions_serve_and_are_found_again_by_their_data(folder, monkeypatch, programs):
    with monkeypatch.context() as chosen:
        chosen.setenv("PGBIN", str(programs))
        with Embedded(folder) as server:
            major = server.binaries.major
    with Embedded(folder) as server, psycopg.connect(server.superuser_dsn()) as connection:
        assert server.binaries.major == major
        assert connection.execute("SELECT upper('åäö')").fetchone() == ("ÅÄÖ",)


def test_data_of_a_version_that_is_not_here_is_refused_and_untouched(stocked):
    version = stocked / "postgres/data/PG_VERSION"
    version.write_text("99\n")
    with pytest.raises(
        PostgresError, match=r"written by PostgreSQL 99 .*backup FILE.*restore FILE"
    ):
        Embedded(stocked).start()
    assert version.read_text() == "99\n"
