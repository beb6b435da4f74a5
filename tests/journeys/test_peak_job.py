"""In a real browser: a company's form, a crew, three answers, hours, a paid invoice."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.screens import LiveSite

pytestmark = pytest.mark.browser


@pytest.fixture
def town(live_site: LiveSite) -> LiveSite:
    """A site with the people of a job's way."""
    steps.settle(live_site.app)
    return live_site


@pytest.mark.timeout(280)
def test_a_job_travels_from_the_form_to_a_paid_invoice(town: LiveSite, phone: Page) -> None:
    steps.sign_in(town, phone, "owner@example.com")
    steps.post_a_job(town, phone)
    expect(phone.locator("main")).to_contain_text("Ni får besked senast")

    steps.sign_in(town, phone, "coach@example.com")
    steps.approve_the_crew(town, phone)
    links = steps.waiting_links(town, 2)
    steps.answer(phone, links[0], "Nej, inte den här gången", "Tack för ditt svar!")
    steps.answer(phone, links[1], "Ja, jag vill", "Tack! Du är bokad.")

    steps.ask_the_replacement(town, phone)
    [third] = [link for link in steps.waiting_links(town, 3) if link not in links]
    steps.answer(phone, third, "Ja, jag vill", "Tack! Du är bokad.")

    steps.sign_in(town, phone, "owner@example.com")
    phone.goto(f"{town.url}/companies/postings/{steps.public_id(town)}")
    expect(phone.locator("main")).to_contain_text("2 av 2 platser är klara")

    steps.a_week_passes(town)
    steps.report_the_hours(town, phone)
    steps.confirm_the_hours(town, phone)

    steps.sign_in(town, phone, "coach@example.com")
    steps.issue_and_pay(town, phone)
    phone.goto(f"{town.url}/cooperatives/revenue")
    expect(phone.locator("main")).to_contain_text("Intäkter per månad")
    steps.sign_in(town, phone, "kooptjanst@example.com")
    expect(phone.locator("h1")).to_be_visible()
