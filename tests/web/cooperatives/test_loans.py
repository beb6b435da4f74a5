"""Lending, from the empty seat to the invoice between the two cooperatives."""

from datetime import date

import pytest
from sqlalchemy import select

from marketplace.clock import local
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.invoices import Invoice
from marketplace.models.lending import Loan, LoanStatus
from marketplace.models.messages import Message
from marketplace.models.proposals import Proposal
from marketplace.models.time_reports import TimeReportStatus
from marketplace.models.users import Role
from marketplace.services import agreements, payroll, periods
from marketplace.text import kronor
from tests.make import (
    make_cooperative,
    make_member,
    make_posting,
    make_region,
    make_site,
    make_user,
)
from tests.make_money import ADMIN
from tests.make_work import make_assignment, make_time_report


@pytest.fixture
def two(session):
    site, region = make_site(), make_region()
    borrower = make_cooperative(site.municipality, region=region, name="Odlarna")
    lender = make_cooperative(
        site.municipality, region=region, name="Växthuset", ore_per_hour=30000
    )
    member = make_member(lender, given_name="Sara", family_name="Berg")
    return make_posting(site, borrower, heads=1), borrower, lender, member


def sign_in(new_browser, cooperative):
    return new_browser().sign_in(make_user(Role.COACH, cooperative=cooperative))


def lend(new_browser, two):
    """From the empty seat until the member has been asked."""
    posting, borrower, lender, _ = two
    asking, asked = sign_in(new_browser, borrower), sign_in(new_browser, lender)
    asking.get(f"/cooperatives/crews/{posting.public_id}")
    asking.click("Låna någon")
    asking.submit("Fråga Växthuset")
    asked.get("/cooperatives/loans")
    asked.click("Odlarna")
    asked.submit("Fråga Sara")
    return asking, asked


def test_a_lent_member_says_yes_herself_and_the_hours_become_an_invoice_between_the_two(
    new_browser, session, two
):
    posting, borrower, lender, member = two
    asking, asked = lend(new_browser, two)
    [message] = session.scalars(select(Message).where(Message.member_id == member.id)).all()
    link = next(word for word in message.body.split() if "/members/asks/" in word)
    assert session.scalars(select(Assignment)).all() == []
    new_browser().post("/members/asks/" + link.rsplit("/", 1)[1], {"answer": "yes"}, expect=200)
    page = asking.get(f"/cooperatives/crews/{posting.public_id}")
    assert "Sara B." in page.text
    assert "Berg" not in page.text
    booking = session.scalars(select(Assignment)).one()
    booking.status = AssignmentStatus.WORKED
    make_time_report(booking, TimeReportStatus.APPROVED)
    asked.get("/cooperatives/loans")
    page = asked.submit("Gör faktura till Odlarna")
    assert "Utkastet är gjort" in " ".join(page.notices)
    invoice = session.scalars(select(Invoice)).one()
    minutes = booking.shift.work_minutes
    assert invoice.cooperative_id == lender.id
    assert invoice.company.organisation_number == borrower.organisation_number
    assert sum(line.net_ore for line in invoice.lines) == minutes * 30000 // 60
    assert posting.company.name in invoice.lines[0].description
    assert "Berg" not in invoice.lines[0].description
    office = new_browser().sign_in(make_user(Role.COOPERATIVE_ADMIN, cooperative=lender))
    office.get(page.path)
    office.submit("Utfärda och skicka")
    loan = session.scalars(select(Loan)).one()
    seen = asking.get(f"/cooperatives/loans/{loan.public_id}").text
    assert f"Faktura {invoice.label}" in seen
    assert kronor(invoice.payable_ore).replace("\xa0", " ") in seen
    assert invoice.ocr in seen
    asked.post("/cooperatives/loans/invoices", {"cooperative": borrower.public_id}, expect=409)


def test_who_could_be_lent_is_not_shown_to_the_cooperative_that_asks(new_browser, two):
    posting, borrower, _, _ = two
    page = sign_in(new_browser, borrower).get(
        f"/cooperatives/loans/shifts/{posting.shifts[0].public_id}"
    )
    assert "Växthuset" in page.text
    assert "Sara" not in page.text


def test_a_cooperative_asks_another_once_and_learns_no_reason_for_a_no(new_browser, two):
    posting, borrower, lender, _ = two
    address = f"/cooperatives/loans/shifts/{posting.shifts[0].public_id}"
    asking, asked = sign_in(new_browser, borrower), sign_in(new_browser, lender)
    asking.get(address)
    asking.submit("Fråga Växthuset")
    asking.post(address, {"cooperative": lender.public_id}, expect=409)
    asked.get("/cooperatives/loans")
    asked.click("Odlarna")
    assert "ser att ni inte kan" in " ".join(asked.submit("Vi kan inte den här gången").notices)
    assert "Inget annat kooperativ frågar" in asked.get("/cooperatives/loans").text


