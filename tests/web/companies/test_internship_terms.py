"""An internship stands on a decision and ends in talks."""

import pytest

from marketplace.models.postings import PostingKind, PostingStatus
from marketplace.models.users import Role
from marketplace.services import internships
from tests.make import make_member, make_posting, make_user, workday
from tests.make_work import make_assignment, make_proposal

TERMS = {
    "authority": "municipality",
    "reference": "KS 2026/12",
    "insurer": "Kommunen",
    "goal": "Packa själv",
}


@pytest.fixture
def internship(world):
    """Four days, from yesterday, with nobody's decision yet."""
    days = [workday(day) for day in (-1, 0, 1, 2)]
    return make_posting(
        world.site,
        world.cooperative,
        kind=PostingKind.INTERNSHIP,
        shifts=days,
        heads=1,
        decided=False,
    )


@pytest.mark.parametrize("missing", ["authority", "reference", "insurer", "goal"])
def test_every_part_of_the_decision_is_needed(owner, internship, missing):
    owner.get(f"/companies/internships/{internship.public_id}/terms")
    typed = {name: value for name, value in TERMS.items() if name != missing}
    owner.submit("Spara villkoren", typed, expect=400)
    assert internships.terms_of(internship) is None


def test_all_that_a_decision_lacks_is_told_at_once(owner, internship):
    owner.get(f"/companies/internships/{internship.public_id}/terms")
    page = owner.submit("Spara villkoren", expect=400)
    assert len(page.errors) == 4


def test_nobody_is_asked_before_the_decision_is_written(browser, world):
    posting = make_posting(
        world.site, world.cooperative, kind=PostingKind.INTERNSHIP, decided=False, heads=1
    )
    make_proposal(posting.shifts[0])
    browser.sign_in(make_user(Role.COACH, cooperative=world.cooperative))
    browser.post(f"/cooperatives/crews/{posting.public_id}/approve", {}, expect=409)
    browser.get(f"/cooperatives/crews/{posting.public_id}")
    browser.click("Fyll i praktikens villkor")
    browser.submit("Spara villkoren", TERMS)
    page = browser.submit("Godkänn laget och fråga alla")
    assert page.notices == ["1 person har fått frågan."]


def test_the_talk_that_is_due_is_asked_for_and_written_once(owner, internship, world, frozen):
    member = make_member(world.cooperative)
    for shift in internship.shifts:
        make_assignment(shift, member)
    frozen(internship.shifts[2].ends_at)
    owner.sign_in(make_user(Role.COMPANY, company=world.company))
    owner.get("/companies/today")
    owner.click("Samtal om praktiken")
    page = owner.submit("Spara samtalet", goal_met="partly", expect=400)
    assert page.errors == ["Skriv något som har gått bra."]
    owner.submit("Spara samtalet", goal_met="partly", words="Kommer varje dag.")
    assert not internships.due(internship)
    frozen(internship.shifts[3].ends_at)
    owner.sign_in(make_user(Role.COMPANY, company=world.company))
    owner.get(f"/companies/internships/{internship.public_id}/reviews")
    owner.submit("Spara samtalet", goal_met="yes", words="Packar själv.", next_step="Fler timmar")
    assert internships.is_reviewed(internship)


def test_a_job_that_is_no_internship_has_neither_terms_nor_talks(owner, world):
    posting = make_posting(world.site, world.cooperative, status=PostingStatus.OPEN)
    for what in ("terms", "reviews"):
        owner.get(f"/companies/internships/{posting.public_id}/{what}", 404)
