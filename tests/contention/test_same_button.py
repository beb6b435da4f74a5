"""The same button pressed by two at the same moment does its work once, and nobody sees a fault."""

from functools import partial

import pytest
from sqlalchemy import func, select

from marketplace import clock
from marketplace.database import db
from marketplace.models.assignments import Assignment
from marketplace.models.history import SYSTEM, Event
from marketplace.models.messages import Message
from marketplace.models.postings import Posting
from marketplace.models.proposals import Ask, Proposal, ProposalStatus
from marketplace.models.users import Role
from marketplace.services import asks
from tests.contention.pressing import Presser, at_once
from tests.contention.storm import DOUBLE, HALF_DONE, OVERFULL, count
from tests.make import (
    make_company,
    make_cooperative,
    make_member,
    make_posting,
    make_site,
    make_user,
)
from tests.make_work import make_ask, make_proposal

ROUNDS = 3


def how_many(noun, *where) -> int:
    return db.session.scalar(select(func.count()).select_from(noun).where(*where))


@pytest.fixture
def app(clean_database):
    """A site of its own, with real commits."""
    with clean_database.app.app_context():
        yield clean_database.app


def test_two_coaches_who_approve_at_once_ask_everybody_once(app):
    cooperative = make_cooperative()
    coaches = [make_user(Role.COACH, cooperative=cooperative) for _ in range(2)]
    posting = make_posting(cooperative=cooperative, heads=4)
    members = [make_member(cooperative, email=f"m{n}@example.org") for n in range(4)]
    for member in members:
        make_proposal(posting.shifts[0], member)
    db.session.commit()
    page = f"/cooperatives/crews/{posting.public_id}"
    ready = [Presser(app, page, coach) for coach in coaches]
    answers = at_once([partial(one.press, f"{page}/approve") for one in ready])
    assert [answer.status_code for answer in answers] == [303, 303]
    assert how_many(Ask) == 4
    assert how_many(Message) == 8, "a mail and a text message each"
    assert how_many(Event, Event.verb == "postings.crew_approved") == 1
    assert how_many(Event, Event.verb == "proposals.sent") == 4


def test_a_link_pressed_twice_at_once_books_once(app):
    for number in range(ROUNDS):
        token = f"link-{number}"
        ask = make_ask(make_proposal(make_posting(heads=1).shifts[0]), token=token)
        db.session.commit()
        page = f"/members/asks/{token}"
        ready = [Presser(app, page) for _ in range(2)]
        answers = at_once([partial(one.press, page, answer="yes") for one in ready])
        assert [answer.status_code for answer in answers] == [200, 200]
        booked = how_many(Assignment, Assignment.member_id == ask.member_id)
        assert booked == how_many(Event, Event.verb == "assignments.confirmed") - number == 1


def test_a_yes_and_a_no_to_one_link_at_once_leave_one_of_them_whole(app):
    for number in range(ROUNDS):
        token = f"link-{number}"
        make_ask(make_proposal(make_posting(heads=1).shifts[0]), token=token)
        db.session.commit()
        page = f"/members/asks/{token}"
        ready = [Presser(app, page) for _ in range(2)]
        words = ("yes", "no")
        answers = at_once(
            [partial(one.press, page, answer=word) for one, word in zip(ready, words, strict=True)]
        )
        assert [answer.status_code for answer in answers] == [200, 200]
        assert count(HALF_DONE) == 0


def test_the_last_seat_goes_to_one_of_five_and_four_read_so(app):
    posting = make_posting(heads=1)
    for number in range(5):
        make_ask(make_proposal(posting.shifts[0]), token=f"link-{number}")
    db.session.commit()
    pages = [f"/members/asks/link-{number}" for number in range(5)]
    ready = [Presser(app, page) for page in pages]
    answers = at_once(
        [partial(one.press, page, answer="yes") for one, page in zip(ready, pages, strict=True)]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    late = [answer for answer in answers if answer.status_code == 409]
    assert all("Platsen är redan tagen" in answer.get_data(as_text=True) for answer in late)
    assert count(OVERFULL) == count(HALF_DONE) == 0


def test_a_job_withdrawn_while_somebody_says_yes_ends_whole_either_way(app):
    for number in range(ROUNDS):
        company = make_company()
        owner = make_user(Role.COMPANY, company=company)
        posting = make_posting(make_site(company))
        make_ask(make_proposal(posting.shifts[0]), token=f"link-{number}")
        db.session.commit()
        page = f"/members/asks/link-{number}"
        back = f"/companies/postings/{posting.public_id}/withdraw"
        member, withdrawing = Presser(app, page), Presser(app, back, owner)
        answers = at_once(
            [partial(member.press, page, answer="yes"), partial(withdrawing.press, back)]
        )
        assert answers[1].status_code == 303
        assert answers[0].status_code in (200, 409, 410)
        db.session.rollback()
        assert db.session.get_one(Posting, posting.id).status == "withdrawn"
        assert count(DOUBLE) == 0
        still = how_many(Assignment, Assignment.status == "confirmed")
        assert still == 0, "nobody stays booked on a job that was taken back"


def test_a_question_answered_at_its_last_moment_never_lapses_with_a_booking(app, frozen):
    """The job that lets questions lapse runs every minute, beside those who answer."""
    for number in range(ROUNDS):
        moment = clock.now()
        make_ask(
            make_proposal(make_posting(heads=1).shifts[0]),
            token=f"link-{number}",
            answer_by=moment,
        )
        db.session.commit()
        page = f"/members/asks/link-{number}"
        member = Presser(app, page)
        at_once([partial(member.press, page, answer="yes"), partial(lapse, app, moment)])
        db.session.rollback()
        assert count(HALF_DONE) == 0
    assert how_many(Proposal, Proposal.status == ProposalStatus.SENT) == 0


def lapse(app, moment) -> None:
    """What the job of every minute does."""
    with app.app_context():
        asks.expire(moment, SYSTEM)
        db.session.commit()
