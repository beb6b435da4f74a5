"""Passwords, one-time links, and limits against guessing."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from marketplace import clock
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.history import Actor
from marketplace.models.messages import Message
from marketplace.models.users import SignInAttempt, SignInLink
from marketplace.services import accounts, attempts, sessions
from tests.make import make_user

BY = Actor("coach", "Kim")
HOME = "192.0.2.1"
PASSWORD = "en lång mening om äpplen"
HASHER = accounts.hasher
LEAST_MEMORY_KIB = 46 * 1024  # OWASP's first choice of argon2id with one pass


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch):
    """A guess costs a third of a second in the product; here it is counted, not timed."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts, "hasher", cheap)
    accounts._nobodys_hash.cache_clear()
    yield
    accounts._nobodys_hash.cache_clear()


def test_a_guess_costs_memory():
    assert HASHER.memory_cost >= LEAST_MEMORY_KIB
    assert HASHER.type.name == "ID"


def fail(email: str, address: str = HOME) -> str:
    with pytest.raises(Invalid) as told:
        accounts.by_password(email, "not the password", address)
    return str(told.value)


def test_the_right_password_leads_to_the_person(session):
    user = make_user(email="kim@example.com", password=PASSWORD)
    assert accounts.by_password("kim@example.com", PASSWORD, HOME) is user


def test_letters_and_spaces_around_the_address_do_not_matter(session):
    user = make_user(email="Kim@Example.com", password=PASSWORD)
    assert accounts.by_password("  kim@example.COM ", PASSWORD, HOME) is user


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_a_wrong_password_and_an_unknown_address_sound_the_same(session, known):
    make_user(email="kim@example.com", password=PASSWORD)
    told = fail("kim@example.com" if known else "nobody@example.com")
    assert told == "Adressen eller lösenordet stämmer inte. Försök igen eller be om en länk."


def test_nobody_signs_in_as_an_inactive_person(session):
    make_user(email="kim@example.com", password=PASSWORD, active=False)
    with pytest.raises(Invalid):
        accounts.by_password("kim@example.com", PASSWORD, HOME)


@pytest.mark.parametrize("guess", ["", "a password nobody has"])
def test_nobody_signs_in_by_password_who_has_none(session, guess):
    make_user(email="kim@example.com", password=None)
    with pytest.raises(Invalid):
        accounts.by_password("kim@example.com", guess, HOME)


def test_an_account_is_closed_after_five_wrong_tries_even_for_the_right_password(session):
    make_user(email="kim@example.com", password=PASSWORD)
    for guess in range(accounts.TRIES_AN_ACCOUNT):
        fail("kim@example.com", address=f"192.0.2.{guess}")
    with pytest.raises(Invalid, match="För många försök"):
        accounts.by_password("kim@example.com", PASSWORD, "192.0.2.99")


def test_a_closed_account_opens_after_a_quarter_of_an_hour(session, frozen):
    start = frozen(clock.now())
    user = make_user(email="kim@example.com", password=PASSWORD)
    for _ in range(accounts.TRIES_AN_ACCOUNT):
        fail("kim@example.com")
    frozen(start + attempts.WINDOW + timedelta(seconds=1))
    assert accounts.by_password("kim@example.com", PASSWORD, HOME) is user


def test_one_address_may_not_try_many_accounts(session):
    for guess in range(accounts.TRIES_AN_ADDRESS):
        assert "stämmer inte" in fail(f"kim{guess}@example.com")
    assert "För många försök" in fail("kim@example.com")


def test_the_right_password_forgets_earlier_slips(session):
    make_user(email="kim@example.com", password=PASSWORD)
    for _ in range(3):
        for _ in range(accounts.TRIES_AN_ACCOUNT - 1):
            fail("kim@example.com", address="192.0.2.7")
        accounts.by_password("kim@example.com", PASSWORD, HOME)


def test_the_counters_name_neither_account_nor_address(session):
    fail("kim@example.com")
    assert all(len(row.subject) == 64 for row in session.scalars(select(SignInAttempt)))


def test_a_password_has_at_least_twelve_characters(session):
    user = make_user()
    with pytest.raises(Invalid, match="12 tecken"):
        accounts.set_password(user, "elva tecken")
    assert user.password_hash is None


