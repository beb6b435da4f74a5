"""The worker finds the database that the site finds, wherever its folder lies."""

import base64
import secrets
import tempfile
from pathlib import Path
from urllib.parse import quote

from psycopg.conninfo import conninfo_to_dict

from marketplace import connection
from marketplace.settings import Settings

OWN = {"SECRET_KEY": "k" * 32, "ORANGERIET_KEYS": "1:" + base64.b64encode(bytes(32)).decode()}


def test_a_folder_with_a_space_in_its_name_reaches_libpq_unchanged():
    with tempfile.TemporaryDirectory(prefix="my data ") as folder:  # short: the socket lies inside
        Path(folder).chmod(0o755)  # else root's database would have to live elsewhere
        settings = Settings.from_env({**OWN, "ORANGERIET_INSTANCE": folder})
        found = conninfo_to_dict(connection.libpq(settings))
        assert found["host"].startswith(folder)
        assert found["user"] == connection.APP_ROLE
        assert found["dbname"] == connection.DATABASE


def test_an_address_for_both_roles_steps_down_and_keeps_its_password_and_host():
    password = secrets.token_urlsafe(8) + " @/+"
    quoted = quote(password, safe="")
    url = f"postgresql://office:{quoted}@db.example:5433/coop?sslmode=require"
    settings = Settings.from_env({**OWN, "DATABASE_URL": url})
    assert conninfo_to_dict(connection.libpq(settings)) == {
        "user": "office",
        "password": password,
        "host": "db.example",
        "port": "5433",
        "dbname": "coop",
        "sslmode": "require",
        "options": f"-c role={connection.APP_ROLE}",
    }
