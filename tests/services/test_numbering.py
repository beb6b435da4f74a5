"""Numbers without a gap, though many issue at once and some of them fail."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import OperationalError

import invoicing
from marketplace import clock
from marketplace.database import db
from marketplace.errors import MarketplaceError
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import Invoice, InvoiceKind, InvoiceSeries
from marketplace.models.ledger import Voucher
from marketplace.services import invoices, numbering, verifying
from tests.make import make_posting
from tests.make_money import ADMIN
from tests.make_work import make_invoice

CLIENTS, NUMBERS = 50, 1_000


class Dropped(Exception):
    """A client that vanishes between taking its number and its commit."""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_thousand_numbers_from_fifty_clients_who_fail_now_and_then_have_no_gap(clean_database):
    """Two cooperatives; clients vanish, or wait too long where all is busy; all try again."""
    app = clean_database.app
    with app.app_context():
        # As many connections as clients: the processes of a site have pools of their own.
        db.engines[None] = create_engine(db.engine.url, pool_size=CLIENTS)
        postings = [make_posting(), make_posting()]
        drafts = [make_invoice(postings[number % 2]).id for number in range(NUMBERS)]
        db.session.commit()
    left, lock, dice = list(drafts), threading.Lock(), random.Random(1)

    def client() -> int:
        dropped = 0
        with app.app_context():
            while True:
                with lock:
                    if not left:
                        return dropped
                    draft, vanishes = left.pop(), dice.random() < 0.2
                try:
                    invoices.issue(db.session.get_one(Invoice, draft), ADMIN)
                    if vanishes:
                        raise Dropped
                    db.session.commit()
                except (Dropped, MarketplaceError, OperationalError):  # the last: try again (503)
                    db.session.rollback()
                    dropped += 1
                    with lock:
                        left.append(draft)
                finally:
                    db.session.remove()

    with ThreadPoolExecutor(CLIENTS) as pool:
        dropped = sum(pool.map(lambda _: client(), range(CLIENTS)))
    assert dropped > NUMBERS // 10
    with app.app_context():
        for cooperative in db.session.scalars(select(Cooperative)):
            numbers = db.session.scalars(
                select(Invoice.number).where(Invoice.cooperative_id == cooperative.id)
            ).all()
            assert invoicing.breaks_in(numbers, last_number=NUMBERS // 2) == []
            booked = db.session.scalars(
                select(Voucher.number).where(Voucher.cooperative_id == cooperative.id)
            ).all()
            assert invoicing.breaks_in(booked, last_number=NUMBERS // 2) == []
        assert list(verifying.problems()) == []


def test_who_waits_over_new_year_gets_a_number_of_the_new_year(clean_database):
    """One holds the series before midnight; the other asked before, and comes after it."""
    app = clean_database.app
    old = datetime(2026, 12, 31, 22, 59, 58, tzinfo=UTC)
    with app.app_context(), clock.standing_at(old):
        cooperative = make_invoice().cooperative
        db.session.commit()
        assert numbering.take(cooperative, InvoiceKind.INVOICE).number == 1

        def other() -> str:
            with app.app_context():
                taken = numbering.take(
                    db.session.get_one(Cooperative, cooperative.id), InvoiceKind.INVOICE
                )
                db.session.commit()
                return taken.series.number_text(taken.number)

        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(other)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.5)
            with clock.standing_at(old + timedelta(seconds=3)):
                db.session.commit()
                assert waiting.result() == "F2027-00001"


def test_two_who_issue_the_same_draft_make_one_document(clean_database):
    app = clean_database.app
    with app.app_context():
        draft = make_invoice().id
        db.session.commit()
    both = threading.Barrier(2)

    def client(_: int) -> bool:
        with app.app_context():
            invoice = db.session.get_one(Invoice, draft)
            both.wait()
            try:
                invoices.issue(invoice, ADMIN)
            except MarketplaceError:
                db.session.rollback()
                return False
            db.session.commit()
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(client, range(2))) == [False, True]
    with app.app_context():
        assert db.session.scalars(select(InvoiceSeries.last_number)).all() == [1]


def test_series_are_apart_and_have_references_of_their_own(session):
    cooperative = make_invoice().cooperative
    kinds = list(InvoiceKind)
    taken = [numbering.take(cooperative, kind) for kind in kinds]
    assert [one.number for one in taken] == [1, 1, 1]
    assert len({one.series.reference_base(1) for one in taken}) == 3
    assert numbering.take(cooperative, InvoiceKind.INVOICE).number == 2


def test_a_number_taken_in_vain_is_given_again(session):
    cooperative = make_invoice().cooperative
    attempt = session.begin_nested()
    assert numbering.take(cooperative, InvoiceKind.INVOICE).number == 1
    attempt.rollback()
    assert numbering.take(cooperative, InvoiceKind.INVOICE).number == 1
