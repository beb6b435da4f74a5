"""Being forgotten: gone, or nameless where it must be kept; and everything to take along."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from marketplace import clock
from marketplace.catalogue.purposes import Purpose
from marketplace.database import Base, db
from marketplace.errors import Conflict
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.history import SYSTEM, Actor, Event
from marketplace.models.members import ExitReason, member_blocks
from marketplace.models.messages import Message
from marketplace.models.proposals import ProposalStatus
from marketplace.models.users import Role, SignIn, User
from marketplace.queue import enqueue
from marketplace.services import asks, history, own_data, privacy, sessions
from marketplace.services.fates import FATES
from tests.make import (
    make_absence,
    make_company,
    make_employment,
    make_member,
    make_posting,
    make_shift,
    make_stay,
    make_user,
    workday,
)
from tests.make_needs import make_needs, needs_of, reads_of
from tests.make_work import make_ask, make_assignment, make_internship, make_message, make_proposal

MARKERS = ("Kanariefågel", "Svalört", "070-174 99 99", "svala@example.org", "Fågelbo")


@pytest.fixture
def left(session):
    """Somebody with everything, whose last tie ended yesterday."""
    member = make_member(
        employed=False,
        participates=False,
        given_name=MARKERS[0],
        family_name=MARKERS[1],
        phone=MARKERS[2],
        email=MARKERS[3],
        locality=MARKERS[4],
        skills={"packing": 2},
        wishes=["pack_goods"],
    )
    yesterday = clock.today() - timedelta(days=1)
    make_stay(member, until=yesterday, exit_reason=ExitReason.HEALTH)
    make_employment(member, until=yesterday)
    make_needs(member, "step_free", hazards=["dust"])
    make_absence(member, *workday(30))
    make_message(member, recipient=MARKERS[2], body=f"Hej {MARKERS[0]}!\n")
    company = make_company()
    db.session.execute(member_blocks.insert().values(member_id=member.id, company_id=company.id))
    user = make_user(Role.MEMBER, member=member, name=member.name, email=MARKERS[3])
    sessions.start(user)
    return member


@pytest.fixture
def done(left):
    """Her work and questions of the past."""
    posting = make_posting(cooperative=left.cooperative, shifts=[workday(-20)])
    sick = make_assignment(posting.shifts[0], left, AssignmentStatus.SICK)
    proposal = make_proposal(
        make_shift(posting, workday(-19)), left, ProposalStatus.DECLINED, reasons=["wished"]
    )
    make_ask(proposal, token="her-link")
    actor = Actor("member", left.name, member_id=left.id)
    history.record("asks.answered", proposal.ask, actor)
    return sick, proposal


def every_row():
    """Everything in every table the application may read, as one text."""
    apart = {"member_keys", "member_needs", "needs_reads", "consents"}
    tables = [table.name for table in Base.metadata.sorted_tables if table.name not in apart]
    return " ".join(
        str(row) for name in tables for row in db.session.execute(text(f"SELECT * FROM {name}"))
    )


def test_every_table_that_points_at_members_has_a_fate():
    """A new table about people: say in services/fates.py what becomes of it."""
    pointing = {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.target_fullname == "members.id"
    }
    assert pointing == set(FATES)


def test_no_name_number_or_place_is_left_in_any_table(left, done, session):
    before = every_row()
    assert all(marker in before for marker in MARKERS)
    privacy.forget(left, SYSTEM)
    session.flush()
    after = every_row()
    assert [marker for marker in MARKERS if marker in after] == []


def test_needs_and_every_copys_key_are_gone(left):
    privacy.forget(left, SYSTEM)
    assert needs_of(left).conditions == ()
    assert reads_of(left)[-1].purpose == Purpose.ERASURE


def test_health_is_not_told_by_what_is_kept(left, done, session):
    sick, proposal = done
    privacy.forget(left, SYSTEM)
    session.expire_all()
    assert sick.status == AssignmentStatus.CANCELLED_BY_MEMBER
    assert left.stays[0].exit_reason == ExitReason.OTHER
    assert proposal.reasons == []


def test_links_and_sign_ins_stop_working(left, done, session):
    privacy.forget(left, SYSTEM)
    assert asks.by_token("her-link") is None
    assert session.scalars(select(SignIn)).all() == []
    user = session.scalars(select(User).where(User.member_id == left.id)).one()
    assert (user.name, user.email, user.active) == ("Raderad person", None, False)


def test_work_and_ties_stay_for_the_books(left, done, session):
    privacy.forget(left, SYSTEM)
    session.expire_all()
    assert len(left.employments) == len(left.stays) == 1
    assert done[0].member is left


def test_it_is_written_that_somebody_was_forgotten(left, session):
    privacy.forget(left, Actor("member", left.name, member_id=left.id))
    event = session.scalars(select(Event).where(Event.verb == "members.forgotten")).one()
    assert (event.subject_id, event.actor_label) == (left.id, "")


def test_being_forgotten_twice_is_fine(left):
    privacy.forget(left, SYSTEM)
    first = left.erased_at
    privacy.forget(left, SYSTEM)
    assert left.erased_at == first


@pytest.mark.parametrize("tie", [make_stay, make_employment])
def test_nobody_is_forgotten_while_something_ties_her(session, tie):
    member = make_member(employed=False, participates=False)
    tie(member, since=clock.today() + timedelta(days=3))
    with pytest.raises(Conflict):
        privacy.forget(member, SYSTEM)


def test_seats_and_questions_that_wait_become_free(session, run_jobs):
    """Only an internship can wait for somebody whom nothing ties any more."""
    member = make_member(employed=False, participates=False)
    posting = make_internship(member.cooperative, shifts=2)
    booked = make_assignment(posting.shifts[0], member)
    asked = make_proposal(posting.shifts[1], member, ProposalStatus.SENT)
    privacy.forget(member, SYSTEM)
    assert booked.status == AssignmentStatus.CANCELLED_BY_MEMBER
    assert asked.status == ProposalStatus.SUPERSEDED
    assert "match_runs.solve" in run_jobs()


def test_a_message_to_somebody_forgotten_is_delivered_to_nobody(left, session, run_jobs):
    waiting = session.scalars(select(Message.id)).one()
    enqueue("messages.deliver", message_id=waiting)
    privacy.forget(left, SYSTEM)
    assert "messages.deliver" in run_jobs()


# Taking along


def test_what_is_taken_along_holds_every_table_that_points_at_her(left, done):
    held = own_data.export(left, SYSTEM)
    filled = {"stays", "employments", "member_skills", "absences", "messages", "member_blocks"}
    filled |= {"availabilities", "proposals", "asks", "assignments", "users", "sign_ins", "events"}
    assert filled <= held["rows"].keys()
    assert held["person"]["given_name"] == MARKERS[0]
    assert held["needs"]["conditions"].keys() == {"step_free"}
    assert {one["purpose"] for one in held["consents"]} == {"matching", "questions"}
    assert held["who_has_looked"][-1]["purpose"] == "export"


def test_what_is_taken_along_holds_nobody_else(left, done, session):
    other = make_member(left.cooperative, given_name="Orre")
    make_needs(other, "good_light")
    make_message(other, body="Hej Orre!")
    told = str(own_data.export(left, SYSTEM))
    assert "Orre" not in told
    assert "good_light" not in told


def test_a_forgotten_persons_row_is_all_that_is_left_to_take(left, done):
    privacy.forget(left, SYSTEM)
    held = own_data.export(left, SYSTEM)
    assert held["rows"].keys() <= {
        "stays",
        "employments",
        "assignments",
        "proposals",
        "asks",
        "users",
        "events",
    }
