"""The books as files: 4I of closed months, the accountant's 4E, and what closing means."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from invoicing.sie import check_sie, read_sie
from marketplace.errors import Conflict, Invalid
from marketplace.models.ledger import Voucher
from marketplace.services import periods, sie_files
from tests.make import make_cooperative
from tests.make_money import ADMIN, make_issued, pay
from tests.models.refusal import refused_to_the_second

OCTOBER = datetime(2026, 10, 20, 12, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 20, 12, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 2, 12, tzinfo=UTC)


@pytest.fixture
def invoice(session, frozen):
    """Issued in October, paid in November; it is the second of December."""
    frozen(OCTOBER)
    made = make_issued()
    frozen(NOVEMBER)
    pay(made)
    frozen(DECEMBER)
    return made


def export(invoice, period):
    return sie_files.export(invoice.cooperative, periods.read_period(period), ADMIN)


def test_a_month_is_written_checked_and_closed(invoice):
    made = export(invoice, "2026-10")
    assert (made.vouchers, made.closed, made.still_open) == (1, [date(2026, 10, 1)], [])
    assert check_sie(made.content) == []
    [voucher] = read_sie(made.content).vouchers
    assert voucher.booked_on == OCTOBER.date()
    assert {one.account for one in voucher.transactions} == {"1510", "2611", "3001"}


def test_the_file_says_cost_centre_project_stream_and_sector(invoice):
    file = read_sie(export(invoice, "2026-10").content)
    assert set(file.dimensions) == {"1", "6", "20", "21"}
    assert file.objects["1", invoice.cooperative.slug] == invoice.cooperative.name
    assert invoice.company.name in file.objects.values()


def test_a_closed_month_gives_the_same_bytes_again(invoice, frozen):
    first = export(invoice, "2026-10")
    frozen(datetime(2027, 3, 1, 12, tzinfo=UTC))
    again = export(invoice, "2026-10")
    assert (again.content, again.closed) == (first.content, [])


def test_what_comes_late_is_booked_in_an_open_month(invoice, session):
    export(invoice, "2026-11")
    pay(invoice, 100, days_ago=(DECEMBER.date() - date(2026, 11, 25)).days, key="late")
    booked_on = session.scalars(select(Voucher.booked_on).order_by(Voucher.id.desc())).first()
    assert booked_on == DECEMBER.date()


def test_a_year_that_goes_on_is_preliminary_and_closes_only_what_is_over(invoice):
    made = export(invoice, "2026")
    assert made.closed[-1] == date(2026, 11, 1)
    assert made.still_open == [date(2026, 12, 1)]
    assert made.vouchers == 2


def test_the_months_of_a_year_add_up_to_the_year(invoice):
    months = [export(invoice, f"2026-{month:02d}").vouchers for month in range(1, 13)]
    assert sum(months) == export(invoice, "2026").vouchers


@pytest.mark.parametrize("period", ["2026-13", "26-10", "nu", "2026-1", ""])
def test_a_strange_period_says_how_to_write_it(invoice, period):
    with pytest.raises(Invalid, match="2026-11"):
        export(invoice, period)


def test_a_period_to_come_is_not_exported(invoice):
    with pytest.raises(Invalid, match="inte börjat"):
        export(invoice, "2027-01")


def test_a_month_without_events_is_a_file_that_holds(session, frozen):
    frozen(DECEMBER)
    made = sie_files.export(make_cooperative(), periods.read_period("2026-03"), ADMIN)
    assert (made.vouchers, check_sie(made.content)) == (0, [])


def test_nobody_books_into_a_month_while_it_is_closed(clean_database, frozen):
    from sqlalchemy import text

    from marketplace.database import db
    from tests.models.refusal import at_once

    frozen(OCTOBER)
    with clean_database.app.app_context():
        cooperative = make_issued().cooperative_id
        db.session.commit()
        closing = text(
            "WITH held AS (SELECT id FROM cooperatives WHERE id = :id FOR UPDATE)"
            " INSERT INTO closed_months SELECT id, '2026-10-01', now(), 'x' FROM held"
        ).bindparams(id=cooperative)
        booking = text(
            "INSERT INTO vouchers (public_id, cooperative_id, series, year, number, booked_on,"
            " event, text, source, cause, evidence, entry_count, created_at, link_hash)"
            " VALUES ('x', :id, 'C', 2026, 9, '2026-10-05', 'payment', '', '', 'x', '', 1, now(),"
            " '')"
        ).bindparams(id=cooperative)
        with refused_to_the_second("ck_vouchers_month_is_open"):
            at_once(db.engine, closing, booking)


def annual(number, *rows, year="20250101 20251231", balances=()):
    lines = [
        "#FLAGGA 0",
        '#PROGRAM "Bok" 1',
        "#FORMAT PC8",
        "#GEN 20260201",
        "#SIETYP 4",
        f"#ORGNR {number}",
        '#FNAMN "Kooperativ"',
        f"#RAR 0 {year}",
        *(f"#KONTO {account} Konto" for account, _ in rows),
        *(f"#RES 0 {account} {amount}" for account, amount in rows),
        *(f"#IB 0 {account} {opening}" for account, opening, _ in balances),
        *(f"#UB 0 {account} {closing}" for account, _, closing in balances),
    ]
    return "\r\n".join([*lines, ""]).encode("cp437")


YEAR = (
    ("3001", "-1000000.00"),
    ("5010", "120000.00"),
    ("7010", "600000.00"),
    ("7510", "180000.00"),
    ("8300", "-50.00"),
)


def test_the_accountants_year_gives_surplus_pay_and_costs(session):
    cooperative = make_cooperative()
    content = annual(cooperative.organisation_number, *YEAR)
    account = sie_files.take_in(cooperative, content, ADMIN)
    assert account.income_ore == 100_000_000
    assert account.pay_ore == 78_000_000
    assert account.other_cost_ore == 12_000_000
    assert account.surplus_ore == 10_005_000
    assert sie_files.annual_account(cooperative.id, 2025) is account
    assert sie_files.annual_account(cooperative.id, 2024) is None
    with pytest.raises(Conflict):
        sie_files.take_in(cooperative, content, ADMIN)


def month_of(number, *moved):
    lines = [f"#TRANS {account} {{}} {amount}" for account, amount in moved]
    return "\r\n".join([f'#VER A {number} 2025{number:02d}15 "x"', "{", *lines, "}", ""]).encode()


def test_the_accountants_vouchers_give_pay_and_surplus_by_month(session):
    cooperative = make_cooperative()
    year = annual(
        cooperative.organisation_number, ("3001", "-300"), ("5010", "50"), ("7010", "200")
    )
    march = month_of(3, ("3001", "-100"), ("7010", "120"), ("1930", "-20"))
    april = month_of(4, ("3001", "-200"), ("7010", "80"), ("5010", "50"), ("1930", "70"))
    account = sie_files.take_in(cooperative, year + march + april, ADMIN)
    assert [
        (one.first_day.month, one.income_ore, one.pay_ore, one.surplus_ore, one.pay_share)
        for one in account.months
    ] == [(3, 10_000, 12_000, -2_000, 1.2), (4, 20_000, 8_000, 7_000, 0.4)]


def test_vouchers_that_do_not_come_to_the_years_result_give_no_months(session):
    cooperative = make_cooperative()
    year = annual(cooperative.organisation_number, ("3001", "-300"), ("7010", "200"))
    march = month_of(3, ("3001", "-300"), ("7010", "120"), ("1930", "180"))
    assert sie_files.take_in(cooperative, year + march, ADMIN).months == []


OPENED = [("1930", "300000", "395050"), ("2083", "-40000", "-45000")]


@pytest.mark.parametrize(
    ("capital", "kept_ore"),
    [
        # 100 050 kr of surplus, 10 000 kr of last year's paid out; the result booked, or not yet
        ([("2091", "-260000", "-250000"), ("2099", "0", "-100050")], 9_005_000),
        ([("2091", "-260000", "-250000")], 9_005_000),
        ([("2086", "-260000", "-260000"), ("2099", "0", "-90050"), ("2898", "0", "0")], 9_005_000),
    ],
)
def test_what_stayed_of_the_surplus_is_read_from_the_balances(session, capital, kept_ore):
    cooperative = make_cooperative()
    number = cooperative.organisation_number
    content = annual(number, *YEAR, balances=[*OPENED, *capital])
    account = sie_files.take_in(cooperative, content, ADMIN)
    assert account.kept_ore == kept_ore
    assert account.kept_share == pytest.approx(0.9, abs=0.001)


def test_a_file_without_balances_does_not_tell_what_stayed(session):
    cooperative = make_cooperative()
    account = sie_files.take_in(cooperative, annual(cooperative.organisation_number, *YEAR), ADMIN)
    assert account.distributed_ore is account.kept_ore is account.kept_share is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (annual("556036-0793", *YEAR), "inte för kooperativet"),
        (annual("{own}"), "inget resultat"),
        (b"\x00\x01nonsense", "går inte att läsa"),
    ],
)
def test_another_file_is_refused_in_words(session, content, words):
    cooperative = make_cooperative()
    own = cooperative.organisation_number.encode()
    with pytest.raises(Invalid, match=words):
        sie_files.take_in(cooperative, content.replace(b"{own}", own), ADMIN)
