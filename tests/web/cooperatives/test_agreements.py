"""Customers, terms, and the cooperative's word on VAT."""

from datetime import date

import pytest

from invoicing import VatCategory
from marketplace.models.agreements import Delivery
from marketplace.services import agreements, vat_treatments
from tests.make_money import HUB, make_agreement


@pytest.fixture
def agreement(draft):
    return make_agreement(draft)


def test_terms_are_changed_for_invoices_to_come(draft, agreement, coach_of):
    coach = coach_of(draft)
    coach.get("/cooperatives/agreements")
    coach.click(draft.company.name)
    page = coach.submit(
        "Spara",
        delivery="access_point",
        monthly=True,
        language="en",
        order_reference="PO 17",
        reminder_fee_agreed_on="2026-01-15",
    )
    assert page.table("Avtal")[0]["Samlas varje månad"] == "Ja"
    assert (agreement.delivery, agreement.language) == (Delivery.ACCESS_POINT, "en")
    assert agreement.reminder_fee_agreed_on == date(2026, 1, 15)


def test_an_e_invoice_needs_an_address(draft, agreement, coach_of):
    agreement.company.organisation_number = None
    coach = coach_of(draft)
    coach.get(f"/cooperatives/agreements/{agreement.public_id}")
    page = coach.submit("Spara", delivery="access_point", language="sv", expect=400)
    assert "Peppol-id" in page.errors[0]


def test_the_administrator_signs_and_a_coach_only_reads(draft, agreement, coach_of, admin_of):
    treatment = vat_treatments.choose(
        agreement,
        category=VatCategory.OUTSIDE_SCOPE,
        rate_basis_points=0,
        ground="Bidrag",
        valid_from=date(2026, 1, 1),
        by=HUB,
    )
    address = f"/cooperatives/agreements/{agreement.public_id}"
    assert "Skriv under" not in coach_of(draft).get(address).buttons
    admin = admin_of(draft)
    assert "Momsval som väntar på er" in admin.get("/cooperatives/agreements").text
    admin.get(address)
    page = admin.submit("Skriv under")
    assert "Momsvalet gäller nu" in page.notices[0]
    assert (treatment.signed_by, treatment.is_waiting) == ("Karin Kassör", False)
    assert len(agreements.treatments(agreement)) == 2


def test_a_refusal_is_kept_and_changes_nothing(draft, agreement, admin_of):
    treatment = vat_treatments.choose(
        agreement,
        category=VatCategory.STANDARD,
        rate_basis_points=600,
        ground="x",
        valid_from=date(2026, 1, 1),
        by=HUB,
    )
    admin = admin_of(draft)
    admin.get(f"/cooperatives/agreements/{agreement.public_id}")
    assert "Kooperativet sa nej" in admin.submit("Säg nej").text
    assert treatment.refused_at is not None
    admin.post(f"/cooperatives/vat-treatments/{treatment.public_id}/sign", expect=409)


def test_comparable_pay_is_written_once_a_day(draft, agreement, admin_of):
    admin = admin_of(draft)
    admin.get(f"/cooperatives/agreements/{agreement.public_id}")
    page = admin.submit("Spara lönen", comparable="165", starts_on="2026-01-01")
    assert "165 kr i timmen" in page.text
    page = admin.submit("Spara lönen", comparable="170", starts_on="2026-01-01", expect=400)
    assert "redan en lön" in page.errors[0]
