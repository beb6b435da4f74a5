"""Sign-ins live on our side: they end when we say so, whatever the cookie says."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace import clock
from marketplace.models.users import SignIn
from marketplace.services import sessions
from tests.make import make_user


def test_a_session_leads_to_its_person(session):
    user = make_user()
    assert sessions.of_token(sessions.start(user)).user is user


def test_the_database_keeps_only_a_digest_of_the_token(session):
    token = sessions.start(make_user())
    kept = session.scalars(select(SignIn)).one()
    assert token not in kept.token_hash
    assert kept.token_hash == sessions.digest(token)


def test_each_sign_in_has_a_token_of_its_own(session):
    user = make_user()
    assert sessions.start(user) != sessions.start(user)


def test_an_unknown_token_leads_nowhere(session):
    sessions.start(make_user())
    assert sessions.of_token(sessions.new_token()) is None


def test_signing_out_ends_that_session_alone(session):
    user = make_user()
    here, elsewhere = sessions.start(user), sessions.start(user)
    sessions.end(here)
    assert sessions.of_token(here) is None
    assert sessions.of_token(elsewhere) is not None


def test_ending_all_sessions_leaves_those_of_others(session):
    user, other = make_user(), make_user()
    tokens = [sessions.start(user), sessions.start(user)]
    kept = sessions.start(other)
    sessions.end_all(user)
    assert [sessions.of_token(token) for token in tokens] == [None, None]
    assert sessions.of_token(kept) is not None


def test_a_person_made_inactive_is_signed_out_at_once(session):
    user = make_user()
    token = sessions.start(user)
    user.active = False
    assert sessions.of_token(token) is None


def test_a_session_lasts_while_it_is_used_but_never_above_thirty_days(session, frozen):
    start = frozen(clock.now())
    token = sessions.start(make_user())
    for day in range(6, 30, 6):
        frozen(start + timedelta(days=day))
        sessions.note_use(sessions.of_token(token))
    frozen(start + sessions.LONGEST)
    assert sessions.of_token(token) is None


@pytest.mark.parametrize(
    ("idle", "alive"),
    [(sessions.IDLE - timedelta(seconds=1), True), (sessions.IDLE, False)],
)
def test_a_session_nobody_uses_ends_after_a_week(session, frozen, idle, alive):
    start = frozen(clock.now())
    token = sessions.start(make_user())
    frozen(start + idle)
    assert (sessions.of_token(token) is not None) == alive


def test_use_is_noted_only_now_and_then(session, frozen):
    start = frozen(clock.now())
    running = sessions.of_token(sessions.start(make_user()))
    frozen(start + timedelta(minutes=9))
    assert not sessions.note_use(running)
    assert running.seen_at == start
    later = frozen(start + timedelta(minutes=11))
    assert sessions.note_use(running)
    assert running.seen_at == later
