"""A sick call: the seat is free, the next person is asked, nothing is held against anybody."""

from sqlalchemy import select

from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.availability import Absence
from marketplace.models.messages import Message
from marketplace.models.proposals import Ask, Proposal, ProposalStatus
from marketplace.models.users import Role
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user
from tests.make_work import make_assignment, make_proposal


def booked(browser):
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    posting = make_posting(site, cooperative, heads=1)
    ill = make_member(cooperative, given_name="Sara")
    proposal = make_proposal(posting.shifts[0], ill, ProposalStatus.ACCEPTED)
    assignment = make_assignment(posting.shifts[0], ill, proposal=proposal)
    browser.sign_in(make_user(Role.COACH, cooperative=cooperative))
    return posting, assignment


def test_one_button_frees_the_seat_and_asks_the_best_other_person(browser, session):
    posting, assignment = booked(browser)
    make_member(posting.cooperative, given_name="Ali", weekdays=())
    able = make_member(posting.cooperative, given_name="Bo")
    browser.get(f"/cooperatives/crews/{posting.public_id}")
    browser.click("Sjukanmäl")
    page = browser.submit("Sjukanmäl")
    assert f"{able.short_name} har fått frågan" in " ".join(page.notices)
    assert session.get_one(Assignment, assignment.id).status == AssignmentStatus.SICK
    assert session.scalars(select(Ask.member_id)).all() == [able.id]
    assert session.scalars(select(Message.member_id)).all() == [able.id]


def test_who_is_ill_is_not_asked_again_about_that_time(browser, session):
    _, assignment = booked(browser)
    browser.get(f"/cooperatives/sick-calls/{assignment.public_id}")
    page = browser.submit("Sjukanmäl")
    assert "Vi letar efter någon annan" in " ".join(page.notices)
    assert session.scalars(select(Proposal.status)).all() == [ProposalStatus.SUPERSEDED]
    assert session.scalars(select(Absence.member_id)).all() == [assignment.member_id]


def test_without_the_tick_nobody_is_asked(browser, session):
    posting, assignment = booked(browser)
    make_member(posting.cooperative)
    browser.post(f"/cooperatives/sick-calls/{assignment.public_id}", {}, expect=303)
    assert session.scalars(select(Ask)).all() == []


def test_pressed_twice_it_is_done_once(browser, session):
    posting, assignment = booked(browser)
    make_member(posting.cooperative)
    address = f"/cooperatives/sick-calls/{assignment.public_id}"
    browser.post(address, {"ask": "yes"}, expect=303)
    browser.post(address, {"ask": "yes"}, expect=409)
    assert len(session.scalars(select(Ask)).all()) == 1
