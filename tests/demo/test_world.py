"""What the demo invents, before any of it is in a database."""

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest

from invoicing.numbering import breaks_in
from marketplace.catalogue.skills import SKILL_BY_CODE
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.clock import local
from marketplace.demo.book import table_of
from marketplace.demo.facts.phones import RESERVED, fictional_numbers
from marketplace.demo.setting import Setting, working_day_from
from marketplace.demo.truths import (
    MISSING_CONDITION,
    MISSING_SKILL,
    RAMP_MEMBERS,
    RAMP_SITE,
    SHORT_NETWORK,
    STUCK_COOPERATIVE,
    STUCK_INTERNSHIPS,
    WITHOUT_RAMP,
    WITHOUT_SKILL,
)
from marketplace.demo.world import invent
from marketplace.models.assignments import Assignment
from marketplace.models.companies import Company, Site, SiteFeature
from marketplace.models.history import Event
from marketplace.models.invoices import Invoice, InvoiceLine
from marketplace.models.members import Gender, Member, MemberSkill, Stay
from marketplace.models.payments import Payment
from marketplace.models.places import Municipality, Network, NetworkMembership
from marketplace.models.postings import Posting, PostingSkill, Shift
from marketplace.models.users import User
from tests.demo.conftest import DAY, SEED

SECRET = {"token_hash", "password_hash"}
DAYS = [
    DAY,
    date(2026, 12, 25),
    date(2027, 1, 3),  # a Sunday after the holidays
    date(2027, 6, 26),  # Midsummer
    date(2028, 2, 29),
]


@cache
def invented(day):
    found = invent(Setting(SEED, day))
    found.book.close()
    return found


@pytest.fixture(scope="module")
def world():
    return invented(DAY)


@pytest.fixture(scope="module")
def rows(world):
    return lambda noun: world.book.rows[table_of(noun)]


def told(book):
    return {
        table.name: [{name: row[name] for name in row if name not in SECRET} for row in rows]
        for table, rows in book.rows.items()
    }


def test_the_same_seed_and_day_give_the_same_rows(world):
    again = invent(Setting(SEED, DAY))
    again.book.close()
    assert told(again.book) == told(world.book)
    assert again.book.changes == world.book.changes


def test_another_seed_gives_other_people_and_another_day_another_history(world):
    names = [one.name for one in world.people]
    assert [one.name for one in invent(Setting(SEED + 1, DAY)).people] != names
    assert told(invented(DAYS[1]).book)["shifts"] != told(world.book)["shifts"]


def test_it_is_as_large_as_the_mission_says(world, rows):
    assert len(rows(Municipality)) == 5
    assert len(world.sellers) == 4
    assert sum(row["buyer_sector"] == "company" for row in rows(Company)) >= 50
    assert sum(one.is_here for one in world.people) == 80
    assert sum(not one.is_here for one in world.people) == 240
    here = Counter(one.cooperative for one in world.people if one.is_here)
    assert set(here.values()) == {20}
    assert len({one.course.stays[0].since for one in world.people}) == 6


def test_some_people_came_back(rows):
    stays = Counter(row["member_id"] for row in rows(Stay))
    assert max(stays.values()) == 2
    assert sum(count == 2 for count in stays.values()) < 20


def test_women_and_men_are_nearly_as_many_and_languages_several(rows):
    genders = Counter(row["gender"] for row in rows(Member))
    assert 0.4 < genders[Gender.WOMAN] / len(rows(Member)) < 0.65
    assert 0.3 < genders[Gender.MAN] / len(rows(Member)) < 0.6
    assert len({row["language"] for row in rows(Member)}) >= 6


def test_nobody_can_be_reached_and_of_former_members_nothing_is_kept(world, rows):
    fictional = {number for series in RESERVED for number in fictional_numbers(series)}
    for row in (*rows(Member), *rows(User)):
        assert not row["phone"] or row["phone"] in fictional
        assert not row["email"] or re.fullmatch(r"[a-z0-9.]+@[a-z0-9-]+\.example", row["email"])
    former = [one for one in world.people if not one.is_here]
    assert {(one.phone, one.email) for one in former} == {("", "")}
    names = [one.name for one in world.people]
    assert len(names) == len(set(names))


