"""VAT by agreement: chosen on a ground by one, signed by the other."""

from datetime import date

import pytest
from sqlalchemy import text

from invoicing import VatCategory
from invoicing.vat import treatment_on
from marketplace.errors import Conflict, Invalid
from marketplace.services import agreements, vat_treatments
from tests.make_money import ADMIN, HUB, make_agreement, make_draft
from tests.models.refusal import refused


@pytest.fixture
def agreement(session):
    return make_agreement(make_draft())


def chosen(agreement, **values):
    defaults = {
        "category": VatCategory.OUTSIDE_SCOPE,
        "rate_basis_points": 0,
        "ground": "Bidrag utan motprestation",
        "valid_from": date(2026, 1, 1),
        "by": HUB,
    }
    return vat_treatments.choose(agreement, **{**defaults, **values})


def rate(agreement, day):
    found = treatment_on(agreements.treatments(agreement), "labour", day)
    return found.category.value, found.rate_basis_points


def test_labour_is_taxed_at_25_until_both_have_signed(agreement):
    treatment = chosen(agreement)
    assert rate(agreement, date(2026, 6, 1)) == ("S", 2500)
    vat_treatments.sign(treatment, ADMIN)
    assert rate(agreement, date(2026, 6, 1)) == ("O", 0)
    assert rate(agreement, date(2025, 12, 31)) == ("S", 2500)


def test_a_later_treatment_follows_on_its_day(agreement):
    for category, bp, day in (("O", 0, date(2026, 1, 1)), ("S", 1200, date(2026, 7, 1))):
        treatment = chosen(
            agreement, category=VatCategory(category), rate_basis_points=bp, valid_from=day
        )
        vat_treatments.sign(treatment, ADMIN)
    assert rate(agreement, date(2026, 6, 30)) == ("O", 0)
    assert rate(agreement, date(2026, 7, 1)) == ("S", 1200)


def test_of_two_for_the_same_day_the_one_signed_last_holds(agreement):
    first = chosen(agreement)
    second = chosen(agreement, category=VatCategory.STANDARD, rate_basis_points=600)
    vat_treatments.sign(second, ADMIN)
    assert rate(agreement, date(2026, 6, 1)) == ("S", 600)
    vat_treatments.sign(first, ADMIN)
    assert rate(agreement, date(2026, 6, 1)) == ("O", 0)


def test_a_refused_treatment_changes_nothing_and_is_answered_once(agreement):
    treatment = chosen(agreement)
    vat_treatments.refuse(treatment, ADMIN)
    assert rate(agreement, date(2026, 6, 1)) == ("S", 2500)
    with pytest.raises(Conflict):
        vat_treatments.sign(treatment, ADMIN)


def test_who_chose_and_who_signed_is_kept(agreement):
    treatment = chosen(agreement)
    vat_treatments.sign(treatment, ADMIN)
    assert (treatment.chosen_by, treatment.signed_by) == (HUB.label, ADMIN.label)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ground": "  "}, "ground"),
        ({"category": VatCategory.STANDARD, "rate_basis_points": 2600}, "rate"),
    ],
)
def test_a_treatment_needs_a_ground_and_a_rate_that_exists(agreement, values, field):
    with pytest.raises(Invalid) as told:
        chosen(agreement, **values)
    assert told.value.field == field


def test_reverse_charge_needs_a_number_of_the_buyer(agreement):
    agreement.company.organisation_number = None
    with pytest.raises(Invalid, match="momsnummer"):
        chosen(agreement, category=VatCategory.REVERSE_CHARGE)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE vat_treatments SET rate_basis_points = 600",
        "UPDATE vat_treatments SET ground = 'x'",
        "DELETE FROM vat_treatments",
    ],
)
def test_what_was_chosen_is_never_rewritten(session, agreement, change):
    chosen(agreement)
    with refused("permission denied"):
        session.execute(text(change))
