"""A company finds the network of its municipality, is let in, and posts a job: without script."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from marketplace.database import db
from marketplace.models.messages import Message
from marketplace.models.users import Role
from tests.journeys import steps
from tests.make import make_cooperative, make_municipality, make_user
from tests.make_networks import make_network
from tests.make_numbers import organisation_number
from tests.screens import LiveSite

pytestmark = [pytest.mark.browser, pytest.mark.timeout(280)]


def settle(site: LiveSite) -> None:
    with site.app.app_context():
        municipality = make_municipality("kinda")
        make_network(municipality)
        make_cooperative(municipality)
        make_user(Role.KOOPTJANST, email="kooptjanst@example.com")
        db.session.commit()


def fill(page: Page, **values: str) -> None:
    for name, words in values.items():
        page.locator(f"[name={name}]").fill(words)


def link_in_the_mail(site: LiveSite) -> str:
    with site.app.app_context():
        bodies = db.session.scalars(select(Message.body)).all()
    [found] = [link for body in bodies for link in re.findall(r"http\S+/invitations/\S+", body)]
    return str(found)


def test_a_company_joins_and_posts_its_first_job(live_site: LiveSite, plain: Page) -> None:
    settle(live_site)
    plain.goto(f"{live_site.url}/municipalities/kinda")
    plain.get_by_role("link", name="Gå med i nätverket").click()
    fill(plain, company="Kisa Bageri AB", organisation_number=organisation_number())
    fill(plain, name="Berit Bagare", email="berit@kisabageri.example")
    plain.get_by_role("button", name="Skicka ansökan").click()
    expect(plain.locator("main")).to_contain_text("Er ansökan har kommit fram")

    steps.sign_in(live_site, plain, "kooptjanst@example.com")
    plain.goto(f"{live_site.url}/kooptjanst/networks")
    plain.get_by_role("link", name="Kisa Bageri AB").click()
    plain.get_by_role("button", name="Säg ja").click()
    expect(plain.locator("main")).to_contain_text("En länk är på väg")

    plain.context.clear_cookies()
    plain.goto(link_in_the_mail(live_site))
    plain.get_by_role("button", name="Ja, vi vill vara med").click()
    plain.wait_for_url(re.compile("/companies/today"))
    plain.goto(f"{live_site.url}/companies/sites/new")
    fill(plain, name="Bageriet", street="Storgatan 1")
    plain.locator("[name=place]").select_option("kinda:Kisa")
    plain.get_by_role("button", name="Spara arbetsplatsen").click()
    plain.goto(f"{live_site.url}/companies/postings/new")
    plain.locator("input[name=task]").first.check(force=True)
    plain.locator("input[name=days]").nth(4).check(force=True)
    fill(plain, starts="7", ends="15", heads="2")
    plain.get_by_role("button", name="Lägg upp jobbet").click()
    expect(plain.locator("main")).to_contain_text("Ni får besked senast")
