"""Crediting from the page: all that is left, or chosen lines with an amount."""

from marketplace.services import credits, payments
from tests.make_money import ADMIN


def open_page(browser, invoice):
    browser.get(f"/cooperatives/invoices/{invoice.public_id}")
    return browser.click("Kreditera")


def test_a_whole_invoice_is_credited_with_a_reason(invoice, coach_of):
    coach = coach_of(invoice)
    open_page(coach, invoice)
    page = coach.submit("Utfärda kreditfakturan", reason="Fel kund", extent="all")
    assert page.heading.startswith("Kreditfaktura K")
    assert "Fel kund" in page.text
    page = coach.click(invoice.label)
    assert page.facts()["Kvar"] == "0 kr"
    assert "Krediterad" in page.text


def test_a_chosen_line_is_credited_in_part(invoice, coach_of):
    coach = coach_of(invoice)
    open_page(coach, invoice)
    coach.submit(
        "Utfärda kreditfakturan",
        {"line": ["1"], "amount-1": "100,50"},
        reason="Rabatt",
        extent="lines",
    )
    assert credits.left_of(invoice)[0].net_ore == invoice.lines[0].net_ore - 10_050
    assert payments.settlement(invoice).state == "open"


def test_what_is_wrong_is_told_and_kept(invoice, coach_of):
    coach = coach_of(invoice)
    open_page(coach, invoice)
    page = coach.submit("Utfärda kreditfakturan", expect=400, reason=" ", extent="all")
    assert "Skriv varför" in page.errors[0]
    page = coach.submit(
        "Utfärda kreditfakturan",
        {"line": ["1"], "amount-1": "massor"},
        expect=400,
        reason="Rabatt",
        extent="lines",
    )
    assert "Rad 1: Skriv beloppet i kronor" in page.errors[0]
    assert page.value("amount-1") == "massor"
    page = coach.submit("Utfärda kreditfakturan", line=[], reason="x", extent="lines", expect=400)
    assert "minst en rad" in page.errors[0]
    assert credits.of_invoice(invoice) == []


def test_a_credit_note_and_a_draft_have_no_such_page(invoice, draft, coach_of):
    note = credits.credit(invoice, reason="x", by=ADMIN)
    coach_of(invoice).get(f"/cooperatives/credits/{note.public_id}", 404)
    coach_of(draft).get(f"/cooperatives/credits/{draft.public_id}", 404)
