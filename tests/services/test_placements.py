"""How long somebody has been hired out to one place: days off count, long breaks do not."""

from datetime import date, timedelta

import pytest

from marketplace.catalogue.placement_rules import rule_on
from marketplace.models.postings import PostingKind
from marketplace.models.users import Role
from marketplace.services import placements
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user, workday
from tests.make_work import make_assignment

RULE = rule_on(date(2026, 12, 1))


def every(days, count, start=date(2025, 1, 1)):
    return [start + timedelta(days=days * number) for number in range(count)]


@pytest.mark.parametrize(
    ("days", "counted"),
    [
        ([], 0),
        ([date(2026, 1, 1)], 1),
        (every(7, 53), 365),
        (every(35, 3), 71),
        (every(36, 3), 3),
        (every(7, 209), 1093),
    ],
)
def test_shifts_with_short_gaps_are_one_placement_of_at_most_the_rules_months(days, counted):
    assert placements.days_of(days, RULE) == counted


@pytest.fixture
def been_there(session):
    """Somebody hired out to one site every month for so many months, until lately."""

    def of(months, kind=PostingKind.HIRE_OUT):
        site = make_site()
        member = make_member(make_cooperative(site.municipality), given_name="Sara")
        days = range(-30 * months, 0, 30)
        posting = make_posting(
            site, member.cooperative, kind=kind, shifts=[workday(day) for day in days]
        )
        for shift in posting.shifts:
            make_assignment(shift, member)
        return member, posting

    return of


def test_at_eighteen_and_twenty_three_months_the_coach_is_told(been_there, browser):
    member, posting = been_there(20)
    coach = browser.sign_in(make_user(Role.COACH, cooperative=member.cooperative))
    assert "i 18 av 24 månader" in coach.get("/cooperatives/inbox").text
    assert "Dags att planera" in coach.get(f"/cooperatives/members/{member.public_id}").text
    [one] = placements.at_site(posting.site_id, [member.id])
    assert (one.warns, one.is_urgent) == (True, False)


def test_before_and_for_work_that_the_cooperative_leads_nobody_is_told(been_there, browser):
    member, _ = been_there(12)
    leads, _ = been_there(20, PostingKind.SERVICE)
    assert placements.to_plan(member.cooperative_id) == []
    assert placements.of_member(leads) == []
    coach = browser.sign_in(make_user(Role.COACH, cooperative=member.cooperative))
    text = coach.get(f"/cooperatives/members/{member.public_id}").text
    assert "av 24 månader" in text
    assert "Dags att planera" not in text


def test_the_last_warning_is_urgent(been_there):
    member, posting = been_there(25)
    [one] = placements.at_site(posting.site_id, [member.id])
    assert one.months >= 23
    assert one.is_urgent
