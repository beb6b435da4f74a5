"""What Kooptjänst decides on and watches over in the cooperatives' money."""

import pytest
from sqlalchemy import text

from marketplace.models.users import Role
from marketplace.services import agreements, vat_treatments
from tests.make import make_user
from tests.make_money import ADMIN, make_agreement, make_issued


@pytest.fixture
def kooptjanst(browser, session):
    return browser.sign_in(make_user(Role.KOOPTJANST, name="Kajsa Kooptjänst"))


def test_vat_is_chosen_on_a_ground_and_waits_for_the_cooperative(kooptjanst):
    agreement = make_agreement(make_issued())
    kooptjanst.get("/kooptjanst/vat-treatments", q=agreement.company.name, state="none")
    kooptjanst.click(agreement.company.name)
    button = "Skicka till kooperativet för underskrift"
    assert kooptjanst.submit(button, category="E", ground="", expect=400).errors
    page = kooptjanst.submit(button, category="E", ground="10 kap. 14 §, se yttrande 3")
    [row] = page.table("Avtal")
    assert (row["Moms"], row["Läge"]) == ("Undantaget från moms", "Väntar på kooperativet")
    assert row["Valt av"] == "Kajsa Kooptjänst"
    [treatment] = vat_treatments.waiting(agreement.cooperative_id)
    vat_treatments.sign(treatment, ADMIN)
    assert agreements.treatments(agreement)[1].reason_code == "VATEX-EU-132-1G"
    signed = {"state": "signed", "format": "csv"}
    text = kooptjanst.get("/kooptjanst/vat-treatments", **signed).response.get_data(as_text=True)
    assert f"{agreement.company.name};{agreement.cooperative.name};Undantaget från moms" in text
    page = kooptjanst.get("/kooptjanst/vat-treatments", state="none")
    assert "Inget avtal passar in" in page.text


def test_series_are_unbroken_or_say_what_is_missing(kooptjanst, session):
    invoice = make_issued()
    [row] = kooptjanst.get("/kooptjanst/series").table("Serier")
    assert (row["Räknaren"], row["Läge"]) == ("1", "Obruten")
    session.execute(text("UPDATE invoice_series SET last_number = 3"))
    [row] = kooptjanst.get("/kooptjanst/series").table("Serier")
    assert row["Läge"] == "Bruten Nummer 2 till 3 saknas."
    assert row["Kooperativ"] == invoice.cooperative.name
    narrowed = {"state": "broken", "year": str(invoice.year), "q": invoice.cooperative.name}
    file = kooptjanst.get("/kooptjanst/series", **narrowed, format="csv").response
    assert "Bruten Nummer 2 till 3 saknas." in file.get_data(as_text=True)
    assert "Ingen serie passar in" in kooptjanst.get("/kooptjanst/series", state="whole").text


def test_rates_and_fees_are_written_once_with_their_source(kooptjanst):
    kooptjanst.get("/kooptjanst/collection-terms")
    rate = {"valid_from": "2026-07-01", "valid_until": "2027-01-01", "reference": "2"}
    page = kooptjanst.submit("Skriv in räntan", rate, source="riksbank.se", margin="8")
    [row] = page.table("Referensränta")
    assert (row["Ränta"], row["Tillägg"]) == ("2,00", "8,00")
    page = kooptjanst.submit("Skriv in räntan", rate, source="x", margin="8", expect=400)
    assert "redan en referensränta" in page.errors[0]
    fee = {"starts_on": "2026-01-01", "reminder_fee": "60", "late_compensation": "450"}
    page = kooptjanst.submit("Skriv in avgifterna", fee, fee_source="lag 1981:739")
    assert page.table("Avgifter")[0]["Påminnelse"] == "60 kr"
    assert kooptjanst.submit("Skriv in avgifterna", fee, fee_source="", expect=400).errors
