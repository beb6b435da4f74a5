"""While the database is away every page says so politely, to strangers and to those signed in."""

import pytest

from marketplace import create_app
from marketplace.settings import Settings
from tests.database import SECRETS

NOWHERE = "postgresql://nobody@127.0.0.1:1/nowhere"


@pytest.fixture
def client(tmp_path):
    environment = {
        **SECRETS,
        "ORANGERIET_INSTANCE": str(tmp_path),
        "DATABASE_URL": NOWHERE,
        "APP_DATABASE_URL": NOWHERE,
    }
    return create_app(Settings.from_env(environment)).test_client()


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("path", ["/", "/companies/today", "/kooptjanst/overview"])
def test_every_door_asks_to_come_back(client, path, signed_in):
    if signed_in:
        with client.session_transaction() as cookie:
            cookie["_user_id"] = "the token of a session"
    answer = client.get(path)
    if not signed_in and path != "/":
        assert answer.location.startswith("/sign-in")
        return
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Vi är snart tillbaka" in answer.text
