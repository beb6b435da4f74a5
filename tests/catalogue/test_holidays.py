"""Swedish holidays fall where the almanac puts them."""

from datetime import date, timedelta

import pytest

from marketplace.catalogue.holidays import easter_sunday, holiday_name, holidays, is_holiday


@pytest.mark.parametrize(
    "day",
    [
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2011, 4, 24),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
    ],
)
def test_easter_falls_as_in_the_almanac(day):
    assert easter_sunday(day.year) == day


def test_the_holidays_of_2026_are_those_of_the_almanac():
    assert dict(holidays(2026)) == {
        date(2026, 1, 1): "nyårsdagen",
        date(2026, 1, 6): "trettondedag jul",
        date(2026, 4, 3): "långfredagen",
        date(2026, 4, 5): "påskdagen",
        date(2026, 4, 6): "annandag påsk",
        date(2026, 5, 1): "första maj",
        date(2026, 5, 14): "Kristi himmelsfärdsdag",
        date(2026, 5, 24): "pingstdagen",
        date(2026, 6, 6): "Sveriges nationaldag",
        date(2026, 6, 19): "midsommarafton",
        date(2026, 6, 20): "midsommardagen",
        date(2026, 10, 31): "alla helgons dag",
        date(2026, 12, 24): "julafton",
        date(2026, 12, 25): "juldagen",
        date(2026, 12, 26): "annandag jul",
        date(2026, 12, 31): "nyårsafton",
    }


@pytest.mark.parametrize("year", range(2005, 2061))
def test_movable_days_keep_their_weekday_and_range(year):
    days = holidays(year)
    by_name = {name: day for day in days for name in days[day].split(" och ")}
    assert by_name["långfredagen"].weekday() == 4
    assert by_name["påskdagen"].weekday() == 6
    assert by_name["Kristi himmelsfärdsdag"].weekday() == 3
    assert by_name["pingstdagen"].weekday() == 6
    assert by_name["midsommarafton"].weekday() == 4
    assert date(year, 6, 20) <= by_name["midsommardagen"] <= date(year, 6, 26)
    assert date(year, 10, 31) <= by_name["alla helgons dag"] <= date(year, 11, 6)


def test_a_holiday_has_a_name_and_the_day_after_may_have_none():
    christmas_eve = date(2026, 12, 24)
    assert is_holiday(christmas_eve)
    assert holiday_name(christmas_eve) == "julafton"
    assert not is_holiday(christmas_eve - timedelta(days=1))
    assert holiday_name(christmas_eve - timedelta(days=1)) is None


def test_two_holidays_on_one_day_keep_both_names():
    assert holiday_name(date(2008, 5, 1)) == "Kristi himmelsfärdsdag och första maj"
    assert holiday_name(date(2049, 6, 6)) == "Sveriges nationaldag och pingstdagen"
    assert len(holidays(2008)) == len(holidays(2049)) == 15


@pytest.mark.parametrize("day", [date.min, date.max, date(2026, 1, 4)])
def test_any_date_can_be_asked_about(day):
    assert is_holiday(day) == (day in holidays(day.year))
