"""A service with a sick call and a loan, by keyboard alone; an internship. Without script."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from marketplace import clock
from marketplace.database import db
from marketplace.models.invoices import Invoice
from marketplace.models.users import Role
from tests.journeys import keyboard, steps
from tests.journeys.conftest import PATIENCE_MILLISECONDS
from tests.make import make_cooperative, make_member, make_site, make_user
from tests.screens import LiveSite

pytestmark = [pytest.mark.browser, pytest.mark.timeout(280)]


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A small screen without script."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="sv-SE", java_script_enabled=False
    )
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    yield context.new_page()
    context.close()


def settle(site: LiveSite, *, members: int) -> None:
    """A company, its cooperative with so many who may also lead, and a neighbour with one."""
    with site.app.app_context():
        place = make_site()
        own = make_cooperative(place.municipality, name="Odlarna")
        other = make_cooperative(place.municipality, region=own.region, name="Växthuset")
        for _ in range(members):
            make_member(own, supervisor=True)
        make_member(other, given_name="Sara")
        make_user(Role.COMPANY, company=place.company, email="owner@example.com")
        make_user(Role.COACH, cooperative=own, email="coach@example.com")
        make_user(Role.COACH, cooperative=other, email="neighbour@example.com")
        db.session.commit()


def post_a_service(site: LiveSite, page: Page) -> None:
    page.goto(f"{site.url}/companies/postings/new")
    keyboard.choose(
        page, "task", page.locator("input[name=task]").first.get_attribute("value") or ""
    )
    keyboard.tick(page, "input[name=days]", 3)
    keyboard.write(page, "input[name=heads]", "1")
    keyboard.reach(page, page.locator("#more > summary"))
    page.keyboard.press("Enter")
    for question in ("leads", "buys", "tools"):
        keyboard.choose(page, question, "cooperative")
    keyboard.press(page, "Lägg upp jobbet")
    expect(page.locator("main")).to_contain_text("Ni får besked senast")


def test_a_service_with_somebody_ill_and_somebody_lent_by_keyboard_alone(
    live_site: LiveSite, plain: Page
) -> None:
    settle(live_site, members=2)
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


def test_an_internship_ends_in_talks_and_is_never_billed(live_site: LiveSite, plain: Page) -> None:
    settle(live_site, members=1)
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
