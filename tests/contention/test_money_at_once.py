"""Money told of by many at the same moment: the books are as if each true event happened once."""

import json
from dataclasses import replace
from functools import partial
from random import Random

import pytest
from sqlalchemy import func, select, text

from marketplace.database import db
from marketplace.models.bank_files import BankFile, ReceivedPayment
from marketplace.models.cards import CardEvent, Checkout
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Event
from marketplace.models.payments import Payment
from marketplace.models.users import Role
from marketplace.services import bank_files, card_payments, payments, verifying
from tests.contention.pressing import Presser, at_once
from tests.fake_stripe import KEY, SECRET, FakeStripe, signed
from tests.make import make_posting, make_user
from tests.make_money import ADMIN, make_issued
from tests.make_payments import bgmax_to, make_checkout

CLIENTS, TIMES, INVOICES = 10, 3, 6
BOOKS = """
SELECT i.public_id, e.account, sum(e.amount_ore)
FROM vouchers v JOIN voucher_entries e ON e.voucher_id = v.id JOIN invoices i ON i.id = v.invoice_id
WHERE v.cooperative_id = :cooperative
GROUP BY 1, 2 HAVING sum(e.amount_ore) <> 0
"""


@pytest.fixture
def app(clean_database):
    """A site of its own that takes cards, with real commits."""
    app = clean_database.app
    app.extensions["settings"] = replace(
        app.extensions["settings"], stripe_key=KEY, stripe_webhook_secret=SECRET
    )
    with app.app_context():
        yield app


def how_many(noun, *where) -> int:
    return db.session.scalar(select(func.count()).select_from(noun).where(*where))


def sold(count):
    """Issued invoices of one cooperative."""
    posting = make_posting()
    return [make_issued(posting, people=1 + n % 2) for n in range(count)]


def test_two_who_take_in_the_same_file_at_once_take_it_in_once(app):
    [invoice] = sold(1)
    cooperative = invoice.cooperative
    coaches = [make_user(Role.COACH, cooperative=cooperative) for _ in range(2)]
    content = bgmax_to(cooperative, (invoice.payable_ore, invoice.ocr), (70_000, ""))
    db.session.commit()
    uploads = [partial(handed_in, app, cooperative.id, content) for _ in coaches]
    [first, second] = at_once(uploads)
    assert first == second
    page = f"/cooperatives/bank-files/{first}"
    ready = [Presser(app, page, coach) for coach in coaches]
    answers = at_once([partial(one.press, f"{page}/take-in") for one in ready])
    assert [answer.status_code for answer in answers] == [303, 303]
    db.session.rollback()
    assert how_many(BankFile) == 1
    assert how_many(ReceivedPayment) == 2
    assert how_many(Payment) == 1
    assert how_many(Event, Event.verb == "bank_files.taken_in") == 1
    assert list(verifying.problems()) == []


def handed_in(app, cooperative_id, content) -> str:
    """What handing in a file does, in a request of its own."""
    with app.app_context():
        cooperative = db.session.get_one(Cooperative, cooperative_id)
        file = bank_files.upload(cooperative, "bg.txt", content, ADMIN)
        db.session.commit()
        return file.public_id


def test_two_files_with_the_same_payments_at_once_book_each_payment_once(app):
    made = sold(3)
    cooperative = made[0].cooperative
    told = [(one.payable_ore, one.ocr) for one in made]
    content = bgmax_to(cooperative, *told)
    files = [
        bank_files.upload(cooperative, "bg.txt", content, ADMIN),
        bank_files.upload(cooperative, "bg.txt", content.replace(b"\r\n", b"\n"), ADMIN),
    ]
    coach = make_user(Role.COACH, cooperative=cooperative)
    db.session.commit()
    pages = [f"/cooperatives/bank-files/{file.public_id}" for file in files]
    ready = [Presser(app, page, coach) for page in pages]
    presses = zip(ready, pages, strict=True)
    answers = at_once([partial(one.press, f"{page}/take-in") for one, page in presses])
    assert [answer.status_code for answer in answers] == [303, 303]
    db.session.rollback()
    assert how_many(ReceivedPayment) == how_many(Payment) == 3
    assert sum(file.known_count for file in db.session.scalars(select(BankFile))) == 3
    assert {payments.settlement(one).state for one in made} == {"paid"}
    assert list(verifying.problems()) == []


def test_card_events_tripled_shuffled_and_by_ten_at_once_come_to_what_the_serial_run_comes_to(app):
    serial, stormy = (connected(sold(INVOICES), f"acct_cooperative{n}") for n in range(2))
    in_order = events_of(serial)
    for body in in_order:
        assert tell(app, body) == 200
    bodies = events_of(stormy) * TIMES
    Random(7).shuffle(bodies)
    queues = [bodies[n::CLIENTS] for n in range(CLIENTS)]
    told = at_once([partial(tell_all, app, queue) for queue in queues])
    assert {status for statuses in told for status in statuses} == {200}
    db.session.rollback()
    assert how_many(CardEvent) == 2 * len(in_order)
    assert books(stormy) == books(serial)
    assert [payments.settlement(one) for one in stormy] == [
        payments.settlement(one) for one in serial
    ]
    assert list(verifying.problems()) == []


def connected(made, account):
    """The invoices, with a try to pay each on the cooperative's account, all committed."""
    card_payments.connect(made[0].cooperative, account, ADMIN)
    for invoice in made:
        make_checkout(invoice).account = account
    db.session.commit()
    return made


def events_of(made):
    """What Stripe tells of each: paid, told in two ways, and by turns something paid back."""
    fake, bodies = FakeStripe(), []
    for place, invoice in enumerate(made):
        checkout = db.session.scalars(select(Checkout).where(Checkout.invoice == invoice)).one()
        fake.sessions[checkout.session_id] = {
            "id": checkout.session_id,
            "object": "checkout.session",
            "amount_total": invoice.payable_ore - (1 if place == INVOICES - 1 else 0),
            "currency": "sek",
            "account": checkout.account,
        }
        body = fake.pay(checkout.session_id)
        bodies += [body, renamed(body, "checkout.session.async_payment_succeeded")]
        for times in range(place % 3):
            intent = f"pi_{checkout.session_id}"
            refund = fake.refund(intent, 1_000 + times, checkout.account)
            number = f"evt_{intent}_{times}"
            bodies.append(fake.event("refund.created", refund, checkout.account, number))
            if times:  # and it never arrived
                failed = refund | {"status": "failed"}
                bodies.append(fake.event("refund.failed", failed, checkout.account))
    return bodies


def renamed(body, kind):
    """The same told as another kind of event."""
    told = json.loads(body)
    return json.dumps(told | {"type": kind, "id": f"{told['id']}-{kind}"}).encode()


def tell(app, body) -> int:
    """Send an event as Stripe does, and again where the site asks for it."""
    while True:
        with app.app_context():
            sent = app.test_client().post("/webhooks/stripe", data=body, headers=signed(body))
        if sent.status_code != 503:
            return sent.status_code


def tell_all(app, bodies) -> list[int]:
    return [tell(app, body) for body in bodies]


def books(made):
    """What is booked of money on each invoice, by account, in the order of the invoices."""
    found = db.session.execute(text(BOOKS), {"cooperative": made[0].cooperative_id}).all()
    places = {one.public_id: place for place, one in enumerate(made)}
    return sorted((places[key], account, ore) for key, account, ore in found)
