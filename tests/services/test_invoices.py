"""Hours become drafts, drafts become documents: judged, numbered, taxed, frozen."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from invoicing import VatCategory
from marketplace import clock
from marketplace.errors import Conflict, Invalid
from marketplace.models.history import SYSTEM
from marketplace.models.invoices import Invoice
from marketplace.models.time_reports import TimeReportStatus
from marketplace.services import invoices, vat_treatments
from tests.make import make_posting, make_site
from tests.make_money import (
    ADMIN,
    HUB,
    make_agreement,
    make_draft,
    make_hours,
    make_issued,
    reports_of,
)


def test_hours_become_a_draft_once(session):
    posting = make_hours(people=3)
    invoice = invoices.draft_from_hours(posting, SYSTEM)
    session.flush()
    assert [line.quantity_minutes for line in invoice.lines] == [450, 450, 450]
    assert {report.status for report in reports_of(invoice)} == {TimeReportStatus.INVOICED}
    assert invoices.draft_from_hours(posting, SYSTEM) is None


def test_a_discarded_draft_frees_its_hours(session):
    invoice = make_draft()
    posting = invoice.posting
    invoices.discard(invoice, ADMIN)
    session.flush()
    again = invoices.draft_from_hours(posting, SYSTEM)
    assert len(again.lines) == 2


def test_an_issued_invoice_is_not_discarded(session):
    with pytest.raises(Conflict):
        invoices.discard(make_issued(), ADMIN)


def test_a_number_is_given_at_issue_and_only_once(session):
    invoice = make_draft()
    assert invoice.number is None
    invoices.issue(invoice, ADMIN)
    assert invoice.number == 1
    with pytest.raises(Conflict, match="redan utfärdad"):
        invoices.issue(invoice, ADMIN)


def test_the_columns_say_what_the_document_says(session):
    invoice = make_issued()
    document = invoices.frozen(invoice)
    assert invoice.label == document.number_text
    assert invoice.payable_ore == document.totals.payable_ore
    assert invoice.net_ore == sum(line.net_ore for line in invoice.lines)


def test_a_document_that_breaks_an_e_invoice_rule_takes_no_number_and_says_which(session):
    invoice = make_draft()
    make_agreement(invoice, peppol_id="9999:5560360793")
    with pytest.raises(Invalid) as told:
        invoices.issue(invoice, ADMIN)
    assert "PEPPOL-EN16931-CL008" in str(told.value)
    assert "schema som Peppol inte känner till" in str(told.value)
    assert invoice.number is None


def test_all_that_is_missing_is_said_at_once(session):
    invoice = make_draft()
    invoice.company.street, invoice.company.organisation_number = "", None
    with pytest.raises(Invalid) as told:
        invoices.issue(invoice, ADMIN)
    assert "Gatuadress" in str(told.value)
    assert "organisationsnummer saknas" in str(told.value)


@pytest.mark.parametrize(
    ("moment", "label"),
    [
        (datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), "F2026-00001"),
        (datetime(2026, 12, 31, 23, 0, 0, tzinfo=UTC), "F2027-00001"),
    ],
)
def test_the_year_changes_at_midnight_in_stockholm(session, frozen, moment, label):
    frozen(moment)
    assert make_issued().label == label


def test_each_year_begins_at_one_and_the_chain_goes_on(session, frozen):
    frozen(datetime(2026, 12, 31, 12, tzinfo=UTC))
    posting = make_posting()
    first = make_issued(posting)
    frozen(datetime(2027, 1, 1, 12, tzinfo=UTC))
    second = make_issued(posting)
    assert (first.label, second.label) == ("F2026-00001", "F2027-00001")


def test_work_is_taxed_as_both_have_signed(session):
    invoice = make_draft()
    agreement = make_agreement(invoice)
    treatment = vat_treatments.choose(
        agreement,
        category=VatCategory.EXEMPT,
        rate_basis_points=0,
        ground="Socialt arbete, se beslut 12",
        valid_from=clock.today() - timedelta(days=30),
        by=HUB,
    )
    invoices.issue(make_draft(invoice.posting), ADMIN)
    assert session.scalars(select(Invoice.vat_ore).where(Invoice.number == 1)).one() > 0
    vat_treatments.sign(treatment, ADMIN)
    invoices.issue(invoice, ADMIN)
    assert invoice.vat_ore == 0
    document = invoices.frozen(invoice)
    assert "10 kap." in document.totals.vat_rows[0].reason_swedish
    assert {line.vat_category for line in invoice.lines} == {VatCategory.EXEMPT}


def test_a_monthly_customer_gets_one_draft_for_the_month(session, frozen):
    frozen(datetime(2026, 11, 20, 12, tzinfo=UTC))
    site = make_site()
    first = make_draft(make_posting(site))
    make_agreement(first, monthly=True)
    cooperative = first.cooperative
    one = make_draft(make_posting(site, cooperative))
    other = make_draft(make_posting(site, cooperative))
    assert one is other
    assert one is not first
    assert len(one.lines) == 4
    later = make_hours(make_posting(site, cooperative), days_ago=25)
    assert invoices.draft_from_hours(later, SYSTEM) is not one


def test_a_document_speaks_the_language_agreed(session):
    first = make_draft()
    make_agreement(first, language="en")
    invoice = make_issued(make_posting(first.posting.site, first.cooperative))
    assert invoices.frozen(invoice).language == "en"
    assert invoices.render(invoice).startswith(b"%PDF")


def test_rendering_keeps_the_pdf_and_the_e_invoice_inside_it(session):
    from io import BytesIO

    from pypdf import PdfReader

    invoice = make_issued()
    content = invoices.render(invoice)
    [attached] = PdfReader(BytesIO(content)).attachments.values()
    assert attached == [invoices.ubl(invoice)]
    assert invoices.render(invoice) == content
