"""A second proof of who somebody is: codes of an app, codes on paper, and no third try for free."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, text

from marketplace import clock, totp
from marketplace.database import db
from marketplace.errors import Conflict, Invalid
from marketplace.models.history import Actor
from marketplace.models.messages import Message
from marketplace.models.users import RecoveryCode, SecondFactor, User
from marketplace.sealing import SealBroken, keyring, use
from marketplace.services import accounts, second_factors
from marketplace.services.history import timeline
from tests.make import make_user

BY = Actor("kooptjanst", "Kim")


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch):
    """Ten hashes take a second in the product."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts, "hasher", cheap)


def code_of(user: User, steps_ahead: int = 0) -> str:
    secret = second_factors.secret_of(second_factors.of(user))
    return totp.code_at(secret, totp.step_of(clock.now()) + steps_ahead)


def with_app(user: User) -> list[str]:
    """Give a person an app that is on; her recovery codes."""
    second_factors.begin(user)
    return second_factors.turn_on(user, code_of(user, -1), BY)


def test_an_app_counts_from_its_first_right_code_on(session):
    user = make_user()
    second_factors.begin(user)
    assert not second_factors.is_on(user)
    with pytest.raises(Invalid):
        second_factors.turn_on(user, "000000", BY)
    second_factors.turn_on(user, code_of(user), BY)
    assert second_factors.is_on(user)
    assert [event.verb for event in timeline(user)] == ["users.second_factor_on"]
    assert "kodapp" in session.scalars(select(Message)).one().body


def test_beginning_again_before_the_first_code_gives_another_secret(session):
    user = make_user()
    first = second_factors.secret_of(second_factors.begin(user))
    assert second_factors.secret_of(second_factors.begin(user)) != first


def test_an_app_that_is_on_is_never_replaced_behind_ones_back(session):
    user = make_user()
    with_app(user)
    with pytest.raises(Conflict):
        second_factors.begin(user)
    with pytest.raises(Conflict):
        second_factors.turn_on(user, code_of(user), BY)


def test_a_right_code_works_once(session):
    user = make_user()
    with_app(user)
    code = code_of(user)
    second_factors.check(user, f" {code[:3]} {code[3:]} ")
    with pytest.raises(Invalid):
        second_factors.check(user, code)
    second_factors.check(user, code_of(user, +1))


@pytest.mark.parametrize("code", ["", "000000", "abcd efgh jkmn pqrs", "😀", "0" * 40])
def test_a_wrong_code_is_refused(session, code):
    user = make_user()
    with_app(user)
    with pytest.raises(Invalid, match="stämmer inte"):
        second_factors.check(user, code)


def test_guessing_ends_after_five_tries_for_a_quarter_of_an_hour(session, frozen):
    start = frozen(clock.now())
    user, other = make_user(), make_user()
    with_app(user)
    with_app(other)
    for _ in range(second_factors.TRIES):
        with pytest.raises(Invalid, match="stämmer inte"):
            second_factors.check(user, "000000")
    with pytest.raises(Invalid, match="För många försök"):
        second_factors.check(user, code_of(user))
    second_factors.check(other, code_of(other))
    frozen(start + timedelta(minutes=15, seconds=1))
    second_factors.check(user, code_of(user))


def test_a_recovery_code_works_once_and_is_counted_down(session):
    user = make_user()
    codes = with_app(user)
    assert len(set(codes)) == second_factors.RECOVERY_CODES
    second_factors.check(user, codes[3].upper().replace(" ", "-"))
    assert second_factors.codes_left(second_factors.of(user)) == 9
    with pytest.raises(Invalid):
        second_factors.check(user, codes[3])


def test_new_recovery_codes_kill_the_old_ones(session):
    user = make_user()
    old = with_app(user)
    new = second_factors.renew_recovery_codes(user, BY)
    with pytest.raises(Invalid):
        second_factors.check(user, old[0])
    second_factors.check(user, new[0])


def test_a_recovery_code_of_somebody_else_opens_nothing(session):
    user, other = make_user(), make_user()
    with_app(user)
    with pytest.raises(Invalid):
        second_factors.check(user, with_app(other)[0])


def test_taking_the_app_away_leaves_nothing_of_it(session):
    user = make_user()
    with_app(user)
    second_factors.turn_off(user, BY)
    assert not second_factors.is_on(user)
    assert session.scalars(select(RecoveryCode)).all() == []
    with pytest.raises(Conflict):
        second_factors.turn_off(user, BY)


def test_neither_secret_nor_recovery_code_stands_in_the_database(session):
    user = make_user()
    codes = with_app(user)
    factor = second_factors.of(user)
    assert second_factors.secret_of(factor) not in factor.sealed
    kept = session.scalars(select(RecoveryCode)).all()
    assert all(code.rest_hash.startswith("$argon2id$") for code in kept)
    rest = codes[0].replace(" ", "")[second_factors.BEGINNING :]
    rows = session.scalars(text("SELECT r::text FROM recovery_codes r")).all()
    assert not any(rest in row for row in rows)


def test_a_secret_moved_to_another_person_does_not_open(session):
    user, other = make_user(), make_user()
    with_app(user)
    with_app(other)
    second_factors.of(other).sealed = second_factors.of(user).sealed
    with pytest.raises(SealBroken):
        second_factors.check(other, code_of(user))


def test_secrets_sealed_by_an_older_key_are_sealed_anew_and_still_give_the_same_codes(session):
    user = make_user()
    with_app(user)
    code, before = code_of(user), keyring()
    try:
        use(before.grown())
        assert second_factors.reseal() == 1
        assert second_factors.reseal() == 0
        assert second_factors.of(user).sealed[0] == keyring().newest != before.newest
        second_factors.check(user, code)
    finally:
        use(before)


def test_of_two_who_use_one_code_at_once_one_is_late(clean_database):
    """Both wait for the row; the second finds the code used."""
    app = clean_database.app
    with app.app_context():
        user = make_user()
        with_app(user)
        db.session.commit()
        user_id, code = user.id, code_of(user)
    together = Barrier(2)

    def give() -> bool:
        with app.app_context():
            user = db.session.get_one(User, user_id)
            together.wait()
            try:
                second_factors.check(user, code)
            except Invalid:
                return False
            finally:
                db.session.commit()
            return True

    with ThreadPoolExecutor(2) as people:
        tries = [people.submit(give), people.submit(give)]
    assert sorted(one.result() for one in tries) == [False, True]
    with app.app_context():
        assert db.session.scalars(select(SecondFactor)).one().last_step > 0
