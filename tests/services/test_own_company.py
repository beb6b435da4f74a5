"""Our company: where each 100 kr came from and went."""

from datetime import date

import pytest

from invoicing import LineCredit
from marketplace.clock import now, today
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import Stream
from marketplace.models.ledger import AnnualAccount
from marketplace.models.pay import HourlyPay
from marketplace.models.time_reports import TimeReportStatus
from marketplace.services import credits, own_company
from marketplace.services.own_company import Use
from tests.make import make_cooperative, make_member, make_posting, make_shift, workday
from tests.make_money import ADMIN, make_issued
from tests.make_work import make_assignment, make_internship, make_time_report

HOUR_ORE, SHIFT_HOURS = 15_000, 7.5


def an_account(year=2025, **columns):
    """A year of a million in öre: three quarters pay, a twentieth left and half of it paid out."""
    sums = {"income_ore": 1_000_000, "pay_ore": 750_000, "other_cost_ore": 200_000}
    return AnnualAccount(
        year_from=date(year, 1, 1),
        year_to=date(year, 12, 31),
        **{**sums, "surplus_ore": 50_000, "distributed_ore": 25_000, **columns},
    )


def paid_people(invoice, ore=HOUR_ORE):
    """Write a pay for everybody on an invoice."""
    for line in invoice.lines:
        member_id = line.time_report.assignment.member_id
        yield HourlyPay(member_id=member_id, starts_on=date(2020, 1, 1), ore_per_hour=ore)


def test_a_year_is_parted_into_whole_kronor_that_come_to_a_hundred():
    parts = own_company.went_to(an_account())
    assert parts == {Use.PAY: 75, Use.OTHER: 20, Use.PAID_OUT: 3, Use.KEPT: 2}
    assert own_company.went_to(an_account(income_ore=0)) is None
    unknown = own_company.went_to(an_account(distributed_ore=None))
    assert unknown == {Use.PAY: 75, Use.OTHER: 20, Use.LEFT: 5}
    loss = own_company.went_to(an_account(pay_ore=900_000, surplus_ore=-100_000, distributed_ore=0))
    assert loss == {Use.PAY: 90, Use.OTHER: 20, Use.PAID_OUT: 0, Use.KEPT: -10}


@pytest.mark.parametrize("sums", [(1, 1, 1), (333, 333, 334), (999, 1, 0), (7, -3, 5), (1, 0, 0)])
def test_parts_of_a_hundred_always_add_up_and_are_less_than_a_krona_off(sums):
    parts = own_company.of_hundred(dict(enumerate(sums)))
    assert sum(parts.values()) == 100
    whole = sum(sums)
    assert all(abs(parts[place] - 100 * ore / whole) < 1 for place, ore in enumerate(sums))


def test_what_was_read_last_of_a_year_counts_and_the_newest_year_stands_first(session):
    cooperative = make_cooperative()
    for number, (year, pay_ore) in enumerate([(2024, 1), (2025, 2), (2024, 3)]):
        row = an_account(year, cooperative_id=cooperative.id, pay_ore=pay_ore, accounts={})
        row.file_sha256, row.imported_at, row.imported_by = f"{number}", now(), "Kim"
        session.add(row)
        session.flush()
    found = own_company.accounts(cooperative.id)
    assert [(one.year_to.year, one.pay_ore) for one in found] == [(2025, 2), (2024, 3)]


def test_money_comes_from_those_the_books_name(session):
    invoice = make_issued(people=2)
    found = own_company.came_from(invoice.cooperative_id)
    assert found == {(Stream.MARKET, BuyerSector.COMPANY): 100}
    assert own_company.came_from(make_cooperative().id) is None


def test_pay_is_of_the_same_hours_that_were_billed_and_internships_are_none(session):
    invoice = make_issued(people=5)
    session.add_all(paid_people(invoice))
    trainee = make_internship(invoice.cooperative)
    worked = make_assignment(
        make_shift(trainee, workday(-7)),
        make_member(invoice.cooperative),
        AssignmentStatus.WORKED,
    )
    make_time_report(worked, TimeReportStatus.APPROVED)
    session.flush()
    found = own_company.wages(invoice.cooperative_id)
    assert found.unknown_minutes == 0
    assert (found.people, found.billed_ore) == (5, invoice.net_ore)
    assert found.paid_ore == 5 * SHIFT_HOURS * HOUR_ORE
    assert found.to_members == round(100 * found.paid_ore / found.billed_ore)
    assert found.to_members + found.to_the_rest == 100


def test_hours_without_a_pay_are_in_neither_sum(session):
    invoice = make_issued(people=6)
    session.add_all([*paid_people(invoice)][1:])
    session.flush()
    found = own_company.wages(invoice.cooperative_id)
    assert found.unknown_minutes == SHIFT_HOURS * 60
    assert found.billed_ore == invoice.net_ore - invoice.lines[0].net_ore
    assert found.to_members is not None


def test_the_pay_of_few_is_hidden_and_what_was_credited_is_not_billed(session):
    posting = make_posting()
    few = make_issued(posting, people=4)
    session.add_all(paid_people(few))
    session.flush()
    hidden = own_company.wages(posting.cooperative_id)
    assert hidden.is_hidden
    assert hidden.to_members is None
    credits.credit(few, reason="Fel", by=ADMIN, lines=[LineCredit(line_number=1)])
    session.flush()
    found = own_company.wages(posting.cooperative_id)
    assert found.billed_ore == few.net_ore - few.lines[0].net_ore


def test_of_nothing_nothing_is_told(session):
    found = own_company.wages(make_cooperative().id)
    assert (found.people, found.to_members, found.is_hidden) == (0, None, False)
    assert own_company.since() < today()
