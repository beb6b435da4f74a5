import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicing.money import (
    MoneyError,
    decimal_text,
    format_kronor,
    krona_rounding_ore,
    net_from_minutes,
    net_from_quantity,
    round_half_up,
    split_ore,
    vat_ore,
)

amounts = st.integers(min_value=-(10**13), max_value=10**13)


@pytest.mark.parametrize(
    ("net_ore", "rate_basis_points", "expected_ore"),
    [(10_000, 2500, 2_500), (2, 2500, 1), (1, 2500, 0), (-2, 2500, -1), (50, 600, 3), (25, 600, 2)],
)
def test_vat_is_rounded_half_up_to_the_ore(net_ore, rate_basis_points, expected_ore):
    assert vat_ore(net_ore, rate_basis_points) == expected_ore


@given(amounts, st.integers(0, 10_000))
def test_vat_of_a_negative_base_mirrors_the_positive(net_ore, rate_basis_points):
    assert vat_ore(-net_ore, rate_basis_points) == -vat_ore(net_ore, rate_basis_points)


@given(amounts, st.integers(1, 10_000))
def test_rounding_is_never_off_by_more_than_half(numerator, denominator):
    assert abs(round_half_up(numerator, denominator) * denominator - numerator) * 2 <= denominator


def test_seven_hours_and_twenty_minutes_are_billed_as_attested():
    assert net_from_minutes(440, 28_500) == 209_000
    assert net_from_minutes(1, 28_500) == 475


def test_goods_are_priced_by_the_thousandth():
    assert net_from_quantity(2_500, 1_990) == 4_975


@given(amounts)
def test_krona_rounding_gives_whole_kronor_and_at_most_half_a_krona(amount_ore):
    rounding_ore = krona_rounding_ore(amount_ore)
    assert (amount_ore + rounding_ore) % 100 == 0
    assert abs(rounding_ore) <= 50


def test_fifty_ore_goes_away_from_zero():
    assert krona_rounding_ore(150) == 50
    assert krona_rounding_ore(-150) == -50
    assert krona_rounding_ore(149) == -49


@given(amounts, st.lists(st.integers(0, 1_000), min_size=1, max_size=20).filter(any))
def test_a_split_loses_nothing_and_gives_each_its_share_within_an_ore(amount_ore, weights):
    shares = split_ore(amount_ore, weights)
    assert sum(shares) == amount_ore
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - amount_ore * weight) < sum(weights)


def test_the_spare_ore_goes_to_the_largest_remainder():
    assert split_ore(100, [1, 1, 1]) == [34, 33, 33]
    assert split_ore(-100, [1, 2]) == [-33, -67]


@pytest.mark.parametrize("weights", [[0, 0], [], [2, -1]])
def test_an_impossible_split_is_refused(weights):
    with pytest.raises(MoneyError, match="Vikterna"):
        split_ore(100, weights)


def test_a_negative_rate_and_a_zero_denominator_are_refused():
    with pytest.raises(MoneyError, match="negativ"):
        vat_ore(100, -1)
    with pytest.raises(MoneyError, match="Nämnaren"):
        round_half_up(1, 0)


@pytest.mark.parametrize(
    ("amount_ore", "text"),
    [
        (1_824_000, "18\u00a0240,00\u00a0kr"),
        (5, "0,05\u00a0kr"),
        (-123_456_789, "\u22121\u00a0234\u00a0567,89\u00a0kr"),
    ],
)
def test_amounts_are_written_the_swedish_way(amount_ore, text):
    assert format_kronor(amount_ore) == text


def test_machines_get_a_point_and_no_spaces():
    assert decimal_text(-1_824_005) == "-18240.05"
