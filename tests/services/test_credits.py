"""Credit notes: whole or by line; hours freed; original and credits add up to nothing."""

import pytest
from sqlalchemy import select

from invoicing import LineCredit
from marketplace.errors import Conflict, Invalid
from marketplace.models.history import SYSTEM
from marketplace.models.invoices import Invoice, InvoiceLine
from marketplace.models.time_reports import TimeReportStatus
from marketplace.services import credits, figures, invoices, payments
from tests.make_money import ADMIN, booked, make_draft, make_issued, pay, reports_of


def test_a_whole_credit_takes_everything_back(session):
    invoice = make_issued()
    note = credits.credit(invoice, reason="Fel kund", by=ADMIN)
    assert note.label.startswith("K")
    assert note.ocr is None
    assert (note.net_ore, note.vat_ore, note.payable_ore) == (
        -invoice.net_ore,
        -invoice.vat_ore,
        -invoice.payable_ore,
    )
    assert payments.settlement(invoice).state == "credited"
    assert booked(invoice) == {}
    assert figures.revenue(invoice.cooperative_id).net_ore == 0


def test_a_credit_note_points_at_its_original_with_a_reason(session):
    invoice = make_issued()
    document = invoices.frozen(credits.credit(invoice, reason="Fel timpris", by=ADMIN))
    assert document.original.number_text == invoice.label
    assert document.original.reason == "Fel timpris"


def test_a_credited_hour_can_be_billed_anew(session):
    invoice = make_issued()
    credits.credit(invoice, reason="En dag var fel", by=ADMIN, lines=[LineCredit(line_number=1)])
    freed, kept = reports_of(invoice)
    assert (freed.status, kept.status) == (TimeReportStatus.APPROVED, TimeReportStatus.INVOICED)
    again = invoices.draft_from_hours(invoice.posting, SYSTEM)
    assert [line.time_report_id for line in again.lines] == [freed.id]
    live = session.scalars(
        select(InvoiceLine.live).where(InvoiceLine.time_report_id == freed.id)
    ).all()
    assert sorted(live) == [False, False, True]


def test_part_of_a_line_leaves_the_hour_billed(session):
    invoice = make_issued()
    note = credits.credit(
        invoice, reason="Rabatt", by=ADMIN, lines=[LineCredit(line_number=1, net_ore=10_000)]
    )
    assert note.net_ore == -10_000
    assert {report.status for report in reports_of(invoice)} == {TimeReportStatus.INVOICED}
    assert [left.net_ore for left in credits.left_of(invoice)] == [
        invoice.lines[0].net_ore - 10_000,
        invoice.lines[1].net_ore,
    ]


def test_parts_add_up_to_the_original_to_the_ore(session):
    invoice = make_issued(people=3)
    first = [LineCredit(line_number=1, net_ore=3_333), LineCredit(line_number=2)]
    credits.credit(invoice, reason="Del ett", by=ADMIN, lines=first)
    credits.credit(invoice, reason="Resten", by=ADMIN)
    settlement = payments.settlement(invoice)
    assert (settlement.open_ore, settlement.state) == (0, "credited")
    assert booked(invoice) == {}
    with pytest.raises(Invalid, match="inget kvar"):
        credits.credit(invoice, reason="Igen", by=ADMIN)


def test_more_than_a_line_cannot_be_credited(session):
    invoice = make_issued()
    too_much = [LineCredit(line_number=1, net_ore=invoice.lines[0].net_ore + 1)]
    with pytest.raises(Invalid, match="större än det som är kvar"):
        credits.credit(invoice, reason="För mycket", by=ADMIN, lines=too_much)
    assert credits.of_invoice(invoice) == []


def test_a_credit_needs_a_reason(session):
    with pytest.raises(Invalid, match="Skriv varför"):
        credits.credit(make_issued(), reason=" ", by=ADMIN)


def test_a_draft_and_a_credit_note_cannot_be_credited(session):
    with pytest.raises(Conflict):
        credits.credit(make_draft(), reason="x", by=ADMIN)
    note = credits.credit(make_issued(), reason="x", by=ADMIN)
    with pytest.raises(Conflict):
        credits.credit(note, reason="x", by=ADMIN)


def test_crediting_what_is_paid_owes_the_customer(session):
    invoice = make_issued()
    pay(invoice)
    credits.credit(invoice, reason="Fel", by=ADMIN)
    settlement = payments.settlement(invoice)
    assert (settlement.state, settlement.open_ore) == ("overpaid", -invoice.payable_ore)


def test_credit_notes_are_numbered_apart_without_gap(session):
    invoice = make_issued(people=3)
    labels = [
        credits.credit(invoice, reason="x", by=ADMIN, lines=[LineCredit(line_number=number)]).number
        for number in (1, 2, 3)
    ]
    assert labels == [1, 2, 3]
    assert session.scalars(select(Invoice.number).where(Invoice.series == "F")).all() == [1]
