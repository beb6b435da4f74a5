import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicing import references
from invoicing.references import ReferenceNumberError


@pytest.mark.parametrize(
    ("base", "ocr"), [("1001", "100164"), ("100123", "10012383"), ("12345678", "1234567806")]
)
def test_known_ocr_numbers(base, ocr):
    assert references.make_ocr(base) == ocr
    assert references.ocr_base(ocr) == base


@given(st.text("0123456789", min_size=1, max_size=23), st.booleans())
def test_every_ocr_we_make_reads_back(base, with_length):
    ocr = references.make_ocr(base, with_length=with_length)
    assert references.parse_ocr(ocr, with_length=with_length) == ocr
    assert references.ocr_base(ocr, with_length=with_length) == base


@given(st.text("0123456789", min_size=1, max_size=23), st.data())
def test_one_wrong_digit_in_an_ocr_is_always_caught(base, data):
    ocr = references.make_ocr(base)
    place = data.draw(st.integers(0, len(ocr) - 1))
    other = data.draw(st.sampled_from("0123456789".replace(ocr[place], "")))
    with pytest.raises(ReferenceNumberError):
        references.parse_ocr(ocr[:place] + other + ocr[place + 1 :])


def test_an_ocr_with_a_wrong_length_digit_is_refused():
    with pytest.raises(ReferenceNumberError, match="längd"):
        references.parse_ocr("1008")


@pytest.mark.parametrize("base", ["", "12a", "\u0661\u0662"])
def test_an_ocr_is_made_of_digits_only(base):
    with pytest.raises(ReferenceNumberError):
        references.make_ocr(base)


def test_an_ocr_is_never_longer_than_twenty_five_digits():
    with pytest.raises(ReferenceNumberError, match="för långt"):
        references.make_ocr("1" * 24)
    with pytest.raises(ReferenceNumberError, match="25 siffror"):
        references.parse_ocr("1" * 26)


@pytest.mark.parametrize(
    "text", ["556036-0793", "5560360793", "16 556036 0793", "556036\u20110793"]
)
def test_organisation_numbers_are_read_as_people_write_them(text):
    assert references.parse_organisation_number(text) == "5560360793"
    assert references.format_organisation_number("5560360793") == "556036-0793"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("556036-0794", "kontrollsiffra"),
        ("55603607", "tio siffror"),
        ("", "saknas"),
        ("x", "siffror"),
    ],
)
def test_a_wrong_organisation_number_says_why(text, why):
    with pytest.raises(ReferenceNumberError, match=why):
        references.parse_organisation_number(text)


def test_swedish_vat_numbers_hold_an_organisation_number():
    assert references.parse_vat_number("se 556036-0793 01") == "SE556036079301"
    with pytest.raises(ReferenceNumberError, match="SE, tio siffror"):
        references.parse_vat_number("SE5560360793")
    with pytest.raises(ReferenceNumberError, match="kontrollsiffra"):
        references.parse_vat_number("SE556036079401")


def test_foreign_vat_numbers_are_checked_by_shape():
    assert references.parse_vat_number("DE 123456789") == "DE123456789"
    with pytest.raises(ReferenceNumberError, match="två bokstäver"):
        references.parse_vat_number("123456789")
    with pytest.raises(ReferenceNumberError, match="längd"):
        references.parse_vat_number("DE1")


def test_bankgiro_numbers():
    assert references.parse_bankgiro("5050-1055") == "50501055"
    assert references.format_bankgiro("50501055") == "5050-1055"
    assert references.format_bankgiro("9912346") == "991-2346"
    with pytest.raises(ReferenceNumberError, match="sju eller åtta"):
        references.parse_bankgiro("123456")
    with pytest.raises(ReferenceNumberError, match="kontrollsiffra"):
        references.parse_bankgiro("5050-1056")


def test_plusgiro_numbers():
    assert references.parse_plusgiro("4 18 03 51-1") == "41803511"
    assert references.format_plusgiro("41803511") == "4 18 03 51-1"
    assert references.format_plusgiro("18") == "1-8"
    assert references.format_plusgiro("1230") == "1 23-0"
    with pytest.raises(ReferenceNumberError, match="två till åtta"):
        references.parse_plusgiro("1")
    with pytest.raises(ReferenceNumberError, match="kontrollsiffra"):
        references.parse_plusgiro("19")


def test_iban():
    assert references.parse_iban("SE45 5000 0000 0583 9825 7466") == "SE4550000000058398257466"
    with pytest.raises(ReferenceNumberError, match="IBAN"):
        references.parse_iban("SE45 5000 0000 0583 9825 7467")
