"""What is done about a debt besides payment."""

from datetime import timedelta

from marketplace import clock
from marketplace.services import payments
from tests.make_money import booked, pay


def test_a_debt_is_written_off_on_a_ground(invoice, coach_of, frozen):
    frozen(clock.now() + timedelta(days=90))
    coach = coach_of(invoice)
    coach.get(f"/cooperatives/invoices/{invoice.public_id}")
    coach.click("Skriv av skulden")
    page = coach.submit("Skriv av som förlust", ground="", expect=400)
    assert page.errors
    page = coach.submit("Skriv av som förlust", ground="Konkurs", reduces_vat=True)
    assert "Avskriven" in page.text
    assert "Konkurs" in page.text
    assert "2611" not in booked(invoice)


def test_a_small_difference_is_rounded_away(invoice, coach_of):
    pay(invoice, invoice.payable_ore - 50)
    coach = coach_of(invoice)
    coach.get(f"/cooperatives/invoices/{invoice.public_id}")
    page = coach.submit("Avrunda bort skillnaden")
    assert page.facts()["Kvar"] == "0 kr"


def test_what_was_paid_too_much_is_paid_back(invoice, coach_of):
    pay(invoice, invoice.payable_ore + 10_000)
    coach = coach_of(invoice)
    coach.get(f"/cooperatives/invoices/{invoice.public_id}")
    page = coach.click("Betala tillbaka")
    assert page.value("amount") == "100,00"
    page = coach.submit("Registrera återbetalning", amount="101", expect=400)
    assert "till godo" in page.errors[0]
    page = coach.submit("Registrera återbetalning", amount="100")
    assert "Återbetalningen är registrerad" in page.notices[0]
    assert payments.settlement(invoice).state == "paid"
