"""The only clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from marketplace import clock

NOON = datetime(2026, 12, 1, 11, tzinfo=UTC)


def test_it_stands_where_it_is_told_and_goes_on_after_that():
    with clock.standing_at(NOON):
        assert clock.now() == NOON
        with clock.standing_at(NOON + timedelta(days=1)):
            assert clock.today() == date(2026, 12, 2)
        assert clock.now() == NOON
    before = clock.now()
    assert before != NOON
    assert clock.now() >= before


def test_it_goes_on_after_a_fault():
    with pytest.raises(ZeroDivisionError), clock.standing_at(NOON):
        _ = 1 / 0
    assert clock.now() != NOON


def test_a_moment_needs_a_time_zone():
    with pytest.raises(ValueError, match="time zone"), clock.standing_at(datetime(2026, 12, 1)):  # noqa: DTZ001 -- that is the point
        pass


def test_the_day_changes_at_midnight_in_stockholm():
    with clock.standing_at(datetime(2026, 6, 30, 22, tzinfo=UTC)):
        assert clock.today() == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("day", "minute", "moment"),
    [
        (date(2026, 12, 1), 7 * 60, datetime(2026, 12, 1, 6, tzinfo=UTC)),
        (date(2026, 7, 1), 7 * 60, datetime(2026, 7, 1, 5, tzinfo=UTC)),
        (date(2026, 7, 1), 1440, datetime(2026, 7, 1, 22, tzinfo=UTC)),
        (date(2026, 3, 29), 150, datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), 150, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
    ids=["winter", "summer", "the next midnight", "skipped in spring", "twice in autumn"],
)
def test_a_wall_time_becomes_a_moment(day, minute, moment):
    assert clock.at(day, minute) == moment


def test_weeks_belong_to_the_year_of_their_thursday():
    assert clock.week_of(date(2026, 12, 31)) == "2026-W53"
    assert clock.week_of(date(2027, 1, 3)) == "2026-W53"
    assert clock.week_of(date(2027, 1, 4)) == "2027-W01"