def test_every_code_is_in_the_catalogue(rows):
    assert {row["task"] for row in rows(Posting)} <= set(TASK_BY_CODE)
    assert {row["skill"] for row in rows(MemberSkill)} <= set(SKILL_BY_CODE)
    assert {row["skill"] for row in rows(PostingSkill)} <= set(SKILL_BY_CODE)
    assert {row["condition"] for row in rows(SiteFeature)} <= set(WORK_CONDITION_BY_CODE)
    assert {code for row in rows(Member) for code in row["wishes"]} <= set(TASK_BY_CODE)
    assert {code for row in rows(Member) for code in row["develop"]} <= set(SKILL_BY_CODE)


def test_invoice_numbers_are_unbroken_in_each_cooperative_and_year(world):
    issued = world.book.changes[table_of(Invoice)]
    found = defaultdict(list)
    for row in issued:
        cooperative = world.book.row(Invoice, row["row"])["cooperative_id"]
        found[cooperative, row["year"]].append((row["number"], row["issued_on"]))
    assert len(found) == 8
    for numbers in found.values():
        assert breaks_in([number for number, _ in numbers]) == []
        assert [day for _, day in sorted(numbers)] == sorted(day for _, day in numbers)


def test_an_internship_never_stands_on_an_invoice(rows):
    assert {row["kind"].value for row in rows(InvoiceLine)} == {"hire_out", "service"}


def test_nobody_has_paid_more_than_was_asked_for(world, rows):
    payable = {row["row"]: row["payable_ore"] for row in world.book.changes[table_of(Invoice)]}
    for row in rows(Payment):
        assert 0 < row["amount_ore"] <= payable[row["invoice_id"]]
        assert row["received_on"] < DAY


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_nothing_is_open_in_the_past_and_history_is_a_year(day):
    world = invented(day)
    rows = {noun: world.book.rows[table_of(noun)] for noun in (Posting, Shift, Event)}
    statuses = {row["id"]: row["status"] for row in rows[Posting]}
    for row in rows[Shift]:
        starts_on = local(row["starts_at"]).date()
        assert day - timedelta(weeks=53) <= starts_on <= day + timedelta(days=60)
        assert statuses[row["posting_id"]] != "open" or starts_on >= day + timedelta(days=2)
    assert max(row["at"] for row in rows[Event]) <= Setting(SEED, day).moment


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_each_cooperative_has_a_job_at_each_stage_on_any_day_of_the_year(day):
    world = invented(day)
    postings = world.book.rows[table_of(Posting)]
    for seller in world.sellers.values():
        own = {row["id"] for row in postings if row["cooperative_id"] == seller.number}
        statuses = {row["status"].value for row in postings if row["id"] in own}
        assert statuses >= {"open", "filled", "running", "done", "withdrawn"}
        assert reports_of(world, own) == {
            "approved",
            "disputed",
            "invoiced",
            "member_signed",
        }
        booked = booked_days(world, own)
        assert min(booked) < day
        assert working_day_from(day, 1) in booked
        assert drafts(world, seller.number) >= 1


def reports_of(world, postings):
    book = world.book
    return {
        row["status"].value
        for row in book.rows[table_of(Assignment).metadata.tables["time_reports"]]
        if posting_of(book, book.row(Assignment, row["assignment_id"])) in postings
    }


def posting_of(book, assignment):
    return book.row(Shift, assignment["shift_id"])["posting_id"]


def booked_days(world, postings):
    return {
        local(row["during"].lower).date()
        for row in world.book.rows[table_of(Assignment)]
        if row["status"] == "confirmed" and posting_of(world.book, row) in postings
    }


def drafts(world, cooperative):
    issued = {row["row"] for row in world.book.changes[table_of(Invoice)]}
    return sum(
        row["cooperative_id"] == cooperative and row["id"] not in issued
        for row in world.book.rows[table_of(Invoice)]
    )


