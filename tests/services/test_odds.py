"""What a company may hope for: from skill, time and place alone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import Range

from marketplace import clock
from marketplace.clock import STOCKHOLM
from marketplace.database import db
from marketplace.models.members import SkillStatus
from marketplace.models.postings import PostingKind, Shift, ShiftStatus
from marketplace.models.proposals import ProposalStatus
from marketplace.services.odds import answer_by, next_working_day, odds
from tests.make import (
    make_absence,
    make_availability,
    make_cooperative,
    make_employment,
    make_member,
    make_member_skill,
    make_posting,
    make_site,
    workday,
)
from tests.make_needs import make_needs
from tests.make_work import make_assignment, make_proposal

FAR_NORTH = {"latitude": 67.85, "longitude": 20.22}


def shift(days_ahead=7, heads=4, hours=(7, 15), kind=PostingKind.HIRE_OUT):
    start, end = workday(days_ahead, *hours)
    return Shift(
        kind=kind,
        starts_at=start,
        ends_at=end,
        break_minutes=30,
        heads=heads,
        status=ShiftStatus.PLANNED,
    )


@pytest.fixture
def place(session):
    """A site and the cooperative that serves it, with three people who can come."""
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    members = [make_member(cooperative, skills={"cleaning": 2}) for _ in range(3)]
    return site, cooperative, members


def likely(place, *shifts, skills=None, kind=PostingKind.HIRE_OUT):
    site, cooperative, _ = place
    return odds(site, cooperative, kind, skills or {}, shifts or (shift(),)).likely


def test_everyone_who_could_come_is_counted_up_to_the_seats(place):
    assert likely(place, shift(heads=4)) == 3
    assert likely(place, shift(heads=2)) == 2
    assert likely(place, shift(7), shift(8)) == 6
    site, cooperative, _ = place
    assert odds(site, cooperative, PostingKind.HIRE_OUT, {}, [shift(7), shift(8)]).seats == 8


def test_only_those_with_every_skill_at_its_level_count(place):
    _, cooperative, members = place
    make_member(cooperative, skills={"cleaning": 1})
    make_member_skill(members[0], "window_cleaning", 1)
    assert likely(place, skills={"cleaning": 2}) == 3
    assert likely(place, skills={"cleaning": 2, "window_cleaning": 1}) == 1
    assert likely(place, skills={"cleaning": 3}) == 0


def test_a_skill_that_has_expired_by_then_does_not_count(place):
    _, _, members = place
    make_member_skill(members[0], "packing", 1, SkillStatus.EXPIRED)
    soon = make_member_skill(members[1], "packing", 1)
    soon.expires_on = clock.today() + timedelta(days=6)
    still = make_member_skill(members[2], "packing", 1)
    still.expires_on = clock.today() + timedelta(days=7)
    db.session.flush()
    assert likely(place, skills={"packing": 1}) == 1


def test_somebody_of_another_cooperative_does_not_count(place):
    make_member(make_cooperative(place[0].municipality), place[0].municipality)
    assert likely(place) == 3


def test_somebody_not_employed_that_day_does_not_count(place):
    _, cooperative, _ = place
    make_member(cooperative, employed=False)
    leaving = make_member(cooperative, employed=False)
    make_employment(leaving, until=clock.today() + timedelta(days=7))
    assert likely(place, shift(7, heads=9)) == 3
    assert likely(place, shift(6, heads=9)) == 4


def test_an_internship_counts_participants_employed_or_not(place):
    _, cooperative, _ = place
    make_member(cooperative, employed=False)
    make_member(cooperative, participates=False)
    seats = shift(heads=9, kind=PostingKind.INTERNSHIP)
    assert likely(place, seats, kind=PostingKind.INTERNSHIP) == 4


def test_somebody_who_lives_too_far_away_does_not_count(place):
    make_member(place[1], **FAR_NORTH)
    assert likely(place, shift(heads=9)) == 3


def test_somebody_who_is_not_free_all_the_time_does_not_count(place):
    _, cooperative, members = place
    make_member(cooperative, hours=(8 * 60, 16 * 60))
    make_member(cooperative, weekdays=())
    start, _ = workday(7, 14)
    make_absence(members[0], start, start + timedelta(hours=3))
    assert likely(place, shift(heads=9)) == 2


def test_hours_that_go_on_after_midnight_are_one_stretch(place):
    _, cooperative, _ = place
    day = (clock.today() + timedelta(days=7)).weekday()
    owl = make_member(cooperative, weekdays=())
    make_availability(owl, day, (18 * 60, 30 * 60))
    start, _ = workday(7, 20)
    night = shift(heads=9)
    night.starts_at, night.ends_at = start, start + timedelta(hours=8)
    assert likely(place, night) == 1


def test_somebody_booked_at_that_time_does_not_count(place):
    site, cooperative, members = place
    other = make_posting(site, cooperative, shifts=[workday(7, 14, 20)], heads=1)
    make_assignment(other.shifts[0], members[0])
    assert likely(place, shift(heads=9)) == 2
    assert likely(place, shift(8, heads=9)) == 3


def test_people_are_shared_with_other_open_seats_at_the_same_time(place):
    site, cooperative, _ = place
    make_posting(site, cooperative, heads=3)
    assert likely(place, shift(heads=3)) == 1
    assert likely(place, shift(8, heads=3)) == 3


def test_seats_that_nobody_here_can_reach_take_nobody_away(place):
    site, cooperative, _ = place
    make_posting(make_site(municipality=site.municipality, **FAR_NORTH), cooperative, heads=3)
    assert likely(place, shift(heads=3)) == 3


def test_needs_and_what_a_person_bears_change_nothing(place):
    """Else a company could edit its posting, look at the odds, and learn who needs what."""
    before = likely(place)
    for member in place[2]:
        make_needs(member, "low_noise", hazards=("cold", "noise"), abilities={"lifting": 0})
        member.day_minutes, member.week_minutes, member.support = 60, 60, 4
        member.wishes = ["wash_dishes"]
    db.session.flush()
    assert likely(place) == before == 3
    assert likely(place, shift(hours=(7, 19), heads=4)) == 3


def test_a_no_to_another_job_changes_nothing(place):
    site, cooperative, members = place
    earlier = make_posting(site, cooperative, shifts=[workday(-7)])
    before = likely(place)
    make_proposal(earlier.shifts[0], members[0], ProposalStatus.DECLINED)
    assert likely(place) == before


def test_the_number_of_queries_does_not_grow(place):
    site, cooperative, _ = place
    statements = []

    def note(*arguments):
        statements.append(arguments[2])

    def count(*shifts):
        statements.clear()
        odds(site, cooperative, PostingKind.HIRE_OUT, {"cleaning": 1}, shifts)
        return len(statements)

    event.listen(db.session.connection(), "before_cursor_execute", note)
    few = count(shift())
    for _ in range(5):
        make_member(cooperative, skills={"cleaning": 1})
    make_posting(site, cooperative)
    assert count(*(shift(day) for day in range(7, 14))) == few <= 5


def at(*moment):
    return datetime(*moment, tzinfo=STOCKHOLM).astimezone(UTC)


@pytest.mark.parametrize(
    ("posted", "starts", "told"),
    [
        ("a Tuesday morning", (2026, 12, 8, 7), (2026, 12, 2, 15)),
        ("the morning before", (2026, 12, 2, 7), (2026, 12, 1, 20)),
        ("the same day", (2026, 12, 1, 16), (2026, 12, 1, 14)),
        ("in two hours", (2026, 12, 1, 11), (2026, 12, 1, 10)),
        ("far ahead", (2027, 3, 10, 7), (2027, 2, 11, 15)),
    ],
)
def test_the_answer_comes_the_next_working_day_or_before_work_starts(posted, starts, told):
    assert answer_by(at(*starts), at(2026, 12, 1, 9)) == at(*told), posted


def test_holidays_and_weekends_are_no_working_days():
    assert next_working_day(datetime(2026, 12, 23, tzinfo=UTC).date()).isoformat() == "2026-12-28"
    assert next_working_day(datetime(2026, 12, 4, tzinfo=UTC).date()).isoformat() == "2026-12-07"


@pytest.mark.parametrize("minutes", [1, 5, 30, 59, 61, 240, 1000])
def test_the_answer_always_comes_before_the_work_and_after_the_posting(minutes):
    moment = at(2026, 12, 1, 23, 13)
    start = moment + timedelta(minutes=minutes)
    assert moment < answer_by(start, moment) < start


def test_a_period_that_ends_is_over_on_its_last_day(place):
    member = place[2][0]
    member.employments[0].during = Range(clock.today(), clock.today() + timedelta(days=7))
    db.session.flush()
    assert likely(place, shift(7)) == 2
