"""Invoices: issued once, paid once, printed."""

from datetime import timedelta

from sqlalchemy import select

from invoicing import Unit
from invoicing.peppol import validate
from marketplace import clock
from marketplace.models.batches import BatchItem
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import Invoice, InvoiceKind, InvoiceLine, Stream
from marketplace.models.payments import Payment
from marketplace.models.users import Role
from marketplace.services import batches, credits, free_drafts, invoices
from tests.make import make_posting, make_user
from tests.make_money import ADMIN, make_draft, make_issued, pay, reports_of
from tests.make_work import make_invoice
from tests.waiting_jobs import do_waiting_jobs

ISSUED = "Skickade fakturor"


def draft_with_reference():
    invoice = make_invoice()
    invoice.company.reference = "Anna Lind"
    return invoice, make_user(Role.COACH, cooperative=invoice.cooperative)


def test_a_draft_is_issued_printed_and_paid(browser, session):
    invoice, coach = draft_with_reference()
    browser.sign_in(coach)
    browser.get(f"/cooperatives/invoices/{invoice.public_id}")
    page = browser.submit("Utfärda och skicka")
    assert f"Faktura {invoice.label} är utfärdad" in page.text
    kronor = str(invoice.payable_ore // 100)
    page = browser.submit("Registrera", amount=kronor)
    assert "Betald" in page.text
    assert session.scalars(select(Payment.amount_ore)).all() == [invoice.payable_ore]


def test_the_same_payment_form_sent_twice_counts_once(browser, session):
    invoice, coach = draft_with_reference()
    browser.sign_in(coach)
    browser.get(f"/cooperatives/invoices/{invoice.public_id}")
    page = browser.submit("Utfärda och skicka")
    key = page.value("key")
    browser.submit("Registrera", amount="100")
    browser.get(f"/cooperatives/invoices/{invoice.public_id}")
    browser.submit("Registrera", amount="100", key=key)
    assert len(session.scalars(select(Payment)).all()) == 1


def test_a_strange_amount_says_how_to_write_it(browser, session):
    invoice, coach = draft_with_reference()
    browser.sign_in(coach)
    browser.get(f"/cooperatives/invoices/{invoice.public_id}")
    browser.submit("Utfärda och skicka")
    page = browser.submit("Registrera", amount="massor", expect=400)
    assert "Skriv beloppet i kronor" in page.text
    assert page.value("amount") == "massor"


def test_the_lists_show_drafts_and_issued(browser, session):
    invoice, coach = draft_with_reference()
    browser.sign_in(coach)
    assert "Utkast att skicka" in browser.get("/cooperatives/invoices").text
    browser.get(f"/cooperatives/invoices/{invoice.public_id}")
    browser.submit("Utfärda och skicka")
    assert invoice.label in browser.get("/cooperatives/invoices").text
    assert "Intäkter per månad" in browser.get("/cooperatives/revenue").text
    assert session.scalars(select(Invoice.number)).all() == [1]


def test_another_cooperatives_invoice_is_not_found(browser):
    invoice, _ = draft_with_reference()
    browser.sign_in(make_user(Role.COACH))
    browser.get(f"/cooperatives/invoices/{invoice.public_id}", expect=404)


def test_the_chosen_drafts_are_issued_together_and_failures_are_told(draft, coach_of, run_jobs):
    bad = make_draft(make_posting(cooperative=draft.cooperative))
    bad.company.street = ""
    left = make_draft(make_posting(cooperative=draft.cooperative))
    coach = coach_of(draft)
    coach.get("/cooperatives/invoices")
    page = coach.submit("Utfärda de valda", draft=[draft.public_id, bad.public_id])
    assert "0 av 2 är klara" in page.text
    assert run_jobs()[0] == "batches.issue"
    page = coach.get(page.path)
    assert "1 faktura är utfärdad" in page.text
    assert "Gatuadress eller box saknas" in page.text
    assert [one.is_issued for one in (draft, bad, left)] == [True, False, False]
    assert "Alla fakturor var prövade" in page.text
    coach.get("/cooperatives/invoices")
    page = coach.click("Fakturor utfärdade tillsammans")
    [row] = page.table("Utfärdade tillsammans")
    assert (row["Fakturor"], row["Utfärdade"], row["Gick inte"]) == ("2", "1", "1")
    assert row["Läge"] == "Något gick inte att utfärda"
    assert "passar in" in coach.get("/cooperatives/batches", state="going").text
    assert "Något gick inte" in coach.get("/cooperatives/batches", format="csv").html


def test_without_a_choice_nothing_is_issued(draft, coach_of):
    coach = coach_of(draft)
    coach.get("/cooperatives/invoices")
    page = coach.submit("Utfärda de valda", draft=[])
    assert "Välj minst ett utkast." in page.notices[0]
    assert not draft.is_issued


def test_a_draft_is_thrown_away_and_its_hours_are_free(draft, coach_of):
    reports = reports_of(draft)
    coach = coach_of(draft)
    coach.get(f"/cooperatives/invoices/{draft.public_id}")
    page = coach.submit("Kasta utkastet")
    assert "Timmarna kan faktureras igen" in page.notices[0]
    assert {report.status for report in reports} == {"approved"}


def test_issued_documents_are_searched_and_narrowed(invoice, coach_of, frozen):
    other = make_issued(make_posting(cooperative=invoice.cooperative))
    pay(other)
    credits.credit(other, reason="Fel", by=ADMIN)
    coach = coach_of(invoice)
    numbers = [row["Nummer"] for row in coach.get("/cooperatives/invoices").table(ISSUED)]
    assert sorted(numbers) == sorted(
        [invoice.label, other.label, "K" + other.label[1:5] + "-00001"]
    )
    page = coach.submit("Visa", show="unpaid")
    assert all(text in page.text for text in ("Att betala (1)", "Kreditfakturor (1)"))
    assert [row["Nummer"] for row in page.table(ISSUED)] == [invoice.label]
    assert len(coach.submit("Visa", show="credit_notes").table(ISSUED)) == 1
    coach.get("/cooperatives/invoices")
    found = coach.submit("Visa", q=invoice.company.name).table(ISSUED)
    assert [row["Nummer"] for row in found] == [invoice.label]
    file = coach.click("Hämta som CSV").response.data.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in file] == ["Nummer", invoice.label]
    frozen(clock.now() + timedelta(days=60))
    coach = coach_of(invoice)
    page = coach.get("/cooperatives/invoices", show="overdue")
    assert len(page.table(ISSUED)) == 1


