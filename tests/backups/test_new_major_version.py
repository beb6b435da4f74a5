"""The way to a new major version of PostgreSQL, walked: save by the old, begin anew, bring back.

The wheel brings two major versions, so the way can be walked wherever the tests run.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from marketplace.postgres import Embedded, find_client
from tests.database import SECRETS
from tests.postgres.conftest import end_servers_below, folder  # noqa: F401  (a fixture)

CHECKOUT = Path(__file__).parents[2]
STOCK = """
from wsgi import app
from marketplace.database import db
from tests.backups.conftest import stock
with app.app_context():
    stock()
"""


def type_in(instance: Path, programs: Path, *words: str) -> str:
    """Run a Python program of ours on an instance with a certain PostgreSQL."""
    environment = {
        **{name: value for name, value in os.environ.items() if "DATABASE_URL" not in name},
        **SECRETS,
        "ORANGERIET_INSTANCE": str(instance),
        "PGBIN": str(programs),
    }
    done = subprocess.run(
        [sys.executable, *words],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def rows_of(
    instance: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[int, list[str]]:
    """The major version that answers, and every member as text."""
    monkeypatch.setenv("PGBIN", str(programs))
    with Embedded(instance) as server, psycopg.connect(server.superuser_dsn("orangeriet")) as found:
        rows = found.execute(
            "SELECT m::text || n::text || k::text FROM members m"
            " JOIN member_needs n ON n.member_id = m.id JOIN member_keys k ON k.member_id = m.id"
            " ORDER BY m.id"
        ).fetchall()
        return found.info.server_version // 10000, [row[0] for row in rows]


def test_data_of_an_older_version_come_along_row_by_row(folder, monkeypatch):  # noqa: F811
    monkeypatch.delenv("PGBIN", raising=False)
    old, new = find_client("pg_dump", 16).parent, find_client("pg_dump", 18).parent
    flask = ("-m", "flask", "--app", "wsgi")
    with_old = Embedded(folder).place  # as root the data may lie elsewhere
    type_in(folder, old, *flask, "migrate")
    monkeypatch.setenv("PGBIN", str(old))
    with Embedded(folder):
        type_in(folder, old, "-c", STOCK)
    major, before = rows_of(folder, old, monkeypatch)
    assert major == 16
    assert len(before) == 3
    said = type_in(folder, old, *flask, "backup", str(folder / "one.dump"))
    assert "are the same, one by one" in said
    end_servers_below(with_old.folder)
    shutil.move(with_old.folder, folder / "postgres.16")
    said = type_in(folder, new, *flask, "restore", str(folder / "one.dump"))
    assert "History holds" in said
    assert rows_of(folder, new, monkeypatch) == (18, before)
