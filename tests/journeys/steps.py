"""The steps of a job's way, as people take them in a browser: tests put them in an order."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import Range

from marketplace import clock
from marketplace.database import db
from marketplace.models.assignments import Assignment
from marketplace.models.invoices import Invoice
from marketplace.models.messages import Message
from marketplace.models.postings import Posting, Shift
from marketplace.models.users import Role, User
from marketplace.services import accounts
from tests.make import make_cooperative, make_member, make_site, make_user
from tests.make_networks import make_network

A_SOLVE_SECONDS = 60


class Town(Protocol):
    """A site that serves one company, one cooperative and the people who sign in."""

    @property
    def url(self) -> str: ...

    @property
    def app(self) -> Flask: ...


def settle(app: Flask) -> None:
    """One company, one cooperative with four members, and the people who sign in."""
    with app.app_context():
        site = make_site()
        make_network(site.municipality)
        cooperative = make_cooperative(site.municipality)
        for _ in range(4):
            make_member(cooperative)
        make_user(Role.COMPANY, company=site.company, email="owner@example.com")
        make_user(Role.COACH, cooperative=cooperative, email="coach@example.com")
        make_user(Role.KOOPTJANST, email="kooptjanst@example.com")
        db.session.commit()


def settle_neighbours(site: Town, *, members: int) -> None:
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


def sign_in(town: Town, page: Page, email: str) -> None:
    """By the one-time link, as in the mail."""
    page.context.clear_cookies()
    with town.app.app_context():
        user = db.session.scalars(select(User).where(User.email == email)).one()
        token = accounts.make_link(user)
        db.session.commit()
    page.goto(f"{town.url}/sign-in/links/{token}")
    page.get_by_role("button", name="Logga in").click()
    page.wait_for_url(re.compile("/(companies|cooperatives|kooptjanst|members)/"))


def post_a_job(town: Town, page: Page) -> None:
    page.goto(f"{town.url}/companies/postings/new")
    page.get_by_text("Packa", exact=False).first.click()
    page.locator("input[name=days]").nth(2).check(force=True)
    page.locator("input[name=heads]").fill("2")
    page.locator("input[name=starts]").fill("7")
    page.locator("input[name=ends]").fill("15")
    expect(page.locator("#price")).to_contain_text("kr")
    page.get_by_role("button", name="Lägg upp jobbet").click()
    page.wait_for_url(re.compile("/companies/postings/[a-z0-9]{12}"))


def approve_the_crew(town: Town, page: Page) -> None:
    page.goto(f"{town.url}/cooperatives/crews/{public_id(town)}")
    wait_for_proposals(page, "Föreslagen", 2)
    page.get_by_role("button", name="Godkänn laget och fråga alla").click()
    expect(page.locator("main")).to_contain_text("2 personer har fått frågan")


def ask_the_replacement(town: Town, page: Page) -> None:
    sign_in(town, page, "coach@example.com")
    page.goto(f"{town.url}/cooperatives/crews/{public_id(town)}")
    wait_for_proposals(page, "Föreslagen", 1)
    page.get_by_role("button", name="Godkänn laget och fråga alla").click()
    expect(page.locator("main")).to_contain_text("1 person har fått frågan")


def wait_for_proposals(
    page: Page, word: str, number: int, *, seconds: int = A_SOLVE_SECONDS
) -> None:
    """The worker solves meanwhile; the coach looks again now and then."""
    for _ in range(seconds):
        if page.get_by_text(word, exact=True).count() == number:
            return
        page.wait_for_timeout(1000)
        page.reload()
    pytest.fail(f"{number} × {word} never came: {page.locator('main').inner_text()}")


def waiting_links(town: Town, number: int) -> list[str]:
    """The links of the questions in the outbox, oldest first."""
    with town.app.app_context():
        bodies = db.session.scalars(select(Message.body).order_by(Message.id)).all()
    links = [link for body in bodies for link in re.findall(r"http\S+/members/asks/\S+", body)]
    assert len(links) == number
    return links


def answer(page: Page, link: str, button: str, thanks: str) -> None:
    page.goto(link)
    page.get_by_role("button", name=button).click()
    expect(page.locator("h1")).to_have_text(thanks)


def report_the_hours(town: Town, page: Page) -> None:
    sign_in(town, page, "coach@example.com")
    page.goto(f"{town.url}/cooperatives/time-reports/{public_id(town)}")
    page.get_by_role("button", name="Skicka timmarna till företaget").click()
    expect(page.locator("main")).to_contain_text("2 tidrapporter är skickade")


def confirm_the_hours(town: Town, page: Page) -> None:
    sign_in(town, page, "owner@example.com")
    page.goto(f"{town.url}/companies/postings/{public_id(town)}/hours")
    page.get_by_role("button", name="Ja, det stämmer").click()


def issue_and_pay(
    town: Town, page: Page, *, interruption: Callable[[], object] = lambda: None
) -> None:
    with town.app.app_context():
        wait_until(lambda: db.session.scalars(select(Invoice.public_id)).one_or_none())
        invoice = db.session.scalars(select(Invoice.public_id)).one()
    page.goto(f"{town.url}/cooperatives/invoices/{invoice}")
    page.get_by_role("button", name="Utfärda och skicka").click()
    expect(page.locator("main")).to_contain_text("OCR")
    interruption()
    printed_soon(page, f"{town.url}/cooperatives/invoices/{invoice}/pdf")
    with town.app.app_context():
        payable = db.session.scalars(select(Invoice.payable_ore)).one()
    page.locator("input[name=amount]").fill(str(payable // 100))
    page.get_by_role("button", name="Registrera").click()
    expect(page.locator("main")).to_contain_text("Betalningen är registrerad")
    expect(page.locator(".status").first).to_have_text("Betald")


def printed_soon(page: Page, url: str) -> None:
    """The document is there, at the latest when the site is whole again."""
    for _ in range(60):
        pdf = page.request.get(url)
        if pdf.ok and pdf.body().startswith(b"%PDF"):
            return
        page.wait_for_timeout(500)
    pytest.fail(f"never printed: {pdf.status}")


def wait_until(found) -> None:  # type: ignore[no-untyped-def]
    for _ in range(60):
        if found():
            return
        db.session.rollback()
        db.session.execute(text("SELECT pg_sleep(0.5)"))
    pytest.fail("it never came")


def public_id(town: Town) -> str:
    with town.app.app_context():
        return db.session.scalars(select(Posting.public_id)).one()


def a_week_passes(town: Town) -> None:
    """The rows move a week and more into the past: the processes keep the machine's clock."""
    ago = timedelta(days=30)
    with town.app.app_context():
        db.session.execute(
            update(Shift).values(starts_at=Shift.starts_at - ago, ends_at=Shift.ends_at - ago)
        )
        for row in db.session.scalars(select(Assignment)):
            row.during = Range(row.during.lower - ago, row.during.upper - ago)
        db.session.commit()
        assert db.session.scalars(select(Shift.ends_at)).first() < clock.now()
