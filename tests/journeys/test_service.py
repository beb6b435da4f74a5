"""A service with a sick call and a loan, to the two invoices, by keyboard and without script."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from marketplace.database import db
from marketplace.models.invoices import Invoice
from marketplace.models.lending import Loan
from marketplace.models.postings import Posting, PostingStatus
from tests.journeys import keyboard, steps
from tests.screens import LiveSite

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def post_a_service(site: LiveSite, page: Page) -> None:
    page.goto(f"{site.url}/companies/postings/new")
    keyboard.choose(
        page, "task", page.locator("input[name=task]").first.get_attribute("value") or ""
    )
    keyboard.tick(page, "input[name=days]", 3)
    for name, words in (("starts", "7"), ("ends", "15"), ("heads", "1")):
        keyboard.write(page, f"input[name={name}]", words)
    keyboard.reach(page, page.locator("#more > summary"))
    page.keyboard.press("Enter")
    for question in ("leads", "buys", "tools"):
        keyboard.choose(page, question, "cooperative")
    keyboard.press(page, "Lägg upp jobbet")
    expect(page.locator("main")).to_contain_text("Ni får besked senast")


def test_a_service_with_somebody_ill_and_somebody_lent_by_keyboard_alone(
    live_site: LiveSite, plain: Page
) -> None:
    steps.settle_neighbours(live_site, members=2)
    steps.sign_in(live_site, plain, "owner@example.com")
    post_a_service(live_site, plain)
    steps.sign_in(live_site, plain, "coach@example.com")
    crew = f"{live_site.url}/cooperatives/crews/{steps.public_id(live_site)}"
    plain.goto(crew)
    steps.wait_for_proposals(plain, "Föreslagen", 2)
    keyboard.press(plain, "Godkänn laget och fråga alla")
    expect(plain.locator("main")).to_contain_text("2 personer har fått frågan")
    first = steps.waiting_links(live_site, 2)
    for link in first:
        plain.goto(link)
        keyboard.press(plain, "Ja, jag vill")

    plain.goto(crew)
    keyboard.press(plain, "Sjukanmäl")
    keyboard.press(plain, "Sjukanmäl")
    expect(plain.locator("main")).to_contain_text("Platsen är fri")
    keyboard.press(plain, "Låna någon")
    keyboard.press(plain, "Fråga Växthuset")
    expect(plain.locator("main")).to_contain_text("Växthuset har fått frågan")

    steps.sign_in(live_site, plain, "neighbour@example.com")
    plain.goto(f"{live_site.url}/cooperatives/inbox")
    keyboard.press(plain, "Utlåning att ta hand om")
    keyboard.press(plain, "Odlarna")
    keyboard.press(plain, "Fråga Sara")
    [lent] = [link for link in steps.waiting_links(live_site, 3) if link not in first]
    plain.goto(lent)
    keyboard.press(plain, "Ja, jag vill")

    steps.sign_in(live_site, plain, "owner@example.com")
    plain.goto(f"{live_site.url}/companies/postings/{steps.public_id(live_site)}")
    expect(plain.locator("main")).to_contain_text("1 av 1 platser är klara")
    expect(plain.locator("main")).to_contain_text(re.compile(r"Sara P\."))

    steps.a_week_passes(live_site)
    report_confirm_and_bill(live_site, plain)
    steps.sign_in(live_site, plain, "neighbour@example.com")
    plain.goto(f"{live_site.url}/cooperatives/loans")
    keyboard.press(plain, "Gör faktura till Odlarna")
    expect(plain.locator("main")).to_contain_text("Odlarna")
    with live_site.app.app_context():
        posting = db.session.scalars(select(Posting)).one()
        assert posting.status == PostingStatus.DONE
        loan = db.session.scalars(select(Loan)).one()
        assert loan.invoice is not None
        assert loan.invoice.cooperative_id == loan.lender_id


def report_confirm_and_bill(site: LiveSite, page: Page) -> None:
    """From hours that the cooperative writes to the invoice that the company gets."""
    posting = steps.public_id(site)
    steps.sign_in(site, page, "coach@example.com")
    page.goto(f"{site.url}/cooperatives/time-reports/{posting}")
    keyboard.press(page, "Skicka timmarna till företaget")
    expect(page.locator("main")).to_contain_text("2 tidrapporter är skickade")
    steps.sign_in(site, page, "owner@example.com")
    page.goto(f"{site.url}/companies/postings/{posting}/hours")
    keyboard.press(page, "Ja, det stämmer")
    with site.app.app_context():
        steps.wait_until(lambda: db.session.scalars(select(Invoice.public_id)).one_or_none())
        invoice = db.session.scalars(select(Invoice.public_id)).one()
    steps.sign_in(site, page, "coach@example.com")
    page.goto(f"{site.url}/cooperatives/invoices/{invoice}")
    keyboard.press(page, "Utfärda och skicka")
    expect(page.locator("main")).to_contain_text("OCR")
