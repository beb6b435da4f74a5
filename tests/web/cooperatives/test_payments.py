"""A payment written in by mistake is undone on a page of its own."""

from marketplace.models.users import Role
from marketplace.services import payments
from tests.make import make_user
from tests.make_money import pay


def test_an_office_undoes_a_payment_and_sees_it_struck_out(invoice, coach_of, new_browser):
    coach = coach_of(invoice)
    coach.get(f"/cooperatives/invoices/{invoice.public_id}")
    coach.submit("Registrera", amount=str(invoice.payable_ore // 100))
    page = coach.click("Ångra inbetalningen")
    assert "Fakturan är obetald igen" in page.text
    assert "En rättelse bokförs i dag" in page.text
    undo = page.path
    page = coach.submit("Ångra inbetalningen", reason="", expect=400)
    assert any("Skriv vad som är fel" in error for error in page.errors)
    page = coach.submit("Ångra inbetalningen", reason="fel faktura")
    assert "Inbetalningen är ångrad." in page.notices[0]
    assert page.facts()["Betalt"] == "0 kr"
    assert "av Kim Coach: fel faktura" in page.text
    assert "Ångra inbetalningen" not in page.links
    assert "En inbetalning ångrades" in page.text
    assert payments.settlement(invoice).state == "open"
    assert "redan ångrad" in coach.get(undo).notices[0]
    buyer = new_browser().sign_in(make_user(Role.COMPANY, company=invoice.company))
    page = buyer.get(f"/companies/invoices/{invoice.public_id}")
    assert "Struken: skriven av misstag" in page.text
    assert "fel faktura" not in page.text


def test_a_payment_from_the_bank_says_where_it_is_put_right(invoice, coach_of):
    pay(invoice, key="bank:1:1:1")
    [payment] = payments.of_invoice(invoice)
    coach = coach_of(invoice)
    page = coach.get(f"/cooperatives/invoices/{invoice.public_id}")
    assert "Ångra inbetalningen" not in page.links
    undo = f"/cooperatives/payments/{payment.public_id}/undo"
    page = coach.get(undo)
    assert "Rätta den under Betalningar in" in page.text
    assert "Ångra inbetalningen" not in page.buttons
    answer = coach.post(undo, {"reason": "fel"}, expect=400)
    assert "Rätta den" in answer.text
    assert payments.settlement(invoice).state == "paid"
