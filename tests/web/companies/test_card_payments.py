"""Card payment over the real library and a fake of Stripe's border: begun, told, booked once."""

import json
import random
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from marketplace.models.cards import CardEvent, Checkout
from marketplace.models.payments import Payment, PaymentMethod
from marketplace.models.users import Role
from marketplace.services import card_payments, payments, verifying
from tests import fake_stripe
from tests.fake_stripe import ACCOUNT, KEY, SECRET, signed
from tests.make import make_user
from tests.make_money import ADMIN, booked, make_issued


@pytest.fixture
def stripe(app):
    """A site with a key, and Stripe behind it."""
    with fake_stripe.running() as fake:
        before = app.extensions["settings"]
        app.extensions["settings"] = replace(
            before, stripe_key=KEY, stripe_webhook_secret=SECRET, stripe_api=fake.url
        )
        yield fake
        app.extensions["settings"] = before


@pytest.fixture
def invoice(session):
    """An issued invoice of a cooperative that has an account."""
    made = make_issued()
    card_payments.connect(made.cooperative, ACCOUNT, ADMIN)
    return made


@pytest.fixture
def owner(browser, invoice):
    """The company's browser, on the page of the invoice."""
    browser.sign_in(make_user(Role.COMPANY, company=invoice.company))
    browser.get(f"/companies/invoices/{invoice.public_id}")
    return browser


def tell(browser, body, expect=200, **headers):
    """Send an event to the site as Stripe does."""
    sent = signed(body) | headers
    page = browser.fetch(
        "POST", "/webhooks/stripe", data=body, headers=sent, content_type="application/json"
    )
    assert page.status == expect
    return page.html


def begin(owner, session):
    """Press the button; the try that came of it."""
    owner.get(owner.page.address)
    owner.submit("Betala med kort")
    return session.scalars(select(Checkout).order_by(Checkout.id.desc())).first()


def test_an_invoice_is_paid_by_card_on_the_cooperatives_own_account(
    owner, invoice, session, stripe
):
    checkout = begin(owner, session)
    [(_, path, account, sent)] = stripe.requests
    assert (path, account) == ("/v1/checkout/sessions", ACCOUNT)
    assert sent["line_items[0][price_data][unit_amount]"] == str(invoice.payable_ore)
    assert not [name for name in sent if "fee" in name or "transfer" in name]
    assert owner.page.links["Gå till kortbetalningen"] == checkout.url
    assert tell(owner, stripe.pay(checkout.session_id)) == "booked"
    page = owner.get(f"/companies/card-payments/{checkout.public_id}", done="1")
    assert "Kvitto" in page.title
    assert page.facts()["Betalt till"] == invoice.cooperative.name
    assert payments.settlement(invoice).state == "paid"
    assert list(verifying.problems()) == []


def test_back_from_the_payment_page_the_receipt_comes_by_itself(owner, session, stripe):
    checkout = begin(owner, session)
    page = owner.get(f"/companies/card-payments/{checkout.public_id}", done="1")
    part = page.soup.find(id="standing")["data-poll"]
    assert "väntar på besked" in owner.fetch("GET", part).html
    tell(owner, stripe.pay(checkout.session_id))
    told = owner.fetch("GET", part).html
    assert "Betalningens nummer" in told
    assert "data-poll" not in told


def test_pressed_twice_it_is_one_payment_page(owner, invoice, session, stripe):
    first = begin(owner, session)
    owner.get(f"/companies/invoices/{invoice.public_id}")
    assert begin(owner, session) is first
    assert len(stripe.sessions) == 1


def test_when_stripe_cannot_be_reached_it_is_said_and_can_be_tried_again(owner, session, stripe):
    stripe.is_down = True
    begin(owner, session)
    assert "inte att nå" in owner.page.notices[0]
    stripe.is_down = False
    assert begin(owner, session).url


