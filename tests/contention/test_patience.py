"""Whoever would have to wait too long is asked to come back, and her second press does its work."""

import pytest
from sqlalchemy import func, select, text

from marketplace import connection
from marketplace.database import db
from marketplace.models.assignments import Assignment
from marketplace.services import sessions
from tests.contention.pressing import Presser
from tests.make import make_posting
from tests.make_work import make_ask, make_proposal

PAGE = "/members/asks/the-link"


@pytest.fixture
def app(clean_database, monkeypatch):
    """A site that waits a fifth of a second for a lock, and half a second for an answer."""
    hasty = connection.LIMITS.replace("lock_timeout=10s", "lock_timeout=200ms")
    hasty = hasty.replace("statement_timeout=30s", "statement_timeout=500ms")
    assert hasty != connection.LIMITS
    monkeypatch.setattr(connection, "LIMITS", hasty)
    with clean_database.app.app_context():
        make_ask(make_proposal(make_posting(heads=1).shifts[0]), token="the-link")
        db.session.commit()
        yield clean_database.app


def booked() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(Assignment.id)))


def test_a_lock_that_lasts_too_long_becomes_a_page_that_says_try_again(app, clean_database):
    member = Presser(app, PAGE)
    with clean_database.owner_engine().begin() as holder:
        holder.execute(text("SELECT FROM postings FOR UPDATE"))
        late = member.press(PAGE, answer="yes")
    assert (late.status_code, late.headers["Retry-After"]) == (503, "5")
    assert "Vi är snart tillbaka" in late.get_data(as_text=True)
    assert booked() == 0
    assert member.press(PAGE, answer="yes").status_code == 200
    assert booked() == 1


def test_an_answer_that_takes_too_long_becomes_a_page_that_says_try_again(app, monkeypatch):
    def slow(token):
        db.session.execute(text("SELECT pg_sleep(5)"))

    monkeypatch.setattr(sessions, "of_token", slow)
    member = app.test_client()
    with member.session_transaction() as cookie:
        cookie["_user_id"] = "somebody"
    late = member.get("/sign-in")
    assert (late.status_code, late.headers["Retry-After"]) == (503, "5")
