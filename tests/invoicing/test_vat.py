from dataclasses import replace
from datetime import date

import pytest
from invoice_examples import CARE, LABOUR

from invoicing import VatCategory, VatTreatment, treatment_on
from invoicing.vat import VatError, format_rate

FOOD_BEFORE = VatTreatment(
    code="food",
    category=VatCategory.STANDARD,
    rate_basis_points=1200,
    valid_until=date(2026, 4, 1),
)
FOOD_AFTER = replace(
    FOOD_BEFORE, rate_basis_points=600, valid_from=date(2026, 4, 1), valid_until=None
)


def test_the_day_of_supply_decides_the_rate():
    rows = [FOOD_BEFORE, FOOD_AFTER, LABOUR]
    assert treatment_on(rows, "food", date(2026, 3, 31)) is FOOD_BEFORE
    assert treatment_on(rows, "food", date(2026, 4, 1)) is FOOD_AFTER


def test_a_day_without_a_row_or_with_two_is_an_error():
    with pytest.raises(VatError, match="ingen momsregel books"):
        treatment_on([LABOUR], "books", date(2026, 1, 1))
    with pytest.raises(VatError, match="2 momsregler labour"):
        treatment_on([LABOUR, LABOUR], "labour", date(2026, 1, 1))


@pytest.mark.parametrize(
    "changes",
    [
        {"rate_basis_points": 0},
        {"category": VatCategory.EXEMPT},
        {"valid_from": date(2026, 1, 2), "valid_until": date(2026, 1, 2)},
    ],
)
def test_a_contradictory_row_is_refused(changes):
    with pytest.raises(VatError):
        replace(LABOUR, **changes)


def test_no_vat_needs_a_reason_in_both_languages():
    assert CARE.reason("sv") == "Undantag från moms: social omsorg"
    assert CARE.reason("en") == "Exempt from VAT: social care"
    with pytest.raises(VatError, match="svenska och engelska"):
        replace(CARE, reason_english=" ")


def test_rates_are_written_without_needless_zeros():
    assert format_rate(2500) == "25"
    assert format_rate(550) == "5,5"
    assert format_rate(525, decimal_mark=".") == "5.25"
