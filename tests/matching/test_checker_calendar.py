"""Nights, days and weeks when the clock changes, and at the edges of period and ISO year."""

from typing import Any

import pytest

from matching.checker.calendar import minute_of, touches_clock_hours, week_name, week_span
from matching.checker.geography import kilometres, travel_minutes
from matching.plan import Placement
from matching.problem import Problem
from tests.matching.make import make_member, make_problem, make_shift, rules_broken
from tests.matching.oracle import Oracle
from tests.matching.oracle_rules import minute

Json = dict[str, Any]
WORK = [Placement("anna", "shift")]
FORWARD = {"start": "2026-03-23T00:00+01:00", "end": "2026-03-30T00:00+02:00"}
BACK = {"start": "2026-10-19T00:00+02:00", "end": "2026-10-26T00:00+01:00"}
NEW_YEAR = {"start": "2026-12-28T00:00+01:00", "end": "2027-01-04T00:00+01:00"}


def broken(
    period: Json, start: str, end: str, member: Json | None = None, **rules: object
) -> set[str]:
    """What one shift in a period breaks."""
    problem = make_problem(
        period=period,
        rules=rules,
        shifts=[make_shift("shift", start, end)],
        members=[member or make_member()],
    )
    return rules_broken(problem, WORK)


@pytest.mark.parametrize(
    ("start", "end", "is_night"),
    [
        ("2026-03-29T05:00+02:00", "2026-03-29T09:00+02:00", False),
        ("2026-03-29T04:59+02:00", "2026-03-29T09:00+02:00", True),
        ("2026-03-29T03:00Z", "2026-03-29T07:00Z", False),  # 05:00 in summer time
        ("2026-03-29T04:00+01:00", "2026-03-29T08:00+01:00", False),  # the same, said otherwise
        ("2026-03-28T20:00+01:00", "2026-03-29T00:00+01:00", False),
        ("2026-03-28T20:00+01:00", "2026-03-29T00:01+01:00", True),
    ],
)
def test_the_night_ends_by_the_clock_when_it_is_set_forward(
    start: str, end: str, is_night: bool
) -> None:
    assert broken(FORWARD, start, end) == ({"night"} if is_night else set())


@pytest.mark.parametrize(
    ("start", "end", "is_night"),
    [
        ("2026-10-25T05:00+01:00", "2026-10-25T09:00+01:00", False),
        ("2026-10-25T04:00Z", "2026-10-25T08:00Z", False),
        ("2026-10-25T03:59Z", "2026-10-25T08:00Z", True),
        ("2026-10-25T05:00+02:00", "2026-10-25T08:00+02:00", True),  # 04:00 in winter time
    ],
)
def test_the_night_ends_by_the_clock_when_it_is_set_back(
    start: str, end: str, is_night: bool
) -> None:
    assert broken(BACK, start, end) == ({"night"} if is_night else set())


def test_a_clock_hour_that_is_skipped_is_nobodys_night() -> None:
    around = ("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00")
    assert broken(FORWARD, *around, night=["02:00", "03:00"]) == set()
    assert broken(FORWARD, *around, night=["02:30", "03:01"]) == {"night"}


def test_a_clock_hour_that_is_repeated_is_night_both_times() -> None:
    night = ["02:00", "02:30"]
    first = ("2026-10-25T02:29+02:00", "2026-10-25T02:45+02:00")
    second = ("2026-10-25T02:29+01:00", "2026-10-25T02:45+01:00")
    between = ("2026-10-25T02:30+02:00", "2026-10-25T02:00+01:00")
    found = [broken(BACK, *times, night=night) for times in (first, second, between)]
    assert found == [{"night"}, {"night"}, set()]


