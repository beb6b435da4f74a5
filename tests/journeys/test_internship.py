"""An internship, without script: agreed on, talked through twice, and never billed."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from marketplace import clock
from marketplace.database import db
from marketplace.models.invoices import Invoice
from tests.journeys import steps
from tests.screens import LiveSite

pytestmark = [pytest.mark.browser, pytest.mark.timeout(280)]


def test_an_internship_ends_in_talks_and_is_never_billed(live_site: LiveSite, plain: Page) -> None:
    steps.settle_neighbours(live_site, members=1)
    steps.sign_in(live_site, plain, "owner@example.com")
    plain.goto(f"{live_site.url}/companies/internships/new")
    plain.locator("input[name=task]").first.check(force=True)
    day = clock.today() + timedelta(days=4)
    plain.locator("input[name=first_day]").fill(day.isoformat())
    plain.locator("input[name=last_day]").fill((day + timedelta(days=9)).isoformat())
    plain.locator("input[name=supervisor_name]").fill("Sara Ström")
    plain.locator("input[name=replaces_nobody]").check()
    plain.get_by_role("button", name="Lägg upp praktikplatsen").click()
    address = f"{live_site.url}/companies/internships/{steps.public_id(live_site)}"
    plain.goto(f"{address}/terms")
    plain.locator("input[name=authority]").first.check(force=True)
    for name, words in (("reference", "AF 12-34"), ("insurer", "Arbetsförmedlingen")):
        plain.locator(f"input[name={name}]").fill(words)
    plain.locator("textarea[name=goal]").fill("Lära sig lagret")
    plain.get_by_role("button", name="Spara villkoren").click()

    steps.sign_in(live_site, plain, "coach@example.com")
    plain.goto(f"{live_site.url}/cooperatives/crews/{steps.public_id(live_site)}")
    for _ in range(steps.A_SOLVE_SECONDS):
        if plain.get_by_role("button", name="Godkänn laget och fråga alla").count():
            break
        plain.wait_for_timeout(1000)
        plain.reload()
    plain.get_by_role("button", name="Godkänn laget och fråga alla").click()
    [link] = steps.waiting_links(live_site, 1)
    plain.goto(link)
    plain.get_by_role("button", name=re.compile("^Ja, jag vill")).click()

    steps.a_week_passes(live_site)
    steps.sign_in(live_site, plain, "owner@example.com")
    for number in (1, 2):
        plain.goto(f"{address}/reviews")
        plain.locator("input[name=goal_met]").first.check(force=True)
        plain.locator("textarea[name=words]").fill(f"Samtal {number} gick bra")
        plain.locator("textarea[name=next_step]").fill("Fler timmar")
        plain.get_by_role("button", name="Spara samtalet").click()
        expect(plain.locator("main")).to_contain_text("Samtalet är sparat")
    assert plain.get_by_role("button", name="Spara samtalet").count() == 0
    with live_site.app.app_context():
        assert db.session.scalars(select(Invoice)).all() == []
