"""Postings: published in one step, priced once, taken back while work has not begun."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace import clock
from marketplace.database import db
from marketplace.errors import Conflict, Faulty, Invalid
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.companies import Site
from marketplace.models.cooperatives import HourlyRate
from marketplace.models.history import Actor
from marketplace.models.match_runs import MatchRun, MatchRunStatus
from marketplace.models.postings import Posting, PostingKind, PostingStatus, ShiftStatus
from marketplace.models.proposals import ProposalStatus
from marketplace.services import history, postings
from marketplace.services.wishes import Wish, faults
from tests.make import (
    kept,
    make_company,
    make_cooperative,
    make_municipality,
    make_posting,
    make_site,
    workday,
)
from tests.make_work import make_assignment, make_proposal

OWNER = Actor("company", "Olle Owner")


def day(ahead=7):
    return clock.today() + timedelta(days=ahead)


@pytest.fixture
def site(session):
    """A site in a municipality that a cooperative serves."""
    made = make_site()
    make_cooperative(made.municipality)
    return made


def wish(place, **changed):
    usual = {
        "kind": PostingKind.HIRE_OUT,
        "task": "clean_offices",
        "days": (day(7), day(8)),
        "start_minute": 7 * 60,
        "end_minute": 15 * 60,
        "break_minutes": 30,
        "heads": 4,
    }
    return Wish(**{"site": place, **usual, **changed})


def publish(wanted, key="form-key-1"):
    return postings.publish(wanted, OWNER, form_key=key)


def wrong_fields(wanted):
    return [fault.field for fault in faults(wanted, clock.now())]


def test_a_published_posting_is_open_priced_and_waits_for_a_match(site):
    posting = publish(wish(site))
    assert posting.status == PostingStatus.OPEN
    assert posting.ore_per_hour == 32_000
    assert [shift.day for shift in posting.shifts] == [day(7), day(8)]
    assert [(shift.heads, shift.work_minutes) for shift in posting.shifts] == [(4, 450)] * 2
    assert posting.answer_by > clock.now()
    run = db.session.scalars(select(MatchRun)).one()
    assert (run.status, run.region_id) == (MatchRunStatus.QUEUED, posting.cooperative.region_id)
    verbs = [row.verb for row in history.timeline(posting)]
    assert verbs == ["postings.submitted", "postings.open"]


def test_the_task_brings_its_skills_and_the_company_may_add_papers(site):
    posting = publish(wish(site, certificates=("forklift_licence",)))
    asked = {(row.skill, row.level) for row in posting.skills if not row.merit}
    assert asked == {("cleaning", 1), ("forklift_licence", 1)}
    assert {row.skill for row in posting.skills if row.merit} == {"chemical_safety"}


def test_a_price_agreed_stays_when_the_cooperative_changes_its_prices(site):
    posting = publish(wish(site))
    cooperative = posting.cooperative
    kept(HourlyRate(cooperative_id=cooperative.id, ore_per_hour=99_900, starts_on=clock.today()))
    db.session.refresh(cooperative)
    assert postings.price(posting).net_ore == 60 * 32_000
    assert publish(wish(site), "form-key-2").ore_per_hour == 99_900


def test_the_same_form_twice_is_one_posting(site):
    first = publish(wish(site))
    assert publish(wish(site, heads=9)) is first
    assert db.session.scalar(select(func.count()).select_from(Posting)) == 1
    assert len(history.timeline(first)) == 2


def test_a_key_of_another_company_opens_nothing_of_theirs(site):
    theirs = publish(wish(site))
    ours = publish(wish(make_site(make_company(), site.municipality)))
    assert ours.id != theirs.id
    assert ours.company_id != theirs.company_id


def test_the_same_form_at_the_same_moment_is_one_posting(clean_database):
    with clean_database.app.app_context():
        made = make_site()
        make_cooperative(made.municipality)
        site_id = made.id
        db.session.commit()
    together, found = threading.Barrier(2), []

    def send():
        with clean_database.app.app_context():
            wanted = wish(db.session.get_one(Site, site_id))
            together.wait()
            found.append(publish(wanted).public_id)
            db.session.commit()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with clean_database.app.app_context():
        assert found == [db.session.scalars(select(Posting.public_id)).one()] * 2


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_written(site):
    with pytest.raises(Faulty) as caught:
        publish(wish(site, task=None, days=(), start_minute=None, heads=0))
    assert [fault.field for fault in caught.value.faults] == ["task", "days", "starts", "heads"]
    assert db.session.scalar(select(func.count()).select_from(Posting)) == 0


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("site", {"site": None}),
        ("task", {"task": "no_such_task"}),
        ("days", {"days": ("yesterday",)}),
        ("days", {"days": ("next year",)}),
        ("ends", {"end_minute": 6 * 60}),
        ("ends", {"end_minute": 7 * 60}),
        ("ends", {"start_minute": 6 * 60, "end_minute": 18 * 60 + 1}),
        ("break_minutes", {"break_minutes": 0}),
        ("break_minutes", {"break_minutes": None}),
        ("break_minutes", {"break_minutes": -5}),
        ("break_minutes", {"end_minute": 8 * 60, "break_minutes": 60}),
        ("heads", {"heads": None}),
        ("heads", {"heads": 0}),
        ("heads", {"heads": -1}),
        ("heads", {"heads": 41}),
        ("heads", {"heads": 500}),
        ("details", {"details": "x" * 3001}),
        ("supervisor_name", {"supervisor_name": "x" * 101}),
        ("supervisor_name", {"kind": PostingKind.INTERNSHIP}),
        ("certificates", {"certificates": ("no_such_paper",)}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(site, field, changed):
    if "days" in changed:
        days = {"yesterday": day(-1), "next year": day(367)}
        changed = {"days": tuple(days[name] for name in changed["days"])}
    assert wrong_fields(wish(site, **changed)) == [field]


@pytest.mark.parametrize(
    "changed",
    [
        {"end_minute": 12 * 60, "break_minutes": 0},
        {"end_minute": 19 * 60},
        {"heads": 40},
        {"details": "<script>alert(1)</script> مرحبا 👋 " + "x" * 2900},
        {"start_minute": 18 * 60, "end_minute": 24 * 60},
    ],
)
def test_what_is_unusual_but_possible_goes_through(site, changed):
    assert publish(wish(site, **changed)).status == PostingStatus.OPEN


def test_a_shift_of_exactly_five_hours_needs_no_break_and_one_minute_more_does(site):
    assert wrong_fields(wish(site, end_minute=12 * 60, break_minutes=0)) == []
    assert wrong_fields(wish(site, end_minute=12 * 60 + 1, break_minutes=0)) == ["break_minutes"]


def test_work_over_midnight_is_one_shift_where_the_site_may_work_at_night(site):
    night = {"start_minute": 22 * 60, "end_minute": 6 * 60, "overnight": True}
    assert wrong_fields(wish(site, **night)) == ["starts"]
    site.night_work = True
    shift = publish(wish(site, **night)).shifts[0]
    assert (clock.local(shift.ends_at) - clock.local(shift.starts_at)).total_seconds() >= 7 * 3600
    assert shift.day == day(7)


def test_a_time_that_has_been_today_is_refused(site, frozen):
    frozen(clock.at(clock.today(), 12 * 60))
    assert wrong_fields(wish(site, days=(day(0),))) == ["starts"]
    assert wrong_fields(wish(site, days=(day(0),), start_minute=13 * 60)) == []


def test_an_internship_is_at_most_183_days(site):
    intern = {"kind": PostingKind.INTERNSHIP, "supervisor_name": "Sara", "heads": 1}
    assert wrong_fields(wish(site, days=(day(7), day(7 + 182)), **intern)) == []
    assert wrong_fields(wish(site, days=(day(7), day(7 + 183)), **intern)) == ["last_day"]


def test_an_internship_has_no_price_and_keeps_the_same_person(site):
    intern = {"kind": PostingKind.INTERNSHIP, "supervisor_name": "Sara", "whole": True}
    posting = publish(wish(site, **intern))
    assert posting.ore_per_hour is None
    assert posting.whole
    assert postings.price(posting) is None


def test_a_service_is_led_by_the_cooperatives_own_supervisors(site):
    assert publish(wish(site, kind=PostingKind.SERVICE)).workers_per_supervisor == 8
    assert publish(wish(site), "form-key-2").workers_per_supervisor is None


def test_a_paused_site_takes_no_new_jobs(site):
    site.paused_at = clock.now()
    assert wrong_fields(wish(site)) == ["site"]


def test_a_place_no_cooperative_serves_is_told_at_the_site(session):
    with pytest.raises(Invalid) as caught:
        publish(wish(make_site(municipality=make_municipality("kinda"))))
    assert caught.value.field == "site"


def test_a_withdrawn_posting_frees_those_booked_and_asks_nobody_more(site):
    posting = make_posting(site, make_cooperative(site.municipality), status=PostingStatus.FILLED)
    asked = make_proposal(posting.shifts[0], status=ProposalStatus.SENT)
    booked = make_assignment(posting.shifts[0])
    postings.withdraw(posting, OWNER)
    assert posting.status == PostingStatus.WITHDRAWN
    assert {shift.status for shift in posting.shifts} == {ShiftStatus.CANCELLED}
    assert booked.status == AssignmentStatus.CANCELLED_BY_COMPANY
    assert asked.status == ProposalStatus.SUPERSEDED
    with pytest.raises(Conflict):
        postings.withdraw(posting, OWNER)


def test_work_that_has_begun_is_not_withdrawn(site, session):
    begun = make_posting(site, shifts=[workday(-1), workday(1)])
    assert not postings.can_be_withdrawn(begun)
    with pytest.raises(Conflict):
        postings.withdraw(begun, OWNER)
    assert begun.status == PostingStatus.OPEN


def test_the_companys_own_tasks_are_offered_first_then_everybodys(site):
    cooperative = make_cooperative(site.municipality)
    make_posting(site, cooperative, task="sort_parcels")
    for _ in range(3):
        make_posting(make_site(municipality=site.municipality), cooperative, task="rake_leaves")
    offered = postings.usual_tasks(site.company)
    assert offered[:2] == ["sort_parcels", "rake_leaves"]
    assert len(offered) == len(set(offered)) == 6
