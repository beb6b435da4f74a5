"""The commands of the keys, as an operator types them."""

import pytest

from marketplace import create_app, sealing
from marketplace.database import db
from marketplace.sealing import Keyring
from marketplace.settings import Settings
from tests.guards.routes import NOWHERE
from tests.make import make_member
from tests.make_needs import make_needs


@pytest.fixture
def run(app, session):
    """Type a command; gives the output."""

    def typed(*words, code=0):
        db.session.commit()
        result = app.test_cli_runner().invoke(args=["keys", *words])
        assert result.exit_code == code, result.output
        return result.output

    return typed


def test_keys_of_the_environment_are_told_to_whoever_sets_it(run):
    line = run("new").splitlines()[0]
    ring = Keyring.from_text(line.removeprefix("Set ORANGERIET_KEYS="))
    assert list(ring.keys) == [2, 1]


def test_keys_of_the_instance_folder_are_kept_there(tmp_path):
    environment = {**NOWHERE, "ORANGERIET_INSTANCE": str(tmp_path / "own"), "ORANGERIET_KEYS": ""}
    first = Settings.from_env(environment).needs_keys
    app = create_app(Settings.from_env(environment))
    output = app.test_cli_runner().invoke(args=["keys", "new"]).output
    now = Settings.from_env(environment).needs_keys
    assert now.endswith(first)
    assert list(Keyring.from_text(now).keys) == [2, 1]
    assert first not in output
    assert (tmp_path / "own" / "needs_keys").stat().st_mode & 0o077 == 0


def test_a_rotation_tells_what_it_did_and_which_key_may_go(run):
    make_needs(make_member(), "step_free")
    assert run("list") == "1: 1\n"
    sealing.use(sealing.keyring().grown())
    assert "1 people and 0 code apps" in run("rotate")
    assert run("list").startswith("2: 1\n1: 0\nSeals nothing any more: 1.")


def test_a_missing_key_is_said_and_nothing_is_changed(run):
    make_needs(make_member(), "step_free")
    missing = sealing.keyring()
    sealing.use(Keyring({2: b"2" * 32}))
    assert "KEY IS MISSING" in run("list")
    assert "nothing was changed" in run("rotate", code=1)
    sealing.use(missing)
    assert run("list") == "1: 1\n"
