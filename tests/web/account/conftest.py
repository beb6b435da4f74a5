"""People with passwords and code apps, whose hashes cost little."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from marketplace import clock, totp
from marketplace.models.history import SYSTEM
from marketplace.models.users import Role, User
from marketplace.services import accounts, second_factors
from tests.make import make_user

PASSWORD = "en lång mening om äpplen"


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch):
    """Ten recovery codes take a second in the product."""
    monkeypatch.setattr(
        accounts, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )


@pytest.fixture
def kim(session) -> User:
    """A coach with a password."""
    return make_user(Role.COACH, email="kim@example.com", password=PASSWORD)


@pytest.fixture
def code_of() -> Callable[[User], str]:
    """The code that a person's phone shows now."""

    def code(user: User) -> str:
        secret = second_factors.secret_of(second_factors.of(user))
        return totp.code_at(secret, totp.step_of(clock.now()))

    return code


@pytest.fixture
def with_app(code_of) -> Callable[[User], list[str]]:
    """Gives a person a code app, a minute ago; her recovery codes."""

    def give(user: User) -> list[str]:
        with clock.standing_at(clock.now() - timedelta(minutes=1)):
            second_factors.begin(user)
            return second_factors.turn_on(user, code_of(user), SYSTEM)

    return give


@pytest.fixture
def production(app) -> Iterator[None]:
    """The site as it is in production, as far as its doors are concerned."""
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, production=True)
    yield
    app.extensions["settings"] = settings
