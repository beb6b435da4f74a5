"""The books of a month and a year, and their files."""

from datetime import UTC, datetime
from io import BytesIO

import pytest

from invoicing.sie import check_sie
from marketplace.models.ledger import ClosedMonth
from tests.make_money import make_issued, pay
from tests.services.test_sie_files import YEAR, annual


@pytest.fixture
def invoice(session, frozen):
    """Issued in October, paid in November; it is December."""
    frozen(datetime(2026, 10, 20, 12, tzinfo=UTC))
    made = make_issued()
    frozen(datetime(2026, 11, 20, 12, tzinfo=UTC))
    pay(made)
    frozen(datetime(2026, 12, 2, 12, tzinfo=UTC))
    return made


def test_a_month_shows_vouchers_and_accounts(invoice, coach_of):
    coach = coach_of(invoice)
    assert "Inget är bokfört" in coach.get("/cooperatives/ledger").text
    page = coach.get("/cooperatives/ledger", month="2026-10")
    assert [row["Konto"] for row in page.table("Konton")] == ["1510", "2611", "3001"]
    vouchers = page.table("Verifikationer")
    assert [row["Nummer"] for row in vouchers] == ["B1"] * 3
    page = coach.get("/cooperatives/ledger", month="2026-10", account="2611")
    assert [row["Konto"] for row in page.table("Verifikationer")] == ["2611"]
    page = coach.get("/cooperatives/ledger", month="2026-10", sort="-account", q="b1")
    assert [row["Konto"] for row in page.table("Verifikationer")] == ["3001", "2611", "1510"]
    page = coach.click("Månaden efter")
    assert page.table("Verifikationer")[0]["Nummer"] == "C1"
    assert "Månaden efter" in page.links
    assert "Månaden efter" not in coach.get("/cooperatives/ledger").links


def test_nonsense_in_the_address_shows_this_month(invoice, coach_of):
    coach = coach_of(invoice)
    for month in ("2026-99", "<script>", "1999-01", ""):
        assert "december 2026" in coach.get("/cooperatives/ledger", month=month).text


def test_a_month_is_a_table_for_a_spreadsheet(invoice, coach_of):
    invoice.company.name = "=HYPERLINK(1)"
    page = coach_of(invoice).get("/cooperatives/ledger", month="2026-10", format="csv")
    lines = page.response.data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Nummer;Dag;Text")
    assert len(lines) == 4
    assert lines[1].startswith("B1;2026-10-20;")
    assert f";{invoice.payable_ore // 100},00;0,00" in lines[1]


def test_the_administrator_fetches_sie_and_the_month_is_closed(
    invoice, coach_of, admin_of, session
):
    assert "Lämna över" not in coach_of(invoice).get("/cooperatives/ledger", month="2026-10").text
    admin = admin_of(invoice)
    admin.get("/cooperatives/ledger", month="2026-10")
    page = admin.submit("Hämta SIE 4I för oktober 2026")
    assert check_sie(page.response.data) == []
    assert session.query(ClosedMonth).count() == 1
    page = admin.get("/cooperatives/ledger", month="2026-10")
    assert "Stängd" in page.text
    assert "En månad stängdes i bokföringen" in page.text
    assert "lämnades över som SIE" not in admin.get("/cooperatives/ledger", month="2026-11").text


def test_a_mistyped_period_is_told(invoice, admin_of):
    admin = admin_of(invoice)
    page = admin.post("/cooperatives/ledger/sie", {"period": "13"}, expect=200)
    assert "2026-11" in page.notices[0]


def test_a_year_adds_up(invoice, coach_of):
    page = coach_of(invoice).get("/cooperatives/years", year=2026)
    months = {row["Månad"]: row for row in page.table("Månader")}
    assert len(months) == 12
    assert months["oktober 2026"]["Intäkter"] in page.text.split("Månader")[0]
    received = "".join(filter(str.isdigit, months["november 2026"]["Inbetalt"]))
    assert received == str(invoice.payable_ore // 100)


def test_the_accountants_year_is_read_from_the_page(invoice, admin_of):
    admin = admin_of(invoice)
    admin.get("/cooperatives/years", year=2025)
    number = invoice.cooperative.organisation_number
    token = admin.token()
    file = (BytesIO(annual(number, *YEAR)), "ar.se")
    page = admin.fetch("POST", "/cooperatives/years/sie", data={"csrf_token": token, "file": file})
    assert page.status == 303
    page = admin.get(page.location)
    assert page.facts()["Löneandel av intäkterna"] == "78 %"
    bad = admin.fetch(
        "POST",
        "/cooperatives/years/sie",
        data={"csrf_token": token, "file": (BytesIO(b"x"), "x.se")},
    )
    assert bad.status == 400
    assert "går inte att läsa" in bad.errors[0]