def test_night_hours_may_pass_midnight_or_not_exist() -> None:
    evening = ("2026-03-24T20:00+01:00", "2026-03-24T22:00+01:00")
    assert broken(FORWARD, *evening, night=["22:00", "06:00"]) == set()
    assert broken(FORWARD, *evening, night=["21:59", "06:00"]) == {"night"}
    assert broken(FORWARD, *evening, night=["21:00", "24:00"]) == {"night"}
    assert broken(FORWARD, *evening, night=["00:00", "00:00"]) == set()


@pytest.mark.parametrize("clock", [(0, 300), (1320, 360), (150, 210), (120, 180)])
@pytest.mark.parametrize("day", ["2026-03-28T18:00Z", "2026-10-24T18:00Z"])
def test_night_by_intervals_is_night_by_minutes(day: str, clock: tuple[int, int]) -> None:
    hours = [f"{one // 60:02}:{one % 60:02}" for one in clock]
    oracle = Oracle({**make_problem(), "rules": {"night": hours}})
    first = minute(day)
    nights = [oracle.is_night(at) for at in range(first, first + 900)]
    for start in range(0, 840, 7):
        for length in (1, 13, 59, 60, 61):
            expected = any(nights[start : start + length])
            begin = first + start
            assert touches_clock_hours(begin, begin + length, clock) is expected


def test_rest_between_days_is_real_time_when_the_clock_changes() -> None:
    # From 19:00 to 07:00 the clock shows twelve hours; in March eleven pass, in October thirteen.
    forward = make_member(busy=[["2026-03-28T15:00+01:00", "2026-03-28T19:00+01:00"]])
    morning = ("2026-03-29T07:00+02:00", "2026-03-29T09:00+02:00")
    assert broken(FORWARD, *morning, forward) == set()
    later = make_member(busy=[["2026-03-28T15:00+01:00", "2026-03-28T19:01+01:00"]])
    assert broken(FORWARD, *morning, later) == {"daily_rest"}
    back = make_member(busy=[["2026-10-24T15:00+02:00", "2026-10-24T21:00+02:00"]])
    assert broken(BACK, "2026-10-25T07:00+01:00", "2026-10-25T09:00+01:00", back) == set()


@pytest.mark.parametrize(
    ("monday", "hours"), [("2026-03-23", 167), ("2026-10-19", 169), ("2026-11-30", 168)]
)
def test_a_week_is_as_long_as_it_is(monday: str, hours: int) -> None:
    problem = Problem.from_json(make_problem())
    start, end = week_span(problem.period.start.fromisoformat(monday).date())
    assert end - start == hours * 60


def test_weekly_rest_is_reckoned_inside_the_week_with_its_missing_hour() -> None:
    # Work ends Saturday 10:59; the rest of that week is 37 hours by the clock and 36 in time.
    days = [f"2026-03-{day}" for day in (23, 24, 25, 26)]
    busy = [[f"{day}T06:00+01:00", f"{day}T10:00+01:00"] for day in days]
    friday = ("2026-03-27T08:00+01:00", "2026-03-27T10:00+01:00")
    until = [["2026-03-28T07:00+01:00", "2026-03-28T11:00+01:00"]]
    beyond = [["2026-03-28T07:00+01:00", "2026-03-28T11:01+01:00"]]
    assert broken(FORWARD, *friday, make_member(busy=busy + until)) == set()
    assert broken(FORWARD, *friday, make_member(busy=busy + beyond)) == {"weekly_rest"}


def test_work_begun_before_the_week_shortens_its_rest() -> None:
    week = {"start": "2026-11-30T00:00+01:00", "end": "2026-12-07T00:00+01:00"}
    tuesday = ("2026-12-01T12:00+01:00", "2026-12-01T14:00+01:00")
    rest_of_week = [
        [f"2026-12-0{day}T12:00+01:00", f"2026-12-0{day}T13:00+01:00"] for day in (2, 3, 4, 5, 6)
    ]
    to_midnight = [["2026-11-29T20:00+01:00", "2026-11-30T00:00+01:00"]]
    past_midnight = [["2026-11-29T20:00+01:00", "2026-11-30T00:01+01:00"]]
    assert broken(week, *tuesday, make_member(busy=to_midnight + rest_of_week)) == set()
    assert broken(week, *tuesday, make_member(busy=past_midnight + rest_of_week)) == {"weekly_rest"}