def test_each_side_is_told_by_mail_and_can_undo(new_browser, session, two):
    posting, borrower, lender, _ = two
    asking, asked = sign_in(new_browser, borrower), sign_in(new_browser, lender)
    asking.get(f"/cooperatives/loans/shifts/{posting.shifts[0].public_id}")
    asking.submit("Fråga Växthuset")
    loan = session.scalars(select(Loan)).one()
    page = asked.get(f"/cooperatives/loans/{loan.public_id}")
    page = asked.submit("Vi kan inte den här gången")
    assert "Kan inte" in page.text
    page = asked.submit("Ångra: låt frågan stå kvar")
    assert "Fråga Sara" in page.buttons
    page = asking.get(f"/cooperatives/loans/{loan.public_id}")
    assert "Sara" not in page.text
    assert "Återtagen" in asking.submit("Ta tillbaka frågan").text
    page = asking.get(f"/cooperatives/loans/shifts/{posting.shifts[0].public_id}")
    assert "Fråga Växthuset" in page.buttons
    asked.post(f"/cooperatives/loans/{loan.public_id}/take-back", expect=409)
    told = session.scalars(select(Message).order_by(Message.id)).all()
    assert [one.recipient for one in told] == [lender.email, borrower.email]
    assert "Odlarna vill låna någon" in told[0].subject
    assert "De kan inte den här gången." in told[1].body
    for message in told:
        assert message.body.endswith(f"/cooperatives/loans/{loan.public_id}\n")


def test_every_loan_is_listed_for_both_sides_and_handed_out_as_a_file(new_browser, two):
    asking, asked = lend(new_browser, two)
    for browser, side in ((asking, "Vi lånar in"), (asked, "Vi lånar ut")):
        page = browser.get("/cooperatives/loans")
        assert side in page.text
        assert "Någon är tillfrågad" in page.text
        text = browser.get("/cooperatives/loans?format=csv").response.get_data(as_text=True)
        assert side in text
        assert "Berg" not in text
    assert "Ingen fråga passar" in asked.get("/cooperatives/loans?side=taken").text


def test_a_cooperative_too_far_away_is_not_asked(new_browser, session, two):
    posting, borrower, _, member = two
    member.reach_km = 0
    member.latitude += 1
    session.flush()
    page = sign_in(new_browser, borrower).get(
        f"/cooperatives/loans/shifts/{posting.shifts[0].public_id}"
    )
    assert "bor nära nog" in page.text


def test_whom_the_rules_speak_against_cannot_be_lent_by_a_changed_form(new_browser, session, two):
    posting, borrower, lender, _ = two
    unable = make_member(lender, given_name="Åke", weekdays=())
    asking, asked = sign_in(new_browser, borrower), sign_in(new_browser, lender)
    asking.get(f"/cooperatives/loans/shifts/{posting.shifts[0].public_id}")
    asking.submit("Fråga Växthuset")
    asked.get("/cooperatives/loans")
    asked.click("Odlarna")
    loan = session.scalars(select(Loan)).one()
    page = asked.post(
        f"/cooperatives/loans/{loan.public_id}", {"member": unable.public_id}, expect=409
    )
    assert "Välj någon i listan." in page.text
    session.refresh(loan)
    assert loan.status == LoanStatus.ASKED
    assert session.scalars(select(Proposal)).all() == []
    assert session.scalars(select(Message).where(Message.member_id == unable.id)).all() == []


def test_lent_hours_are_paid_by_the_lender_alone_beside_the_pay_at_the_client(session, two):
    posting, borrower, lender, member = two
    shift = posting.shifts[0]
    worked = make_assignment(shift, member, AssignmentStatus.WORKED)
    make_time_report(worked, TimeReportStatus.APPROVED)
    client = agreements.of(borrower.id, posting.company_id)
    payroll.set_comparable(client, date(2026, 1, 1), 18_000, ADMIN)
    payroll.set_own(member, date(2026, 1, 1), 15_000, ADMIN)
    month = periods.read_period(f"{local(shift.starts_at):%Y-%m}")
    [row] = payroll.rows(lender.id, month)
    assert (row.member, row.company) == (member, posting.company)
    assert (row.minutes, row.gap_ore) == (shift.work_minutes, 3_000)
    assert row.wants_word
    assert payroll.rows(borrower.id, month) == []
