import pytest
from hypothesis import given
from hypothesis import strategies as st
from invoice_examples import make_series

from invoicing import Series, breaks_in, next_number
from invoicing.numbering import NumberingError


def test_numbers_are_printed_with_letters_year_and_five_digits():
    assert make_series().number_text(17) == "F2026-00017"
    assert make_series().number_text(123_456) == "F2026-123456"


def test_the_first_number_of_a_series_is_one():
    assert next_number(0) == 1
    with pytest.raises(NumberingError):
        next_number(-1)


@given(
    st.sets(
        st.tuples(st.integers(2000, 2099), st.integers(0, 9), st.integers(1, 999_999)),
        min_size=2,
        max_size=50,
    )
)
def test_no_two_documents_of_a_seller_share_a_payment_reference(places):
    bases = {
        Series(seller="5560360793", letters="F", digit=digit, year=year).reference_base(number)
        for year, digit, number in places
    }
    assert len(bases) == len(places)


@given(st.integers(0, 50))
def test_an_unbroken_run_has_no_breaks(last):
    assert breaks_in(range(1, last + 1), last_number=last) == []


def test_every_break_is_told():
    assert breaks_in([2, 3, 3, 6, 9], last_number=12) == [
        "Nummer 3 finns mer än en gång.",
        "Nummer 1 saknas.",
        "Nummer 4 till 5 saknas.",
        "Nummer 7 till 8 saknas.",
        "Nummer 10 till 12 saknas.",
    ]
    assert breaks_in([0, 1, 2], last_number=1) == [
        "Nummer 0 är mindre än 1.",
        "Nummer 2 finns, men räknaren står på 1.",
    ]
    assert breaks_in([1, 2]) == []


@pytest.mark.parametrize(
    "changes",
    [{"letters": "f"}, {"letters": "Å"}, {"letters": "ABCDE"}, {"digit": 10}, {"year": 1999}],
)
def test_a_badly_named_series_is_refused(changes):
    with pytest.raises(NumberingError):
        make_series(**changes)


@pytest.mark.parametrize("number", [0, 1_000_000_000])
def test_a_number_outside_the_range_is_refused(number):
    with pytest.raises(NumberingError):
        make_series().number_text(number)
