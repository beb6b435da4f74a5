"""Fields read what people really type."""

from datetime import date

import pytest

from marketplace.web.fields import plain, read_clock, read_day

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    "typed", ["7", "07", "700", "0700", "7.00", "7,00", "07:00", "kl 7", " 7 "]
)
def test_seven_oclock_can_be_typed_in_many_ways(typed):
    assert read_clock(typed) == 420


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("7.30", 450), ("0730", 450), ("730", 450), ("kl. 07:30", 450), ("24", 1440), ("0", 0)],
)
def test_minutes_and_midnight_are_understood(typed, minutes):
    assert read_clock(typed) == minutes


@pytest.mark.parametrize(
    "typed",
    ["", "sju", "25", "24:30", "7:5", "7:75", "-1", "99999", "7-15", "مرحبا", "👋", "7" * 500],
)
def test_what_is_no_time_is_not_guessed(typed):
    assert read_clock(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "15/12",
        "15.12",
        "15 dec",
        "15 december",
        "tisdag 15 december",
        "den 15:e dec",
        "15/12-26",
        "15/12 2026",
        "2026-12-15",
    ],
)
def test_a_day_can_be_typed_in_many_ways(typed):
    assert read_day(typed, TODAY) == date(2026, 12, 15)


def test_a_day_without_a_year_is_the_next_one_within_half_a_year():
    assert read_day("3/1", TODAY) == date(2027, 1, 3)
    assert read_day("1/12", TODAY) == date(2026, 12, 1)
    assert read_day("30/11", TODAY) == date(2026, 11, 30), "has been, and a year is too far to mean"


@pytest.mark.parametrize("typed", ["", "31/2", "15 foo", "2026-13-01", "0000-01-01", "99/99", "👋"])
def test_what_is_no_day_is_not_guessed(typed):
    assert read_day(typed, TODAY) is None


def test_control_characters_go_and_everything_people_write_stays():
    assert plain(" a\x00b\x1b\r\nc <b> مرحبا 👋 \t") == "ab\nc <b> مرحبا 👋"
