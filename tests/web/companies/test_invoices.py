"""Invoices of a company: what to pay, how, until when; never another's."""

from datetime import timedelta

import pytest

from marketplace import clock
from tests.make import make_posting, make_site
from tests.make_work import make_invoice, make_invoice_file, make_payment


@pytest.fixture
def billed(world):
    """Makes an invoice to the company; issued unless told otherwise."""

    def make(*, issued=True):
        return make_invoice(make_posting(world.site, world.cooperative), issued=issued)

    return make


def test_an_invoice_tells_how_to_pay_it(owner, world, billed):
    invoice = billed()
    page = owner.get("/companies/invoices")
    assert page.table("Fakturor")[0]["Läge"] == "Att betala"
    page = owner.click(invoice.label)
    facts = page.facts()
    assert facts["Bankgiro"] == world.cooperative.bankgiro
    assert facts["OCR-nummer"] == invoice.ocr
    assert "Betala senast" in facts


def test_what_is_paid_and_what_is_late_is_told(owner, billed, frozen):
    now = clock.now()
    frozen(now - timedelta(days=60))
    billed()
    paid = billed()
    make_payment(paid, amount_ore=paid.payable_ore)
    frozen(now)
    states = [row["Läge"] for row in owner.get("/companies/invoices").table("Fakturor")]
    assert states == ["Betald", "Förfallen"]
    unpaid = owner.get("/companies/invoices", state="unpaid").table("Fakturor")
    assert [row["Läge"] for row in unpaid] == ["Förfallen"]
    assert "Förfallen" in owner.get("/companies/today").text


def test_drafts_and_other_companies_invoices_are_not_found(owner, world, billed):
    theirs = make_posting(make_site(municipality=world.site.municipality), world.cooperative)
    for invoice in (billed(issued=False), make_invoice(theirs, issued=True)):
        owner.get(f"/companies/invoices/{invoice.public_id}", 404)
        owner.get(f"/companies/invoices/{invoice.public_id}/pdf", 404)
    assert "Inga fakturor än." in owner.get("/companies/invoices").text


def test_a_pdf_opens_once_it_is_printed_and_says_so_until_then(owner, billed):
    invoice = billed()
    address = f"/companies/invoices/{invoice.public_id}"
    assert "skrivs ut" in owner.get(address).text
    assert "skrivs ut" in owner.get(f"{address}/pdf", 404).text
    make_invoice_file(invoice, b"%PDF-1.7 printed")
    owner.get(address)
    page = owner.click("Öppna som PDF")
    assert page.response.mimetype == "application/pdf"
    assert page.response.data == b"%PDF-1.7 printed"
    assert invoice.label in page.response.headers["Content-Disposition"]


def test_the_list_asks_as_many_questions_of_the_database_for_thirty_as_for_one(owner, billed):
    billed()
    few = owner.get("/companies/invoices").queries
    for _ in range(21):
        billed()
    page = owner.get("/companies/invoices")
    assert page.queries == few
    assert len(page.table("Fakturor")) == 20
    assert len(owner.click("Nästa").table("Fakturor")) == 2
