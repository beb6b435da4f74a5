"""The basis of pay: billed hours by person and customer; a gap wants a word."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from marketplace import clock
from marketplace.models.history import Event
from marketplace.services import payroll, periods
from marketplace.services.sessions import CONFIRMED_FOR
from tests.make_money import ADMIN, make_agreement, make_draft, reports_of

NOVEMBER = {"month": "2026-11"}


@pytest.fixture
def draft(session, frozen):
    """Hours worked on the 13th of November."""
    frozen(datetime(2026, 11, 20, 12, tzinfo=UTC))
    return make_draft()


@pytest.fixture
def admin(draft, admin_of):
    return admin_of(draft)


def test_billed_hours_are_paid_from_the_same_row(draft, admin):
    page = admin.get("/cooperatives/payroll", **NOVEMBER)
    rows = page.table("Timmar att betala")
    assert [row["Tid"] for row in rows] == ["7 tim 30 min"] * 2
    assert [row["Läge"] for row in rows] == ["Lön saknas"] * 2
    assert "Ingen godkänd tid" in admin.get("/cooperatives/payroll", month="2026-10").text


def test_a_gap_to_the_clients_pay_wants_a_named_word(draft, admin):
    member = reports_of(draft)[0].assignment.member
    payroll.set_comparable(make_agreement(draft), date(2026, 1, 1), 16_500, ADMIN)
    page = admin.get("/cooperatives/payroll", **NOVEMBER)
    admin.click(member.name)
    admin.submit("Spara lönen", ore_per_hour="150", starts_on="2026-01-01")
    page = admin.get("/cooperatives/payroll", **NOVEMBER)
    rows = page.table("Timmar att betala")
    [row] = [row for row in rows if row["Medlem"] == member.name]
    assert (row["Lön per timme"], row["Hos kunden"]) == ("150 kr", "165 kr")
    admin.click("Motivera skillnaden")
    assert admin.submit("Skriv under", reason=" ", expect=400).errors
    page = admin.submit("Skriv under", reason="Introduktionslön enligt avtal")
    assert "Motiverad av Karin Kassör" in page.text
    admin.click(member.name)
    assert "En löneskillnad motiverades" in admin.page.text
    assert "En lön skrevs in" in admin.page.text
    [found] = [
        row
        for row in payroll.rows(draft.cooperative_id, periods.read_period("2026-11"))
        if row.member.id == member.id
    ]
    assert (found.gap_ore, found.wants_word, found.pay_ore) == (1_500, False, 112_500)


def test_the_table_for_the_payroll_program(draft, admin):
    member = reports_of(draft)[0].assignment.member
    payroll.set_own(member, date(2026, 1, 1), 15_000, ADMIN)
    page = admin.get("/cooperatives/payroll", format="csv", **NOVEMBER)
    lines = page.response.data.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    [line] = [line for line in lines if member.name in line]
    assert line.split(";")[3:9] == ["1", "450", "7,50", "150,00", "1125,00", ""]


def test_the_month_stays_while_its_rows_are_narrowed_and_ordered(draft, admin):
    [one, other] = [report.assignment.member for report in reports_of(draft)]
    payroll.set_own(one, date(2026, 1, 1), 15_000, ADMIN)
    page = admin.get("/cooperatives/payroll", state="done", **NOVEMBER)
    assert [row["Medlem"] for row in page.table("Timmar att betala")] == [one.name]
    page = admin.get("/cooperatives/payroll", q=other.name, **NOVEMBER)
    assert [row["Läge"] for row in page.table("Timmar att betala")] == ["Lön saknas"]
    page = admin.click("Lön")
    assert [row["Medlem"] for row in page.table("Timmar att betala")] == [other.name]
    page = admin.submit("Visa", q="")
    assert [row["Medlem"] for row in page.table("Timmar att betala")] == [one.name, other.name]


def test_whoever_takes_the_table_proves_who_she_is_and_is_written_down(admin, session, frozen):
    frozen(clock.now() + CONFIRMED_FOR + timedelta(minutes=1))
    assert admin.get("/cooperatives/payroll", **NOVEMBER).heading == "Löneunderlag"
    page = admin.get("/cooperatives/payroll", format="csv", **NOVEMBER)
    assert page.heading == "Visa att det är du"
    taken = select(Event).where(Event.verb == "cooperatives.payroll_exported")
    assert session.scalars(taken).all() == []
    frozen(clock.now() - CONFIRMED_FOR - timedelta(minutes=1))
    admin.get("/cooperatives/payroll", format="xlsx", **NOVEMBER)
    assert session.scalars(taken).one().detail == {"month": "2026-11"}
    assert "hämtades som fil" in admin.get("/cooperatives/payroll", **NOVEMBER).text
    assert "hämtades som fil" not in admin.get("/cooperatives/payroll", month="2026-10").text


def test_pay_is_the_administrators_alone(draft, coach_of):
    coach = coach_of(draft)
    coach.get("/cooperatives/payroll", 403)
    assert "Löneunderlag" not in coach.get("/cooperatives/invoices").links
