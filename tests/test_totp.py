"""Codes that change every half minute, against the examples of the standard itself."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from marketplace import totp

SECRET = b"12345678901234567890"  # RFC 6238, appendix B
NOON = datetime(2026, 12, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_examples_of_rfc_6238_come_out(seconds, code):
    step = totp.step_of(datetime.fromtimestamp(seconds, UTC))
    assert totp.code_at(SECRET, step, digits=8) == code
    assert totp.code_at(SECRET, step) == code[-6:]


@pytest.mark.parametrize(
    ("off_seconds", "taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_a_clock_may_be_one_step_off(off_seconds, taken):
    code = totp.code_at(SECRET, totp.step_of(NOON + timedelta(seconds=off_seconds)))
    assert (totp.matching_step(SECRET, code, NOON, after=0) is not None) == taken


def test_no_code_is_taken_twice():
    code = totp.code_at(SECRET, totp.step_of(NOON))
    step = totp.matching_step(SECRET, code, NOON, after=0)
    assert totp.matching_step(SECRET, code, NOON, after=step) is None


@pytest.mark.parametrize("typed", ["", "000", "12345678", "abcdef", "١٢٣٤٥٦", "😀", "\0"])
def test_what_is_no_code_is_refused(typed):
    assert totp.matching_step(SECRET, typed, NOON, after=0) is None


def test_secrets_are_160_bits_and_never_the_same():
    assert len(totp.new_secret()) == 20
    assert totp.new_secret() != totp.new_secret()


def test_the_picture_says_secret_issuer_and_account():
    parts = urlsplit(totp.address(SECRET, "kim@example.com", "Orangeriet"))
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert parts.path == "/Orangeriet:kim%40example.com"
    assert parse_qs(parts.query) == {
        "secret": ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"],
        "issuer": ["Orangeriet"],
        "digits": ["6"],
        "period": ["30"],
    }


def test_the_secret_is_spelled_in_groups_of_four():
    assert totp.spelled(SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
