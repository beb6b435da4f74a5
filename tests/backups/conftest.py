"""A site worth saving: people with needs, consents, history and an invoice."""

import pytest

from marketplace.backups import Owner
from marketplace.connection import addresses
from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.services.history import record
from tests.make import make_member, make_posting
from tests.make_needs import make_needs, needs_of
from tests.make_work import make_invoice


@pytest.fixture
def stocked(clean_database):
    """A database of its own with rows in many tables, and nobody connected."""
    with clean_database.app.app_context():
        stock()
        db.session.remove()
        db.engine.dispose()
    return clean_database


@pytest.fixture
def owner(stocked) -> Owner:
    """The stocked database as its owner."""
    return Owner(addresses(stocked.settings).owner)


def stock() -> None:
    """Rows that must not be lost."""
    for number in range(3):
        member = make_member(given_name=f"Åsa {number}")
        make_needs(member, "step_free")
        record("members.tried", member, SYSTEM)
    needs_of(member)
    make_invoice(make_posting(), issued=True)
    db.session.commit()
