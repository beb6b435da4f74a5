"""What a job costs before anybody has worked."""

from datetime import date, timedelta

import pytest

from invoicing import VatCategory
from marketplace import clock
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.cooperatives import HourlyRate
from marketplace.models.history import SYSTEM
from marketplace.models.postings import PostingKind, Shift, ShiftStatus
from marketplace.models.proposals import PlacementRole
from marketplace.models.time_reports import TimeReportStatus
from marketplace.services import (
    agreements,
    invoices,
    payroll,
    periods,
    postings,
    quotes,
    time_reports,
    vat_treatments,
)
from tests.make import kept, make_cooperative, make_member, make_posting, workday
from tests.make_money import ADMIN, HUB, make_hours
from tests.make_work import make_assignment, make_time_report


def shift(days_ahead=7, *, minutes=480, break_minutes=30, heads=1):
    start, _ = workday(days_ahead)
    return Shift(
        kind=PostingKind.HIRE_OUT,
        starts_at=start,
        ends_at=start + timedelta(minutes=minutes),
        break_minutes=break_minutes,
        heads=heads,
        status=ShiftStatus.PLANNED,
    )


def test_a_price_is_people_times_paid_hours_times_the_rate(session):
    cooperative = make_cooperative(ore_per_hour=28_500)
    quote = quotes.quote(cooperative, "pack_goods", [shift(7, heads=4), shift(8, heads=4)])
    assert quote.ore_per_hour == 28_500
    assert quote.minutes == 2 * 4 * 450
    assert quote.net_ore == 60 * 28_500
    assert (quote.vat_ore, quote.gross_ore) == (427_500, 2_137_500)


def test_a_task_with_a_rate_of_its_own_costs_that(session):
    cooperative = make_cooperative(ore_per_hour=30_000, rates={"clean_offices": 25_000})
    assert quotes.quote(cooperative, "clean_offices", [shift()]).ore_per_hour == 25_000
    assert quotes.quote(cooperative, "pack_goods", [shift()]).ore_per_hour == 30_000


def test_the_rate_in_force_on_the_first_day_holds(session):
    cooperative = make_cooperative(ore_per_hour=30_000)
    new_price = clock.today() + timedelta(days=8)
    kept(HourlyRate(cooperative_id=cooperative.id, ore_per_hour=35_000, starts_on=new_price))
    db.session.refresh(cooperative)
    assert quotes.quote(cooperative, "pack_goods", [shift(7), shift(8)]).ore_per_hour == 30_000
    assert quotes.quote(cooperative, "pack_goods", [shift(8), shift(9)]).ore_per_hour == 35_000


def test_each_persons_time_is_rounded_as_its_line_on_the_invoice_is(session):
    cooperative = make_cooperative(ore_per_hour=100)
    three_of_a_minute = shift(minutes=61, break_minutes=60, heads=3)
    assert quotes.quote(cooperative, "pack_goods", [three_of_a_minute]).net_ore == 3 * 2


def test_a_cooperative_without_a_rate_that_day_says_whom_to_call(session):
    cooperative = make_cooperative(phone="013-19 00 77")
    with pytest.raises(Invalid, match="013-19 00 77"):
        quotes.rate(cooperative, "pack_goods", date(2019, 12, 31))


def test_an_internship_has_no_sum_of_hours(session):
    assert quotes.of_reports(make_posting(kind=PostingKind.INTERNSHIP).ore_per_hour, []) is None


def test_what_was_quoted_is_what_the_invoice_asks_for_though_somebody_led(session):
    posting = make_posting(kind=PostingKind.SERVICE)
    made = make_hours(posting, people=3)
    shift = next(one for one in made.shifts if one.ends_at < clock.now())
    shift.heads = 3
    leader = make_member(posting.cooperative, supervisor=True)
    led = make_assignment(shift, leader, AssignmentStatus.WORKED, role=PlacementRole.SUPERVISE)
    report = make_time_report(led, TimeReportStatus.APPROVED)
    quoted = quotes.at_rate(posting.ore_per_hour, [shift])
    assert quotes.of_reports(posting.ore_per_hour, time_reports.of_posting(posting)) == (
        quoted.net_ore
    )
    invoice = invoices.draft_from_hours(posting, SYSTEM)
    session.flush()
    invoices.issue(invoice, ADMIN)
    assert len(invoice.lines) == 3
    assert (invoice.net_ore, invoice.payable_ore) == (quoted.net_ore, quoted.gross_ore)
    assert report.status == TimeReportStatus.APPROVED
    paid = payroll.rows(posting.cooperative_id, periods.month_of(shift.day))
    assert leader in [row.member for row in paid]


def test_a_price_says_the_vat_that_both_have_signed(session):
    posting = make_posting()
    agreement = agreements.of(posting.cooperative_id, posting.company_id)
    treatment = vat_treatments.choose(
        agreement,
        category=VatCategory.EXEMPT,
        rate_basis_points=0,
        ground="Social omsorg, se beslut 12",
        valid_from=clock.today(),
        by=HUB,
    )
    assert postings.price(posting).vat_ore > 0
    vat_treatments.sign(treatment, ADMIN)
    priced = postings.price(posting)
    assert (priced.vat_ore, priced.gross_ore) == (0, priced.net_ore)
