"""One person, one place: jobs and the cooperative's own shifts, and what is seen at them."""

import pytest

from marketplace.errors import Conflict
from marketplace.models.history import SYSTEM
from marketplace.models.members import SkillStatus
from marketplace.models.proposals import ProposalStatus
from marketplace.services import assignments, internal_shifts, member_skills
from tests.make import make_member, make_member_skill, make_posting, workday
from tests.make_work import make_internal_seat, make_proposal


def test_nobody_is_booked_on_a_job_during_her_own_shift_in_the_kitchen(session):
    member = make_member()
    make_internal_seat(member, day=2)
    posting = make_posting(cooperative=member.cooperative, shifts=[workday(2, 10, 14)])
    proposal = make_proposal(posting.shifts[0], member, status=ProposalStatus.ACCEPTED)
    with pytest.raises(Conflict):
        assignments.confirm(proposal, SYSTEM)


def test_the_next_day_is_free(session):
    member = make_member()
    make_internal_seat(member, day=2)
    posting = make_posting(cooperative=member.cooperative, shifts=[workday(3, 10, 14)])
    proposal = make_proposal(posting.shifts[0], member, status=ProposalStatus.ACCEPTED)
    assert assignments.confirm(proposal, SYSTEM).member_id == member.id


def test_a_list_that_has_changed_is_looked_at_again_before_it_is_closed(session, frozen):
    seat = make_internal_seat(make_member(), day=1)
    late = make_internal_seat(make_member(seat.shift.cooperative), day=1)
    assert late.shift is seat.shift
    frozen(seat.shift.ends_at)
    shown = {seat: internal_shifts.Outcome(came=True, meal=True, seen=[])}
    with pytest.raises(Conflict):
        internal_shifts.close(seat.shift, shown, SYSTEM)
    assert seat.shift.closed_at is None


@pytest.mark.parametrize(
    ("status", "level"),
    [(SkillStatus.SELF_STATED, 1), (SkillStatus.EXPIRED, 1), (SkillStatus.OBSERVED, 3)],
)
def test_a_skill_stands_as_high_as_it_was_seen(session, status, level):
    member = make_member()
    make_member_skill(member, "dish_washing", level=3, status=status)
    row = member_skills.observe(member, "dish_washing", 1, "Köket", SYSTEM)
    assert (row.status, row.level) == (SkillStatus.OBSERVED, level)
