"""Objections of customers, as the cooperative meets and answers them."""

from marketplace.models.history import Actor
from marketplace.services import disputes

OWNER = Actor("company", "Ebba Ek")


def test_an_objection_is_met_in_the_inbox_and_answered(invoice, coach_of):
    dispute = disputes.raise_against(invoice, "Kim gick klockan tolv.", OWNER)
    coach = coach_of(invoice)
    page = coach.get("/cooperatives/inbox")
    assert "Fakturor som kunden invänder mot" in page.headings
    address = f"/cooperatives/disputes/{dispute.public_id}"
    assert address in page.html
    page = coach.get(address)
    assert page.facts()["Skrev"] == "Ebba Ek"
    assert "Kim gick klockan tolv." in page.text
    page = coach.submit("Svara kunden", message="Vi krediterar en timme.")
    assert page.notices[0] == "Kunden har fått ert svar."
    assert disputes.waiting(invoice.cooperative_id) == []
    assert "En invändning besvarades" in coach.get(address).text


def test_the_invoice_and_the_lists_say_that_it_is_disputed(invoice, coach_of):
    disputes.raise_against(invoice, "Fel pris.", OWNER)
    coach = coach_of(invoice)
    page = coach.get("/cooperatives/invoices", show="disputed")
    assert "Ifrågasatt" in page.table("Skickade fakturor")[0]["Läge"]
    page = coach.click(invoice.label)
    assert "Fel pris." in page.text
    page = coach.click("Svara kunden")
    assert page.heading == f"Invändning mot {invoice.label}"


def test_an_answer_needs_words_and_keeps_what_was_typed(invoice, coach_of):
    dispute = disputes.raise_against(invoice, "Fel pris.", OWNER)
    coach = coach_of(invoice)
    coach.get(f"/cooperatives/disputes/{dispute.public_id}")
    page = coach.submit("Svara kunden", message="", expect=400)
    assert page.errors == ["Skriv ett svar till kunden."]
    page = coach.submit("Svara kunden", message="a" * 2_001, expect=400)
    assert page.value("message") == "a" * 2_001


def test_answered_meanwhile_is_told(invoice, coach_of):
    dispute = disputes.raise_against(invoice, "Fel pris.", OWNER)
    coach = coach_of(invoice)
    coach.get(f"/cooperatives/disputes/{dispute.public_id}")
    disputes.answer(dispute, "Nej.", OWNER)
    coach.submit("Svara kunden", message="Jo.", expect=409)
    page = coach.get(f"/cooperatives/disputes/{dispute.public_id}")
    assert "Svara kunden" not in page.buttons
    assert "Nej." in page.text
