"""Invoices of a company: what to pay, how, until when; never another's."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from invoicing.peppol import validate
from marketplace import clock
from marketplace.services import credits, disputes, invoices
from marketplace.services.pages import A_PAGE
from tests.make import make_posting, make_site
from tests.make_money import ADMIN
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
    assert "Fakturan utfärdades." in page.text


def test_what_is_paid_and_what_is_late_is_told(owner, billed, frozen):
    now = clock.now()
    frozen(now - timedelta(days=60))
    billed()
    paid = billed()
    make_payment(paid, amount_ore=paid.payable_ore)
    frozen(now)
    states = [row["Läge"] for row in owner.get("/companies/invoices").table("Fakturor")]
    assert states == ["Betald", "Förfallen"]
    unpaid = owner.get("/companies/invoices", show="unpaid").table("Fakturor")
    assert [row["Läge"] for row in unpaid] == ["Förfallen"]
    assert "Förfallen" in owner.get("/companies/today").text


def test_drafts_and_other_companies_invoices_are_not_found(owner, world, billed):
    theirs = make_posting(make_site(municipality=world.site.municipality), world.cooperative)
    for invoice in (billed(issued=False), make_invoice(theirs, issued=True)):
        owner.get(f"/companies/invoices/{invoice.public_id}", 404)
        owner.get(f"/companies/invoices/{invoice.public_id}/pdf", 404)
    assert "Inga fakturor än." in owner.get("/companies/invoices").text


def test_a_pdf_is_printed_when_somebody_asks_and_kept(owner, billed):
    invoice = billed()
    address = f"/companies/invoices/{invoice.public_id}"
    owner.get(address)
    page = owner.click("Öppna som PDF")
    assert page.response.mimetype == "application/pdf"
    assert invoice.label in page.response.headers["Content-Disposition"]
    assert page.response.data == invoices.pdf(invoice)


def test_what_is_printed_already_is_what_opens(owner, billed):
    invoice = billed()
    make_invoice_file(invoice, b"%PDF-1.7 printed")
    page = owner.get(f"/companies/invoices/{invoice.public_id}/pdf")
    assert page.response.data == b"%PDF-1.7 printed"


def test_a_year_is_fetched_in_one_file(owner, world, billed):
    mine = [billed(), billed()]
    make_invoice(make_posting(make_site(municipality=world.site.municipality)), issued=True)
    billed(issued=False)
    owner.get("/companies/invoices")
    page = owner.click(f"Fakturor {clock.today().year} (ZIP)")
    with ZipFile(BytesIO(page.response.data)) as archive:
        names = set(archive.namelist())
        files = {f"{one.cooperative.slug}-{one.label}" for one in mine}
        assert names == {
            "fakturor.csv",
            *(f"{name}.{kind}" for name in files for kind in ("pdf", "xml")),
        }
        rows = archive.read("fakturor.csv").decode("utf-8-sig").splitlines()
        assert [row.split(";")[0] for row in rows] == ["nummer", *(one.label for one in mine)]
        first = f"{mine[0].cooperative.slug}-{mine[0].label}"
        assert archive.read(f"{first}.pdf").startswith(b"%PDF")
        assert validate(archive.read(f"{first}.xml")) == []


@pytest.mark.parametrize("year", ["", "x", "1", "99999", "2019"])
def test_a_strange_year_is_a_file_with_an_empty_list(owner, billed, year):
    billed()
    page = owner.get("/companies/invoices/all.zip", year=year)
    with ZipFile(BytesIO(page.response.data)) as archive:
        assert "fakturor.csv" in archive.namelist()


def test_an_objection_reaches_the_cooperative_and_the_answer_comes_back(owner, billed):
    invoice = billed()
    owner.get(f"/companies/invoices/{invoice.public_id}")
    page = owner.submit("Skicka till kooperativet", message="Rasten är inte med.\n<b>")
    assert "Tack! Kooperativet läser det och svarar er." in page.notices
    assert "Skicka till kooperativet" not in page.buttons
    assert owner.get("/companies/invoices").table("Fakturor")[0]["Läge"] == (
        "Att betala Ni har invänt"
    )
    disputes.answer(disputes.open_against(invoice), "Rasten ingår.", ADMIN)
    page = owner.get(f"/companies/invoices/{invoice.public_id}")
    assert "Rasten ingår." in page.text
    assert "Skicka till kooperativet" in page.buttons


def test_an_objection_without_words_says_so_and_a_second_one_waits(owner, billed):
    invoice = billed()
    address = f"/companies/invoices/{invoice.public_id}"
    owner.get(address)
    page = owner.submit("Skicka till kooperativet", message=" ", expect=400)
    assert page.errors == ["Skriv vad som inte stämmer, så rättar kooperativet det."]
    page = owner.submit("Skicka till kooperativet", message="a" * 2_001, expect=400)
    assert page.value("message") == "a" * 2_001
    disputes.raise_against(invoice, "Fel.", ADMIN)
    owner.submit("Skicka till kooperativet", message="Fel pris.", expect=409)


def test_the_list_asks_as_many_questions_of_the_database_for_thirty_as_for_one(owner, billed):
    billed()
    few = owner.get("/companies/invoices").queries
    for _ in range(A_PAGE + 1):
        billed()
    page = owner.get("/companies/invoices")
    assert page.queries == few
    assert len(page.table("Fakturor")) == A_PAGE
    assert len(owner.click("Nästa").table("Fakturor")) == 2


def test_the_list_is_searched_ordered_and_taken_out_as_a_file(owner, billed):
    invoice = billed()
    note = credits.credit(invoice, reason="Fel", by=ADMIN)
    owner.get("/companies/invoices")
    page = owner.submit("Visa", q=invoice.ocr)
    assert [row["Nummer"] for row in page.table("Fakturor")] == [invoice.label]
    owner.get("/companies/invoices")
    rows = owner.click("Belopp").table("Fakturor")
    assert [row["Nummer"] for row in rows] == [note.label, invoice.label]
    file = owner.click("Hämta som CSV").response.data.decode("utf-8-sig").splitlines()
    assert file[0].startswith("Nummer;Läge;Belopp;Förfaller")
    assert [line.split(";")[0] for line in file[1:]] == [note.label, invoice.label]
