"""Sign-ins live on our side: they end when we say so, whatever the cookie says."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace import clock
from marketplace.models.users import Role, SignIn
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


@pytest.mark.parametrize("role", Role, ids=str)
def test_a_session_lasts_while_it_is_used_but_never_longer_than_its_role_may(session, frozen, role):
    start, limits = frozen(clock.now()), sessions.LIMITS[role]
    token = sessions.start(make_user(role))
    moment, pause = start, limits.idle * 0.9
    while (moment := moment + pause) < start + limits.longest:
        frozen(moment)
        assert sessions.note_use(sessions.of_token(token))
    frozen(start + limits.longest)
    assert sessions.of_token(token) is None


@pytest.mark.parametrize("role", Role, ids=str)
@pytest.mark.parametrize(("before_seconds", "alive"), [(1, True), (0, False)])
def test_a_session_nobody_uses_ends(session, frozen, role, before_seconds, alive):
    start = frozen(clock.now())
    token = sessions.start(make_user(role))
    frozen(start + sessions.LIMITS[role].idle - timedelta(seconds=before_seconds))
    assert (sessions.of_token(token) is not None) == alive


def test_whoever_sees_more_is_asked_more_often():
    order = (Role.MEMBER, Role.COMPANY, Role.COACH, Role.KOOPTJANST, Role.SYSADMIN)
    idle = [sessions.LIMITS[role].idle for role in order]
    assert idle == sorted(idle, reverse=True)
    assert set(sessions.LIMITS) == set(Role)


def test_use_is_noted_only_now_and_then(session, frozen):
    start = frozen(clock.now())
    running = sessions.of_token(sessions.start(make_user()))
    frozen(start + timedelta(seconds=59))
    assert not sessions.note_use(running)
    assert running.seen_at == start
    later = frozen(start + sessions.SEEN_EVERY)
    assert sessions.note_use(running)
    assert running.seen_at == later


def test_running_sessions_are_listed_without_those_that_ended_or_are_half_way(session, frozen):
    start = frozen(clock.now())
    user = make_user(Role.COACH)
    idle = sessions.start(user)
    frozen(start + timedelta(hours=3))
    ended = sessions.start(user)
    sessions.end(ended)
    sessions.start(user, awaits_code=True)
    kept = sessions.start(user, device="Firefox, Linux")
    assert sessions.of_token(idle) is None
    assert [one.device for one in sessions.running(user)] == ["Firefox, Linux"]
    assert sessions.of_token(kept) is not None


def test_a_sign_in_that_awaits_its_code_opens_nothing(session):
    token = sessions.start(make_user(), awaits_code=True)
    assert sessions.of_token(token) is None
    assert sessions.half_way(token) is not None


def test_a_code_must_come_within_ten_minutes(session, frozen):
    start = frozen(clock.now())
    token = sessions.start(make_user(), awaits_code=True)
    frozen(start + sessions.TIME_FOR_CODE)
    assert sessions.half_way(token) is None


def test_who_one_is_counts_as_proved_for_ten_minutes_and_again_after_a_new_proof(session, frozen):
    start = frozen(clock.now())
    running = sessions.of_token(sessions.start(make_user()))
    assert sessions.is_confirmed(running)
    frozen(start + sessions.CONFIRMED_FOR)
    assert not sessions.is_confirmed(running)
    sessions.confirm(running)
    assert sessions.is_confirmed(running)


def test_a_new_proof_gives_a_new_token_and_the_old_one_is_dead(session):
    before = sessions.start(make_user())
    after = sessions.confirm(sessions.of_token(before))
    assert sessions.of_token(before) is None
    assert sessions.of_token(after) is not None
