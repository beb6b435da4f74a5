"""The head of the chain leaves the database every night, and a command reads it all anew."""

from dataclasses import replace

import pytest
from sqlalchemy import select, text

from marketplace import audit_heads, clock, worker
from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.models.messages import Message
from marketplace.services import audit
from marketplace.services.history import record
from tests.make import make_region


@pytest.fixture
def app(clean_database):
    """A site with three events."""
    with clean_database.app.app_context():
        region = make_region()
        for number in range(3):
            record(f"regions.tried_{number}", region, SYSTEM)
        db.session.commit()
    return clean_database.app


@pytest.fixture
def file(app):
    """Where heads are kept."""
    return audit_heads.path_in(app.extensions["settings"].instance)


def run(app, *arguments: str):
    return app.test_cli_runner().invoke(args=["audit", *arguments])


def break_chain(clean_database) -> None:
    with clean_database.owner_engine().begin() as owner:
        owner.execute(text("ALTER TABLE events DISABLE TRIGGER USER"))
        owner.execute(text("UPDATE events SET verb = 'x' WHERE verb LIKE '%tried_1'"))
        owner.execute(text("ALTER TABLE events ENABLE TRIGGER USER"))


def test_the_command_says_that_the_chain_holds_and_where_it_ends(app):
    done = run(app, "verify")
    assert done.exit_code == 0
    assert "3 links hold, 0 kept heads agree." in done.output


def test_the_command_names_the_first_broken_link_and_fails(app, clean_database):
    break_chain(clean_database)
    done = run(app, "verify")
    assert done.exit_code == 1
    assert "BROKEN after 1 links that hold. link 2, event " in done.output


def test_the_head_is_told_and_kept_once(app, file):
    first, second = run(app, "head", "--keep"), run(app, "head", "--keep")
    assert first.output == second.output
    assert len(file.read_text().splitlines()) == 1
    assert file.stat().st_mode & 0o777 == 0o600
    assert "1 kept heads agree" in run(app, "verify").output


def test_a_file_that_holds_no_heads_is_said(app, file):
    file.parent.mkdir()
    file.write_text("nonsense\n")
    done = run(app, "verify")
    assert done.exit_code == 1
    assert "a line that is no head" in done.output


def test_the_job_keeps_the_head_and_mails_it_once(app, file):
    with app.app_context():
        settings = app.extensions["settings"]
        app.extensions["settings"] = replace(settings, audit_mail="revisor@example.org")
        worker.TASKS["audit.keep_head"]()
        worker.TASKS["audit.keep_head"]()
        last = audit.head()
        [letter] = db.session.scalars(select(Message)).all()
        assert letter.recipient == "revisor@example.org"
        assert last.hash in letter.body
        assert audit_heads.read(file) == [last]


def test_without_an_address_the_head_is_kept_in_the_instance_folder_alone(app, file):
    with app.app_context():
        worker.TASKS["audit.keep_head"]()
        assert db.session.scalars(select(Message)).all() == []
        assert audit_heads.read(file) == [audit.head()]


def test_heads_of_several_days_must_all_agree(app, file, clean_database):
    run(app, "head", "--keep")
    with app.app_context():
        record("regions.tried_3", make_region(), SYSTEM)
        db.session.commit()
        audit_heads.keep(file, audit.head(), clock.now())
        assert len(audit_heads.read(file)) == 2
    assert run(app, "verify").exit_code == 0
    file.write_text(file.read_text().replace(" 3 ", " 2 "))
    assert "a head kept elsewhere says otherwise" in run(app, "verify").output
