"""A coach and an administrator of the cooperative behind a draft."""

from collections.abc import Callable

import pytest

from marketplace.models.invoices import Invoice
from marketplace.models.users import Role
from tests.browser import Browser
from tests.make import make_user
from tests.make_money import make_draft, make_issued


@pytest.fixture
def draft(session) -> Invoice:
    """A draft of two people's hours."""
    return make_draft()


@pytest.fixture
def invoice(session) -> Invoice:
    """An issued invoice of two people's hours."""
    return make_issued()


@pytest.fixture
def coach_of(new_browser: Callable[[], Browser]) -> Callable[[Invoice], Browser]:
    """The browser of a coach of the cooperative that sends an invoice."""
    return lambda one: new_browser().sign_in(
        make_user(Role.COACH, cooperative=one.cooperative, name="Kim Coach")
    )


@pytest.fixture
def admin_of(new_browser: Callable[[], Browser]) -> Callable[[Invoice], Browser]:
    """The browser of an administrator of the cooperative that sends an invoice."""
    return lambda one: new_browser().sign_in(
        make_user(Role.COOPERATIVE_ADMIN, cooperative=one.cooperative, name="Karin Kassör")
    )