def test_tripled_and_shuffled_events_come_to_what_the_serial_run_comes_to(
    owner, invoice, session, stripe
):
    checkout = begin(owner, session)
    paid = stripe.pay(checkout.session_id)
    intent = f"pi_{checkout.session_id}"
    told = [
        paid,
        stripe.give_back(intent, 10_000),
        stripe.give_back(intent, 500),
    ]
    told = told * 3 + [stripe.event("refund.updated", _object(told[1]), ACCOUNT)]
    random.Random(7).shuffle(told)
    for body in told:
        tell(owner, body)
    settlement = payments.settlement(invoice)
    assert settlement.paid_ore == invoice.payable_ore - 10_500
    assert booked(invoice)["1930"] == invoice.payable_ore - 10_500
    assert session.scalar(select(func.count()).select_from(CardEvent)) == 4
    assert list(verifying.problems()) == []


def test_what_the_cards_bank_takes_back_is_a_debt_again_until_it_comes_back(
    owner, invoice, session, stripe
):
    checkout = begin(owner, session)
    tell(owner, stripe.pay(checkout.session_id))
    dispute = {
        "id": "dp_1",
        "object": "dispute",
        "payment_intent": f"pi_{checkout.session_id}",
        "amount": invoice.payable_ore,
        "currency": "sek",
        "status": "needs_response",
    }
    tell(owner, stripe.event("charge.dispute.created", dispute, ACCOUNT))
    assert payments.settlement(invoice).state == "paid"
    tell(owner, stripe.event("charge.dispute.funds_withdrawn", dispute, ACCOUNT))
    assert payments.settlement(invoice).open_ore == invoice.payable_ore
    won = stripe.event("charge.dispute.funds_reinstated", dispute | {"status": "won"}, ACCOUNT)
    assert [tell(owner, won) for _ in range(2)] == ["booked", "known"]
    assert payments.settlement(invoice).state == "paid"
    assert list(verifying.problems()) == []


def test_a_refund_that_failed_is_no_refund_whichever_is_told_first(owner, invoice, session, stripe):
    checkout = begin(owner, session)
    tell(owner, stripe.pay(checkout.session_id))
    given = _object(stripe.give_back(f"pi_{checkout.session_id}", 10_000))
    failed = stripe.event("refund.failed", given | {"status": "failed"}, ACCOUNT)
    assert tell(owner, failed) == "ignored"
    assert tell(owner, stripe.event("refund.created", given, ACCOUNT)) == "ignored"
    assert payments.settlement(invoice).paid_ore == invoice.payable_ore


def _object(body):
    return json.loads(body)["data"]["object"]


@pytest.mark.parametrize("changes", [{"amount_total": 100}, {"currency": "eur"}])
def test_another_amount_or_currency_is_not_booked_and_somebody_is_told(
    owner, invoice, session, stripe, changes, new_browser
):
    checkout = begin(owner, session)
    assert "wrong" in tell(owner, stripe.pay(checkout.session_id, **changes))
    assert payments.settlement(invoice).paid_ore == 0
    admin = new_browser().sign_in(
        make_user(Role.COOPERATIVE_ADMIN, cooperative=invoice.cooperative)
    )
    page = admin.get("/cooperatives/card-payments")
    assert len(page.table("Besked från Stripe som inte stämmer")) == 1


def test_another_account_is_not_booked(owner, invoice, session, stripe):
    checkout = begin(owner, session)
    stripe.sessions[checkout.session_id]["account"] = "acct_somebodyelse"
    assert tell(owner, stripe.pay(checkout.session_id)) == "wrong_account"
    assert payments.settlement(invoice).paid_ore == 0


