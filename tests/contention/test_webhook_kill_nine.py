"""The web process dies by -9 while it hears of a card payment: told again, it is booked once."""

import signal
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import psutil
import pytest
from sqlalchemy import func, select, text

from marketplace.database import db
from marketplace.models.cards import CardEvent, CardOutcome, Checkout
from marketplace.models.debts import DebtChange
from marketplace.models.payments import Payment
from marketplace.services import card_payments, payments, verifying
from tests.fake_stripe import KEY, SECRET, FakeStripe
from tests.make import make_posting
from tests.make_money import ADMIN, make_issued
from tests.make_payments import make_checkout
from tests.screens import PATIENCE_SECONDS, LiveSite

WRITTEN = "SELECT id FROM checkouts FOR UPDATE"
PAID = "SELECT name FROM chains FOR UPDATE"
NUMBERED = "LOCK TABLE voucher_entries IN SHARE ROW EXCLUSIVE MODE"
"""What hearing an event waits for: when it is written down, when paid and not booked, in the end"""
STANDS_STILL = (
    "SELECT count(*) FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
)
TURNS = """
SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE datname = current_database() AND locktype = 'advisory'
"""
BOOKS = """
SELECT v.event, e.account, sum(e.amount_ore), count(*)
FROM vouchers v JOIN voucher_entries e ON e.voucher_id = v.id
WHERE v.invoice_id = :invoice GROUP BY 1, 2 ORDER BY 1, 2
"""


@pytest.fixture
def site(monkeypatch, request) -> LiveSite:
    """A site of real processes that takes cards."""
    monkeypatch.setenv("STRIPE_KEY", KEY)
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", SECRET)
    return request.getfixturevalue("live_site")


def test_an_event_whose_hearing_is_killed_anywhere_is_booked_once_when_told_again(
    site, clean_database
):
    with site.app.app_context():
        fake = FakeStripe()
        fake.site_url = site.url
        posting = make_posting()
        killed, calm = (make_issued(posting, people=2) for _ in range(2))
        card_payments.connect(posting.cooperative, "acct_cooperative1", ADMIN)
        told = {invoice.id: events_of(fake, invoice) for invoice in (killed, calm)}
        db.session.commit()
        for body in told[calm.id]:
            tell(fake, body)
        for body, places in zip(told[killed.id], [(WRITTEN, NUMBERED), (PAID,)], strict=True):
            for place in places:
                before = standing(killed)
                with clean_database.owner_engine().connect() as holding:
                    kill_while_heard(site, fake, body, place, holding)
                wait_for(nobody_is_left)
                assert standing(killed) == before, f"half done at {place}"
            tell(fake, body)
            tell(fake, body)  # as the card company does when nobody answered
        assert standing(killed) == standing(calm)
        assert payments.settlement(killed) == payments.settlement(calm)
        assert standing(killed)[2] == [CardOutcome.BOOKED, CardOutcome.BOOKED]
        assert list(verifying.problems()) == []


def events_of(fake, invoice):
    """Paid by card, and a part of it paid back."""
    checkout = make_checkout(invoice)
    fake.sessions[checkout.session_id] = {
        "id": checkout.session_id,
        "object": "checkout.session",
        "amount_total": invoice.payable_ore,
        "currency": "sek",
        "account": checkout.account,
    }
    return [
        fake.pay(checkout.session_id),
        fake.give_back(f"pi_{checkout.session_id}", 10_000, checkout.account),
    ]


def kill_while_heard(site, fake, body, place, holding):
    """Hold what hearing it waits for, tell of it, and kill the process that stands still."""
    wait_for(
        partial(answered, urllib.request.urlopen, f"{site.url}/health", timeout=20)
    )  # whoever was killed before is up again
    holding.execute(text(place))
    with ThreadPoolExecutor(1) as teller:
        answer = teller.submit(fake.tell, body)
        wait_for(lambda: holding.scalar(text(STANDS_STILL)) or answer.done())
        assert not answer.done(), f"nothing stood still at {place}"
        for process in psutil.Process(site.web.pid).children():
            process.send_signal(signal.SIGKILL)
        assert answer.exception(timeout=PATIENCE_SECONDS) is not None
    holding.rollback()


def nobody_is_left():
    """Whether the connection of the dead has been given up, and with it what it had written."""
    found = db.session.scalar(text(TURNS))
    db.session.rollback()
    return found == 0


def tell(fake, body):
    """Tell of an event until somebody answers: the process may still be coming up again."""
    wait_for(partial(answered, fake.tell, body))


def answered(ask, *what, **options):
    """Whether somebody answers what is asked."""
    try:
        ask(*what, **options)
    except OSError:  # urllib's own among them
        return False
    return True


def standing(invoice):
    """All that is written of money on an invoice, and what became of each event about it."""
    counts = [
        db.session.scalar(select(func.count()).where(noun.invoice_id == invoice.id))
        for noun in (Payment, DebtChange)
    ]
    books = db.session.execute(text(BOOKS), {"invoice": invoice.id}).all()
    intents = select("pi_" + Checkout.session_id).where(Checkout.invoice_id == invoice.id)
    events = select(CardEvent.outcome).where(CardEvent.payment_intent.in_(intents))
    outcomes = db.session.scalars(events.order_by(CardEvent.id)).all()
    db.session.rollback()
    return counts, books, outcomes


def wait_for(condition):
    """Until it is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it never came to be"
        time.sleep(0.05)
