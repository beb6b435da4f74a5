"""Did it fit? Asked when the work is over, of those who were there, and never kept with a name."""

import pytest
from sqlalchemy import select

from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.fit_answers import Fit, FitAnswer
from marketplace.models.history import SYSTEM, Event
from marketplace.services import fit_answers
from tests.make import make_member, make_posting, workday
from tests.make_work import make_assignment


def over(days_ago=2, status=AssignmentStatus.WORKED):
    posting = make_posting(shifts=[workday(-days_ago)])
    return posting, make_assignment(posting.shifts[0], status=status).member


def test_company_and_member_are_asked_when_the_work_is_over(session):
    posting, member = over()
    assert fit_answers.due_of_company(posting.company_id) == [posting]
    assert fit_answers.due_of_member(member.id) == [posting]
    fit_answers.answer_of_company(posting, Fit.WELL, "Trångt vid lastkajen.", SYSTEM)
    fit_answers.answer_of_member(posting, member, Fit.PARTLY)
    assert fit_answers.due_of_company(posting.company_id) == []
    assert fit_answers.due_of_member(member.id) == []


@pytest.mark.parametrize(
    ("days_ago", "status"),
    [
        (-2, AssignmentStatus.CONFIRMED),
        (40, AssignmentStatus.WORKED),
        (2, AssignmentStatus.SICK),
        (2, AssignmentStatus.CANCELLED_BY_MEMBER),
    ],
    ids=["to come", "long ago", "was ill", "gave it up"],
)
def test_nobody_is_asked_about_work_that_is_to_come_long_over_or_not_done(
    days_ago, status, session
):
    posting, member = over(days_ago, status)
    assert fit_answers.due_of_company(posting.company_id) == []
    assert fit_answers.due_of_member(member.id) == []
    with pytest.raises(Conflict):
        fit_answers.answer_of_company(posting, Fit.WELL, "", SYSTEM)
    with pytest.raises(NotFound):
        fit_answers.answer_of_member(posting, member, Fit.WELL)


def test_a_stranger_cannot_answer_for_those_who_worked(session):
    posting, _ = over()
    with pytest.raises(NotFound):
        fit_answers.answer_of_member(posting, make_member(), Fit.BADLY)


def test_said_again_it_says_the_new_thing(session):
    posting, member = over()
    for fit in (Fit.WELL, Fit.BADLY):
        fit_answers.answer_of_company(posting, fit, "", SYSTEM)
        fit_answers.answer_of_member(posting, member, fit)
    assert session.scalars(select(FitAnswer.fit)).all() == [Fit.BADLY, Fit.BADLY]


def test_a_long_note_is_refused(session):
    posting, _ = over()
    with pytest.raises(Invalid):
        fit_answers.answer_of_company(posting, Fit.WELL, "x" * 601, SYSTEM)


def test_history_does_not_say_what_a_member_answered(session):
    posting, member = over()
    session.flush()
    before = len(session.scalars(select(Event)).all())
    fit_answers.answer_of_member(posting, member, Fit.BADLY)
    session.flush()
    assert len(session.scalars(select(Event)).all()) == before