def test_an_e_invoice_is_fetched_and_sent_again(invoice, coach_of, session):
    coach = coach_of(invoice)
    address = f"/cooperatives/invoices/{invoice.public_id}"
    coach.get(address)
    page = coach.submit("Skicka igen med e-post")
    assert "Skickad med e-post till" in page.text
    ubl = coach.get(f"{address}/ubl")
    assert validate(ubl.response.data) == []
    assert invoice.label in ubl.response.headers["Content-Disposition"]


def test_freed_hours_are_billed_again_from_the_page_of_the_credited_invoice(invoice, coach_of):
    credits.credit(invoice, reason="Fel pris", by=ADMIN)
    coach = coach_of(invoice)
    coach.get(f"/cooperatives/invoices/{invoice.public_id}")
    page = coach.submit("Fakturera frigjorda timmar igen")
    assert page.heading.startswith("Utkast till")
    coach.get(f"/cooperatives/invoices/{invoice.public_id}")
    assert "inga timmar" in coach.submit("Fakturera frigjorda timmar igen").notices[0]


def test_a_draft_of_very_many_lines_is_issued_by_a_job_and_nobody_waits(app, session, coach_of):
    known = make_draft()
    known.company.reference = "Anna Lind"
    parties = known.cooperative_id, known.company
    invoice = free_drafts.begin(*parties, InvoiceKind.INVOICE, ADMIN)
    for position in range(1, batches.LONG_LINES + 1):
        invoice.lines.append(
            InvoiceLine(
                position=position,
                description=f"Ljus {position}",
                quantity_minutes=0,
                ore_per_hour=0,
                quantity_thousandths=1_000,
                unit=Unit.PIECE,
                unit_price_ore=4_900,
                net_ore=4_900,
                stream=Stream.MARKET,
                buyer_sector=BuyerSector.COMPANY,
                supplied_on=clock.today(),
            )
        )
    coach = coach_of(invoice)
    coach.get(f"/cooperatives/invoices/{invoice.public_id}")
    page = coach.submit("Utfärda och skicka")
    assert page.path.startswith("/cooperatives/batches/")
    assert not invoice.is_issued
    do_waiting_jobs(app)
    assert [one.reason for one in session.scalars(select(BatchItem))] == [""]
    assert invoice.is_issued
    assert len(invoices.frozen(invoice).lines) == batches.LONG_LINES
