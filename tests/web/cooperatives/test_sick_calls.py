"""A sick call: the seat is free, the next person is asked, nothing is held against anybody."""

from sqlalchemy import select

from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.availability import Absence
from marketplace.models.history import Event
from marketplace.models.messages import Message
from marketplace.models.postings import PostingSkill
from marketplace.models.proposals import Ask, Proposal, ProposalStatus
from marketplace.models.users import Role
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user
from tests.make_work import make_ask, make_assignment, make_proposal


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
    assert reasons(session) == [{"why": "somebody_missing", "reason": ""}]


def reasons(session):
    """Why people were put there: nobody is asked, and nothing tells that somebody is ill."""
    return session.scalars(select(Event.detail).where(Event.verb == "proposals.chosen")).all()


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


def busy(browser):
    """Nobody is free, but Ali packs elsewhere without having been asked, and Bo can pack too."""
    posting, assignment = booked(browser)
    skill = {"forklift_licence": 1}
    posting.skills.append(PostingSkill(skill="forklift_licence", level=1, merit=False))
    mover = make_member(posting.cooperative, given_name="Ali", skills=skill)
    second = make_member(posting.cooperative, given_name="Bo")
    other = make_posting(posting.site, posting.cooperative, heads=1)
    left = make_proposal(other.shifts[0], mover)
    return assignment, mover, second, left


def standing(session):
    rows = session.execute(
        select(Proposal.member_id, Proposal.shift_id, Proposal.status)
        .where(Proposal.status.in_(("created", "sent")))
        .order_by(Proposal.shift_id)
    )
    return [tuple(row) for row in rows]


def test_where_nobody_is_free_two_change_places_and_the_first_is_asked_at_once(browser, session):
    assignment, mover, second, left = busy(browser)
    browser.get(f"/cooperatives/sick-calls/{assignment.public_id}")
    page = browser.submit("Sjukanmäl")
    assert page.path.endswith("/cover")
    browser.submit("Välj Ali och Bo")
    assert standing(session) == [
        (mover.id, assignment.shift_id, "sent"),
        (second.id, left.shift_id, "created"),
    ]
    assert reasons(session) == [{"why": "somebody_missing", "reason": ""}] * 2
    assert session.scalars(select(Ask.member_id)).all() == [mover.id]
    assert session.scalars(select(Message.member_id)).all() == [mover.id]
    browser.get(f"/cooperatives/sick-calls/{assignment.public_id}/cover")
    assert "Platsen är redan fylld" in browser.page.text


def test_two_who_change_places_are_both_asked_where_the_other_crew_has_been(browser, session):
    assignment, mover, second, left = busy(browser)
    left.shift.heads = 2
    make_ask(make_proposal(left.shift, make_member(assignment.member.cooperative, weekdays=())))
    both = {"pair": f"{mover.public_id} {second.public_id}"}
    address = f"/cooperatives/sick-calls/{assignment.public_id}"
    browser.post(address, {}, expect=303)
    browser.get(f"/cooperatives/seats/{assignment.shift.public_id}")
    browser.click("Se om två kan byta")
    browser.post(f"{address}/cover", both, expect=303)
    asked = session.scalars(select(Message.member_id)).all()
    assert asked == [mover.id, second.id]
    browser.post(f"{address}/cover", both, expect=409)
    assert len(session.scalars(select(Message)).all()) == 2
