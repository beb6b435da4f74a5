"""The commands about people who asked to be forgotten, as an operator types them."""

from datetime import timedelta

import pytest

from marketplace import clock
from marketplace.database import db
from tests.make import make_member, make_stay


@pytest.fixture
def run(app, session):
    """Type a command; gives the output."""

    def typed(*words, code=0):
        db.session.commit()
        result = app.test_cli_runner().invoke(args=["people", *words])
        db.session.expire_all()
        assert result.exit_code == code, result.output
        return result.output

    return typed


@pytest.fixture
def gone(session):
    """Somebody whom nothing ties any more."""
    member = make_member(employed=False, participates=False)
    make_stay(member, until=clock.today() - timedelta(days=1), exit_reason="work")
    return member


def test_who_is_forgotten_is_listed_without_a_name_and_can_be_forgotten_again(run, gone):
    assert run("forgotten") == ""
    assert run("forget", gone.public_id) == "1 people forgotten.\n"
    assert run("forgotten") == f"{gone.public_id}\n"
    assert run("forget", gone.public_id) == "1 people forgotten.\n"


def test_all_or_nobody(run, gone):
    here = make_member()
    assert here.public_id in run("forget", gone.public_id, here.public_id, code=1)
    assert "no such member: zzz" in run("forget", gone.public_id, "zzz", code=1)
    assert run("forgotten") == ""