def test_forged_old_and_broken_events_are_refused(owner, session, stripe):
    body = stripe.pay(begin(owner, session).session_id)
    for headers in (
        {"Stripe-Signature": ""},
        {"Stripe-Signature": "t=1,v1=00"},
        signed(body, secret="whsec_other"),
        signed(body, at=1_700_000_000),
        signed(body + b" "),
    ):
        tell(owner, body, expect=400, **headers)
    broken = b'{"id": "evt_1", "object": "event"}'
    tell(owner, broken, expect=400)
    assert session.scalar(select(func.count()).select_from(CardEvent)) == 0


def test_paid_at_the_bank_meanwhile_the_money_is_owed_back_and_paid_back_to_the_card(
    owner, invoice, session, stripe, new_browser
):
    checkout = begin(owner, session)
    payments.pay(
        invoice,
        amount_ore=invoice.payable_ore,
        received_on=invoice.issued_on,
        method=PaymentMethod.BANKGIRO,
        key="bank",
        by=ADMIN,
    )
    tell(owner, stripe.pay(checkout.session_id))
    assert payments.settlement(invoice).open_ore == -invoice.payable_ore
    coach = new_browser().sign_in(make_user(Role.COACH, cooperative=invoice.cooperative))
    coach.get(f"/cooperatives/invoices/{invoice.public_id}")
    for _ in range(2):
        coach.submit("Betala tillbaka till kortet")
    [refund] = stripe.refunds.values()
    tell(owner, stripe.event("refund.created", refund, ACCOUNT))
    assert payments.settlement(invoice).open_ore == 0


def test_more_owed_while_money_is_on_its_way_back_is_paid_back_once_it_is_told(
    owner, invoice, session, stripe, new_browser
):
    tell(owner, stripe.pay(begin(owner, session).session_id))
    coach = new_browser().sign_in(make_user(Role.COACH, cooperative=invoice.cooperative))
    pay_too_much(invoice, 10_000)
    page = f"/cooperatives/invoices/{invoice.public_id}"
    coach.get(page)
    coach.submit("Betala tillbaka till kortet")
    pay_too_much(invoice, 20_000)
    coach.get(page)
    assert "är på väg" in coach.submit("Betala tillbaka till kortet").notices[0]
    [refund] = stripe.refunds.values()
    tell(owner, stripe.event("refund.created", refund, ACCOUNT))
    coach.get(page)
    coach.submit("Betala tillbaka till kortet")
    assert [one["amount"] for one in stripe.refunds.values()] == [10_000, 20_000]


def pay_too_much(invoice, ore):
    payments.pay(
        invoice,
        amount_ore=ore,
        received_on=invoice.issued_on,
        method=PaymentMethod.BANKGIRO,
        key=f"too much {ore}",
        by=ADMIN,
    )


def test_a_payment_that_stripe_never_told_of_is_found_by_asking(owner, invoice, session, stripe):
    checkout = begin(owner, session)
    assert "inte gjord" in owner.submit("Jag har betalat: kontrollera").notices[0]
    body = stripe.pay(checkout.session_id)
    assert "Kvitto" in owner.submit("Jag har betalat: kontrollera").title
    assert tell(owner, body) == "known"
    assert session.scalar(select(func.count()).select_from(Payment)) == 1


def test_without_a_key_nothing_speaks_of_cards_and_nobody_is_heard(owner, invoice):
    assert "Betala med kort" not in owner.page.buttons
    owner.post(f"/companies/card-payments/{invoice.public_id}/begin", expect=409)
    assert owner.fetch("POST", "/webhooks/stripe", data=b"{}").status == 404


def test_only_an_account_that_stripe_knows_is_taken(session, stripe, new_browser):
    admin = new_browser().sign_in(make_user(Role.COOPERATIVE_ADMIN))
    admin.get("/cooperatives/card-payments")
    for account, words in (("acct_unknown99", "känner inte"), ("x", "acct_")):
        page = admin.submit("Spara kontot", account=account, expect=400)
        assert words in page.errors[0]
    admin.submit("Spara kontot", account=ACCOUNT)
    assert "kan nu betala" in admin.page.notices[0]