def test_all_three_kinds_are_posted_and_all_ends_occur(rows):
    kinds = Counter(row["kind"].value for row in rows(Posting))
    assert min(kinds[kind] for kind in ("hire_out", "service", "internship")) >= 10
    ends = {row["status"].value for row in rows(Assignment)}
    assert ends == {
        "confirmed",
        "worked",
        "sick",
        "no_show",
        "cancelled_by_member",
        "cancelled_by_company",
    }


def test_everybody_rests_eleven_hours_and_works_once_a_day_in_a_week_of_forty_hours(rows):
    work = defaultdict(list)
    for row in rows(Assignment):
        if row["status"] in ("confirmed", "worked"):
            work[row["member_id"]].append((row["during"].lower, row["during"].upper))
    for shifts in work.values():
        shifts.sort()
        for (_, end), (start, _) in pairwise(shifts):
            assert start - end >= timedelta(hours=11)
        weeks = Counter()
        for start, end in shifts:
            weeks[local(start).date().isocalendar()[:2]] += (end - start) / timedelta(hours=1)
        assert max(weeks.values()) <= 42  # breaks not taken off


def test_nobody_in_one_cooperative_holds_a_skill_that_its_jobs_ask_for(world, rows):
    own = [one for one in world.people if one.cooperative == WITHOUT_SKILL]
    assert not any(MISSING_SKILL in one.skills for one in own)
    number = world.sellers[WITHOUT_SKILL].number
    asking = {row["posting_id"] for row in rows(PostingSkill) if row["skill"] == MISSING_SKILL}
    wanted = [
        row
        for row in rows(Posting)
        if row["id"] in asking and row["cooperative_id"] == number and row["status"] == "open"
    ]
    assert len(wanted) >= 2


def test_a_site_with_steps_asks_in_vain_for_people_who_need_none(world, rows):
    site = next(
        row
        for row in rows(Site)
        if row["locality"] == RAMP_SITE[1]
        and world.book.row(Company, row["company_id"])["email"] == f"info@{RAMP_SITE[0]}.example"
    )
    answers = {r["condition"]: r["answer"] for r in rows(SiteFeature) if r["site_id"] == site["id"]}
    assert answers[MISSING_CONDITION] == "no"
    need = [
        one
        for one in world.people
        if one.cooperative == WITHOUT_RAMP
        and one.is_here
        and one.is_employed
        and MISSING_CONDITION in one.needs.conditions
    ]
    assert len(need) >= RAMP_MEMBERS >= 5
    asked = [r for r in rows(Posting) if r["site_id"] == site["id"] and r["status"] == "open"]
    assert len(asked) >= 2


def test_one_member_is_stuck(world, rows):
    [stuck] = [one for one in world.people if one.course.stuck]
    assert stuck.cooperative == STUCK_COOPERATIVE
    [stay] = stuck.course.stays
    assert stay.until is None
    assert (DAY - stay.since).days > 600
    assert stuck.course.employment is None
    held = {row["posting_id"] for row in rows(Shift) if row["id"] in shifts_of(rows, stuck)}
    assert len(held) >= STUCK_INTERNSHIPS
    assert {world.book.row(Posting, number)["kind"].value for number in held} == {"internship"}


def shifts_of(rows, person):
    return {row["shift_id"] for row in rows(Assignment) if row["member_id"] == person.number}


def test_only_one_network_is_short(rows):
    slugs = {row["id"]: row["slug"] for row in rows(Municipality)}
    networks = {row["id"]: slugs[row["municipality_id"]] for row in rows(Network)}
    active = Counter(
        networks[row["network_id"]] for row in rows(NetworkMembership) if row["status"] == "active"
    )
    assert {slug for slug in networks.values() if active[slug] < 10} == {SHORT_NETWORK}


def test_companies_that_are_not_active_have_not_asked_for_anybody_for_half_a_year(rows):
    silent = {row["company_id"] for row in rows(NetworkMembership) if row["status"] != "active"}
    postings = {row["id"] for row in rows(Posting) if row["company_id"] in silent}
    days = [local(r["starts_at"]).date() for r in rows(Shift) if r["posting_id"] in postings]
    assert all(day < DAY - timedelta(days=180) for day in days)
