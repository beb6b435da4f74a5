"""Invoices written by hand: goods, lent hours, private persons, public compensation."""

import pytest

from invoicing import Kind
from invoicing.peppol import validate
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import Invoice
from marketplace.models.users import Role
from marketplace.services import invoices
from tests.make import make_cooperative, make_user
from tests.make_money import booked


@pytest.fixture
def coach(browser, session):
    return browser.sign_in(make_user(Role.COACH))


def enter_customer(coach, sector, **values):
    coach.get("/cooperatives/customers/new")
    return coach.submit(
        "Spara kunden",
        {
            "sector": sector,
            "name": "Kund i Linköping",
            "email": "kund@example.com",
            "street": "Storgatan 1",
            "postal_code": "582 22",
            "city": "Linköping",
            "reference": "Anna Lind",
            **values,
        },
    )


def begin(coach, **values):
    return coach.submit("Fortsätt till raderna", company="Kund i Linköping", **values)


def add(coach, description, quantity, price, **values):
    return coach.submit(
        "Lägg till raden", description=description, quantity=quantity, price=price, **values
    )


def issue(coach, session):
    coach.click("Klar: granska och utfärda")
    coach.submit("Utfärda och skicka")
    session.expire_all()
    return session.query(Invoice).one()


def test_goods_are_sold_to_a_person_with_vat_by_their_kind(coach, session):
    enter_customer(coach, "private_person", reference="")
    begin(coach)
    add(coach, "Jultomte i trä", "3", "200", goods="standard")
    add(coach, "Knäckebröd", "1,5", "80", goods="food", unit="KGM")
    invoice = issue(coach, session)
    assert invoice.company.buyer_sector == BuyerSector.PRIVATE_PERSON
    document = invoices.frozen(invoice)
    assert {row.rate_basis_points for row in document.totals.vat_rows} == {2500, 600}
    assert (invoice.net_ore, invoice.payable_ore) == (72_000, 87_700)
    assert validate(invoices.ubl(invoice)) == []
    assert set(booked(invoice)) == {"1510", "2611", "2631", "3001", "3003", "3740"}


def test_tax_reduction_is_asked_of_the_agency_and_not_of_the_person(coach, session):
    enter_customer(coach, "private_person", reference="")
    begin(coach)
    add(coach, "Städning", "2", "400,20", unit="HUR")
    page = coach.submit("Spara", tax_reduction="500")
    assert page.facts()["Skattereduktion (RUT)"] == "−500 kr"
    invoice = issue(coach, session)
    assert invoice.payable_ore == 100_100 - 50_000
    assert booked(invoice)["1513"] == 50_000
    facts = coach.get(f"/cooperatives/invoices/{invoice.public_id}").facts()
    assert [facts[term] for term in ("Summa före moms", "Moms", "Skattereduktion (RUT)")] == [
        "800,40 kr",
        "200,10 kr",
        "−500 kr",
    ]
    assert (facts["Öresavrundning"], facts["Belopp"]) == ("0,50 kr", "501 kr")


def test_a_public_body_is_asked_for_compensation_outside_vat(coach, session):
    enter_customer(coach, "public", organisation_number="212000-0142")
    begin(coach, kind="requisition")
    add(coach, "Rehabilitering, november", "1", "50000", unit="MON")
    invoice = issue(coach, session)
    assert invoice.label.startswith("R")
    assert invoices.frozen(invoice).kind is Kind.REQUISITION
    assert booked(invoice) == {"1510": 5_000_000, "3988": -5_000_000}
    coach.get(f"/cooperatives/invoices/{invoice.public_id}/ubl", 404)


def test_only_public_bodies_are_asked_for_compensation(coach):
    enter_customer(coach, "company", organisation_number="556036-0793")
    page = coach.submit("Fortsätt till raderna", kind="requisition", expect=400)
    assert "offentlig sektor" in page.errors[0]


def test_lent_hours_are_invoiced_to_the_other_cooperative(coach, session):
    other = make_cooperative(name="Vänkooperativet")
    coach.get("/cooperatives/agreements")
    coach.submit("Fakturera Vänkooperativet")
    coach.submit("Fortsätt till raderna", company="Vänkooperativet")
    add(coach, "Utlånade timmar", "7,5", "280", unit="HUR")
    invoice = issue(coach, session)
    assert invoice.company.organisation_number == other.organisation_number
    assert (invoice.net_ore, invoice.lines[0].quantity_minutes) == (210_000, 450)


def test_a_wrong_number_and_a_personal_number_are_told(coach):
    coach.get("/cooperatives/customers/new")
    kept = {"name": "X", "street": "Y", "postal_code": "582 22", "city": "Z"}
    page = coach.submit(
        "Spara kunden", kept, sector="company", organisation_number="556036-0794", expect=400
    )
    assert "kontrollsiffra" in page.errors[0]
    page = coach.submit(
        "Spara kunden",
        kept,
        sector="private_person",
        organisation_number="811228-9874",
        expect=400,
    )
    assert "personnummer" in page.errors[0]


def test_lines_are_taken_off_and_strange_ones_told(coach):
    enter_customer(coach, "company", organisation_number="556036-0793")
    begin(coach)
    page = coach.submit("Lägg till raden", description="", quantity="många", price="1", expect=400)
    assert len(page.errors) == 2
    page = coach.submit("Lägg till raden", description="x", quantity="0", price="1", expect=400)
    assert "inte vara noll" in page.errors[0]
    add(coach, "Bänk", "1", "900")
    page = coach.submit("Ta bort Bänk")
    assert "Ta bort Bänk" not in page.buttons
