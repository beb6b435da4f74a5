"""Daily takings: entered with VAT, booked once, to the öre."""

from datetime import date

import pytest
from sqlalchemy import select

from marketplace.catalogue.vat_rates import rate_on
from marketplace.models.ledger import VoucherEntry
from marketplace.models.users import Role
from marketplace.services import ledger, verifying
from tests.make import make_user


@pytest.fixture
def coach(browser, session):
    return browser.sign_in(make_user(Role.COACH))


def test_a_day_is_booked_by_kind_of_goods_and_once(coach, session):
    coach.get("/cooperatives/takings")
    page = coach.submit("Bokför dagen", standard="1250", food="0,02", till="Caféet")
    assert page.table("Bokförda dagar")[0]["Summa"] == "1 250,02 kr"
    rows = session.execute(select(VoucherEntry.account, VoucherEntry.amount_ore))
    sums = {row[0]: row[1] for row in rows}
    assert sums["1930"] == 125_002
    assert sums["3001"] == -100_000
    assert sum(sums.values()) == 0
    page = coach.submit("Bokför dagen", standard="1", till="Caféet", expect=400)
    assert "redan bokförd" in page.errors[0]
    assert list(verifying.problems()) == []
    assert ledger.catch_up() == 0


def test_nothing_taken_and_a_day_to_come_are_refused(coach):
    coach.get("/cooperatives/takings")
    assert "större än noll" in coach.submit("Bokför dagen", expect=400).errors[0]
    page = coach.submit("Bokför dagen", standard="1", taken_on="2099-01-01", expect=400)
    assert "inte varit" in page.errors[0]


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2026, 3, 31), 1200),
        (date(2026, 4, 1), 600),
        (date(2027, 12, 31), 600),
        (date(2028, 1, 1), 1200),
    ],
)
def test_food_is_taxed_by_its_day(day, rate):
    assert rate_on("food", day).rate_basis_points == rate
    assert rate_on("serving", day).rate_basis_points == 1200
