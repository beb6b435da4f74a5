"""In a real browser: an issued invoice is paid by card, another by a file from the bank."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from marketplace.database import db
from marketplace.models.invoices import Invoice
from marketplace.models.users import Role
from marketplace.services import card_payments
from tests import fake_stripe
from tests.fake_stripe import ACCOUNT, KEY, SECRET, FakeStripe
from tests.journeys import steps
from tests.make import make_user
from tests.make_money import ADMIN, make_draft
from tests.make_payments import bgmax_to
from tests.screens import LiveSite

pytestmark = pytest.mark.browser


@pytest.fixture
def stripe(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeStripe]:
    """Stripe's border, where the site's processes look for it."""
    with fake_stripe.running() as fake:
        monkeypatch.setenv("STRIPE_KEY", KEY)
        monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", SECRET)
        monkeypatch.setenv("STRIPE_API", fake.url)
        yield fake


@pytest.fixture
def town(stripe: FakeStripe, live_site: LiveSite) -> LiveSite:
    """A draft to issue, its cooperative with an account for cards, and those who sign in."""
    stripe.site_url = live_site.url
    with live_site.app.app_context():
        draft = make_draft()
        card_payments.connect(draft.cooperative, ACCOUNT, ADMIN)
        make_user(Role.COMPANY, company=draft.company, email="owner@example.com")
        make_user(Role.COACH, cooperative=draft.cooperative, email="coach@example.com")
        db.session.commit()
    return live_site


def issue(town: LiveSite, page: Page) -> str:
    """By the coach; the invoice's name in addresses."""
    with town.app.app_context():
        name = db.session.query(Invoice).one().public_id
    steps.sign_in(town, page, "coach@example.com")
    page.goto(f"{town.url}/cooperatives/invoices/{name}")
    page.get_by_role("button", name="Utfärda och skicka").click()
    expect(page.locator("main")).to_contain_text("OCR")
    return name


def reads_paid(town: LiveSite, page: Page, name: str) -> None:
    """The invoice is paid, nobody owes anything, and the year has it as revenue."""
    page.goto(f"{town.url}/cooperatives/invoices/{name}")
    expect(page.locator(".status").first).to_have_text("Betald")
    page.goto(f"{town.url}/cooperatives/debtors")
    expect(page.locator("main")).to_contain_text("Ingen kund är skyldig")
    with town.app.app_context():
        kronor = f"{db.session.query(Invoice).one().net_ore // 100:,}".replace(",", "\\s")
    page.goto(f"{town.url}/cooperatives/revenue")
    expect(page.locator(".figure").first).to_contain_text(re.compile(f"{kronor}\\skr"))


@pytest.mark.timeout(280)
def test_an_issued_invoice_is_paid_by_card_and_told_of_by_webhook(
    town: LiveSite, stripe: FakeStripe, phone: Page
) -> None:
    name = issue(town, phone)
    steps.sign_in(town, phone, "owner@example.com")
    phone.goto(f"{town.url}/companies/invoices/{name}")
    phone.get_by_role("button", name="Betala med kort").click()
    phone.get_by_role("link", name="Gå till kortbetalningen").click()
    phone.wait_for_url(f"{stripe.url}/pay/*")
    phone.get_by_role("button", name="Betala").click()
    phone.wait_for_url(f"{town.url}/companies/card-payments/*")
    expect(phone.locator("h1")).to_contain_text("Kvitto")
    steps.sign_in(town, phone, "coach@example.com")
    reads_paid(town, phone, name)


@pytest.mark.timeout(280)
def test_an_issued_invoice_is_paid_by_a_file_from_the_bank(town: LiveSite, phone: Page) -> None:
    name = issue(town, phone)
    with town.app.app_context():
        invoice = db.session.query(Invoice).one()
        content = bgmax_to(invoice.cooperative, (invoice.payable_ore or 0, invoice.ocr or ""))
    phone.goto(f"{town.url}/cooperatives/bank-files")
    file = {"name": "bg.txt", "mimeType": "text/plain", "buffer": content}
    phone.locator("input[type=file]").set_input_files(files=[file])  # type: ignore[list-item]
    phone.get_by_role("button", name="Visa vad filen gör").click()
    expect(phone.locator("main")).to_contain_text("Bokförs av sig själva")
    phone.get_by_role("button", name="Läs in filen").click()
    expect(phone.locator("main")).to_contain_text("Inga betalningar väntar på er")
    reads_paid(town, phone, name)
