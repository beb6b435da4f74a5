"""Overdue invoices and reminders, from the page."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from marketplace import clock
from marketplace.models.messages import Message
from marketplace.services import payments
from tests.make_money import make_agreement, make_collection_terms


@pytest.fixture
def late(invoice, frozen):
    """The invoice is thirty days overdue."""
    frozen(clock.now() + timedelta(days=60))
    return invoice


def test_nothing_overdue_is_said(invoice, coach_of):
    assert "Ingen faktura är förfallen" in coach_of(invoice).get("/cooperatives/reminders").text


def test_a_reminder_says_what_it_asks_for_and_is_sent_once_a_day(late, coach_of, session):
    make_collection_terms()
    make_agreement(late, reminder_fee_agreed_on=date(2020, 1, 1))
    coach = coach_of(late)
    [row] = coach.get("/cooperatives/reminders").table("Förfallna fakturor")
    assert (row["Dagar sen"], row["Läge"]) == ("30", "Dags att påminna")
    facts = coach.click(late.label).facts()
    assert facts["Dröjsmålsränta hittills"] != "0 kr"
    page = coach.submit("Skicka påminnelsen", with_interest=True)
    assert "Påminnelsen är skickad" in page.notices[0]
    assert payments.settlement(late).charged_ore > 6_000
    [message] = session.scalars(select(Message))
    assert "Påminnelseavgift: 60 kr" in message.body.replace("\N{NO-BREAK SPACE}", " ")
    [row] = coach.get("/cooperatives/reminders").table("Förfallna fakturor")
    assert row["Läge"] == "Vänta"
    coach.click(late.label)
    assert coach.submit("Skicka påminnelsen", expect=409)


def test_without_rates_no_interest_is_taken_and_why_is_told(late, coach_of):
    page = coach_of(late).get(f"/cooperatives/reminders/{late.public_id}")
    assert page.facts()["Dröjsmålsränta hittills"] == "0 kr"
    assert "är inte inskriven" in page.text


def test_why_a_reminder_asks_for_no_more_is_told_in_the_readers_language(late, coach_of):
    coach = coach_of(late)
    coach.get("/languages/en", next="/cooperatives/reminders")
    page = coach.get(f"/cooperatives/reminders/{late.public_id}")
    for words in ("No reminder fee was agreed", "No interest: the reference rate for"):
        assert words in page.text
    coach.submit("Send the reminder")
    page = coach.get(f"/cooperatives/invoices/{late.public_id}")
    assert "No reminder fee was agreed" in page.text


def test_what_is_not_overdue_cannot_be_reminded_of(invoice, coach_of):
    page = coach_of(invoice).get(f"/cooperatives/reminders/{invoice.public_id}")
    assert "inte förfallit" in page.text
    assert "Skicka påminnelsen" not in page.buttons
