"""Invoices: issued once, paid once, printed."""

from sqlalchemy import select

from marketplace.models.invoices import Invoice
from marketplace.models.payments import Payment
from marketplace.models.users import Role
from tests.make import make_user
from tests.make_work import make_invoice


def draft():
    invoice = make_invoice()
    invoice.company.reference = "Anna Lind"
    return invoice, make_user(Role.COACH, cooperative=invoice.cooperative)


def test_a_draft_is_issued_printed_and_paid(browser, session):
    invoice, coach = draft()
    browser.sign_in(coach)
    browser.get(f"/cooperatives/invoices/{invoice.public_id}")
    page = browser.submit("Utfärda och skicka")
    assert f"Faktura {invoice.label} är utfärdad" in page.text
    kronor = str(invoice.payable_ore // 100)
    page = browser.submit("Registrera", amount=kronor)
    assert "Betald" in page.text
    assert session.scalars(select(Payment.amount_ore)).all() == [invoice.payable_ore]


def test_the_same_payment_form_sent_twice_counts_once(browser, session):
    invoice, coach = draft()
    browser.sign_in(coach)
    browser.get(f"/cooperatives/invoices/{invoice.public_id}")
    page = browser.submit("Utfärda och skicka")
    key = page.value("key")
    browser.submit("Registrera", amount="100")
    browser.get(f"/cooperatives/invoices/{invoice.public_id}")
    browser.submit("Registrera", amount="100", key=key)
    assert len(session.scalars(select(Payment)).all()) == 1


def test_a_strange_amount_says_how_to_write_it(browser, session):
    invoice, coach = draft()
    browser.sign_in(coach)
    browser.get(f"/cooperatives/invoices/{invoice.public_id}")
    browser.submit("Utfärda och skicka")
    page = browser.submit("Registrera", amount="massor", expect=400)
    assert "Skriv beloppet i kronor" in page.text
    assert page.value("amount") == "massor"


def test_the_lists_show_drafts_and_issued(browser, session):
    invoice, coach = draft()
    browser.sign_in(coach)
    assert "Utkast att skicka" in browser.get("/cooperatives/invoices").text
    browser.get(f"/cooperatives/invoices/{invoice.public_id}")
    browser.submit("Utfärda och skicka")
    assert invoice.label in browser.get("/cooperatives/invoices").text
    assert "Fakturerat per månad" in browser.get("/cooperatives/revenue").text
    assert session.scalars(select(Invoice.number)).all() == [1]


def test_another_cooperatives_invoice_is_not_found(browser):
    invoice, _ = draft()
    browser.sign_in(make_user(Role.COACH))
    browser.get(f"/cooperatives/invoices/{invoice.public_id}", expect=404)
