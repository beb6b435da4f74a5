"""While the database is away every page says so politely, to strangers and to those signed in."""

import pytest
from sqlalchemy import text

from marketplace import create_app
from marketplace.database import db
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


def test_an_answer_that_was_made_is_given_though_the_connection_died_after_it(clean_database):
    app, died = clean_database.app, []

    @app.teardown_appcontext
    def die_at_the_last_moment(_error):
        if len(died) == 2:
            return
        connection = db.session.scalar(text("SELECT pg_backend_pid()"))
        with db.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:one, 5000)"), {"one": connection})
        died.append(connection)

    client = app.test_client()
    assert [client.get("/sign-in").status_code for _ in range(3)] == [200, 200, 200]
    assert len(set(died)) == 2