def test_work_counts_to_the_day_and_week_in_which_it_starts() -> None:
    period = {"start": "2026-12-05T00:00+01:00", "end": "2026-12-09T00:00+01:00"}
    member = make_member(
        weeks={"2026-W49": 120, "2026-W50": 0}, day_minutes=120, night=True, wanted_week_minutes=0
    )
    sunday = ("2026-12-06T23:00+01:00", "2026-12-07T01:00+01:00")
    assert broken(period, *sunday, member, night=["00:00", "00:00"]) == set()
    monday = ("2026-12-07T00:00+01:00", "2026-12-07T01:00+01:00")
    assert broken(period, *monday, member, night=["00:00", "00:00"]) == {"week"}


def test_busy_work_of_the_week_outside_the_period_counts() -> None:
    wednesday_on = {"start": "2026-12-02T00:00+01:00", "end": "2026-12-09T00:00+01:00"}
    busy = [["2026-11-30T08:00+01:00", "2026-11-30T12:00+01:00"]]
    thursday = ("2026-12-03T08:00+01:00", "2026-12-03T12:00+01:00")
    assert broken(wednesday_on, *thursday, make_member(week_minutes=480, busy=busy)) == set()
    assert broken(wednesday_on, *thursday, make_member(week_minutes=479, busy=busy)) == {"week"}


def test_the_last_days_of_december_belong_to_week_53() -> None:
    friday = ("2027-01-01T08:00+01:00", "2027-01-01T12:00+01:00")
    assert broken(NEW_YEAR, *friday, make_member(weeks={"2026-W53": 240})) == set()
    assert broken(NEW_YEAR, *friday, make_member(weeks={"2026-W53": 239})) == {"week"}
    assert broken(NEW_YEAR, *friday, make_member(weeks={"2027-W01": 0})) == set()


def test_a_week_is_named_by_its_iso_year() -> None:
    shift = Problem.from_json(make_problem(period=NEW_YEAR, shifts=[])).period
    assert [week_name(shift.start.date()), week_name(shift.end.date())] == ["2026-W53", "2027-W01"]


def test_a_shift_longer_than_thirteen_hours_spans_too_much() -> None:
    long = make_member(day_minutes=900)
    assert broken(FORWARD, "2026-03-24T06:00+01:00", "2026-03-24T19:00+01:00", long) == set()
    assert broken(FORWARD, "2026-03-24T06:00+01:00", "2026-03-24T19:01+01:00", long) == {
        "daily_rest"
    }


def test_the_fairness_target_counts_calendar_days_not_hours() -> None:
    for period in (FORWARD, BACK, NEW_YEAR):
        problem = make_problem(period=period, shifts=[])
        member = make_member(worked_minutes=100_000, wanted_week_minutes=1000)
        problem["members"] = [member]
        # F = floor(1000 * 63 / 35) = 1800, and all of T is reached.
        assert Oracle(problem).levels(frozenset(), 1)["fairness"] == 31 * 1800


def test_distances_are_those_of_the_mean_sphere() -> None:
    # A quarter of the equator, and from pole to pole.
    assert kilometres((0, 0), (0, 90)) == pytest.approx(6371.0088 * 3.14159265 / 2)
    assert kilometres((90, 0), (-90, 0)) == pytest.approx(6371.0088 * 3.14159265)
    assert kilometres((58.41, 15.62), (58.41, 15.62)) == 0
    assert travel_minutes((58.41, 15.62), (58.41, 15.82)) == 18


def test_a_minute_is_the_same_in_every_offset() -> None:
    period = Problem.from_json(make_problem()).period
    assert minute_of(period.start) == minute("2026-11-29T23:00Z")