def test_a_password_is_none_of_the_first_to_be_guessed(session):
    user = make_user(name="Kim Almgren")
    for guessed in ("Sommar2026!!", "kimalmgren123", "orangeriet1234"):
        with pytest.raises(Invalid, match="lätt att gissa"):
            accounts.set_password(user, guessed)
    assert user.password_hash is None


def test_a_password_is_kept_as_argon2id(session):
    user = make_user(password=PASSWORD)
    assert user.password_hash.startswith("$argon2id$")


def test_a_link_signs_in_once(session):
    user = make_user()
    token = accounts.make_link(user)
    assert accounts.use_link(token) is user
    assert accounts.use_link(token) is None
    assert accounts.peek_link(token) is None


def test_looking_at_a_link_does_not_use_it_up(session):
    user = make_user()
    token = accounts.make_link(user)
    for _ in range(3):
        assert accounts.peek_link(token) is user


def test_a_link_is_too_old_after_half_an_hour(session, frozen):
    start = frozen(clock.now())
    token = accounts.make_link(make_user())
    frozen(start + accounts.LINK_LIVES)
    assert accounts.peek_link(token) is None
    assert accounts.use_link(token) is None


def test_a_link_of_an_inactive_person_is_dead(session):
    user = make_user()
    token = accounts.make_link(user)
    user.active = False
    assert accounts.use_link(token) is None


def test_the_link_itself_is_nowhere_in_the_database_but_in_the_message(session):
    user = make_user(email="kim@example.com")
    accounts.send_link("kim@example.com", HOME, base_url="https://site.example")
    message = session.scalars(select(Message)).one()
    token = re.search(r"https://site\.example/sign-in/links/(\S+)", message.body).group(1)
    assert session.scalars(select(SignInLink)).one().token_hash == sessions.digest(token)
    assert accounts.use_link(token) is user


def test_nothing_is_sent_to_somebody_unknown(session):
    accounts.send_link("nobody@example.com", HOME, base_url="https://site.example")
    assert session.scalars(select(Message)).all() == []


def test_links_are_not_sent_for_ever_to_one_address(session):
    for _ in range(accounts.TRIES_AN_ADDRESS):
        accounts.send_link("nobody@example.com", HOME, base_url="https://site.example")
    with pytest.raises(Invalid, match="För många försök"):
        accounts.send_link("nobody@example.com", HOME, base_url="https://site.example")


def test_one_mailbox_gets_five_links_and_nobody_is_told_that_it_is_full(session):
    make_user(email="kim@example.com")
    for number in range(accounts.LINKS_A_MAILBOX + 2):
        accounts.send_link("kim@example.com", f"192.0.2.{number}", base_url="https://site.example")
    assert len(session.scalars(select(Message)).all()) == accounts.LINKS_A_MAILBOX


def test_a_changed_password_ends_every_other_session_and_tells_the_person(session):
    user = make_user(email="kim@example.com", password=PASSWORD)
    here, elsewhere = sessions.start(user), sessions.start(user)
    again = accounts.change_password(sessions.of_token(here), "tjugo röda cyklar", BY)
    assert [sessions.of_token(token) for token in (here, elsewhere)] == [None, None]
    assert sessions.of_token(again).user is user
    assert accounts.by_password("kim@example.com", "tjugo röda cyklar", HOME) is user
    assert "Lösenordet är bytt" in session.scalars(select(Message)).one().body


def test_proving_again_counts_wrong_tries_with_those_at_the_door(session):
    user = make_user(email="kim@example.com", password=PASSWORD)
    for _ in range(accounts.TRIES_AN_ACCOUNT):
        with pytest.raises(Invalid, match="stämmer inte"):
            accounts.prove(user, "fel lösenord")
    with pytest.raises(Invalid, match="För många försök"):
        accounts.prove(user, PASSWORD)
    with pytest.raises(Invalid, match="För många försök"):
        accounts.by_password("kim@example.com", PASSWORD, HOME)


def test_two_people_with_one_link_at_once_are_one_sign_in(clean_database):
    """The second waits for the first one's row and then finds the link used."""
    app = clean_database.app
    with app.app_context():
        token = accounts.make_link(make_user())
        db.session.commit()
    together = Barrier(2)

    def press() -> bool:
        with app.app_context():
            together.wait()
            signed_in = accounts.use_link(token) is not None
            db.session.commit()
            return signed_in

    with ThreadPoolExecutor(2) as people:
        presses = [people.submit(press), people.submit(press)]
    assert sorted(press.result() for press in presses) == [False, True]
