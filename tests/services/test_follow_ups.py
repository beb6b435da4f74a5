"""Ninety days after: opened once, closed with evidence, and told between honest bounds."""

import pytest

from marketplace.errors import Conflict, Invalid
from marketplace.models.follow_ups import Evidence, FollowUp, Outcome
from marketplace.models.history import SYSTEM
from marketplace.models.members import Gender
from marketplace.services import follow_ups
from tests.make import make_member
from tests.make_quality import make_follow_up


def closed(number, outcome, **columns):
    tries = 3 if outcome == Outcome.UNREACHABLE else 0
    evidence = Evidence.NONE if outcome == Outcome.UNREACHABLE else Evidence.TOLD
    for _ in range(number):
        row = make_follow_up(make_member(**columns))
        row.tries, row.outcome, row.evidence = tries, outcome, evidence
        row.closed_at = follow_ups.now()


def test_every_stay_that_ended_ninety_days_ago_is_followed_up_once(session):
    make_follow_up(days_ago=100)
    session.delete(session.query(FollowUp).one())
    recent = make_follow_up(days_ago=89)
    session.delete(recent)
    make_member()
    session.flush()
    assert follow_ups.open_due() == 1
    assert follow_ups.open_due() == 0
    assert session.query(FollowUp).count() == 1


def test_three_tries_make_somebody_not_reached(session):
    row = make_follow_up()
    for _ in range(3):
        follow_ups.note_try(row, SYSTEM)
    assert row.outcome == Outcome.UNREACHABLE
    with pytest.raises(Conflict):
        follow_ups.note_try(row, SYSTEM)


def test_work_is_not_believed_without_knowing_it_from_somewhere(session):
    row = make_follow_up()
    with pytest.raises(Invalid):
        follow_ups.close(row, Outcome.WORK, Evidence.NONE, SYSTEM)
    follow_ups.close(row, Outcome.WORK, Evidence.TOLD, SYSTEM)
    assert not row.is_open


def test_those_of_whom_nothing_is_known_widen_the_bounds(session):
    closed(4, Outcome.WORK)
    closed(2, Outcome.EDUCATION)
    closed(1, Outcome.SICK)
    closed(1, Outcome.UNREACHABLE)
    make_follow_up()
    make_follow_up()
    rate = follow_ups.rate()
    assert (rate.due, rate.on, rate.unknown) == (10, 6, 3)
    assert (rate.least, rate.most) == (0.6, 0.9)


def test_small_genders_are_hidden(session):
    closed(6, Outcome.WORK, gender=Gender.WOMAN)
    closed(2, Outcome.SICK, gender=Gender.MAN)
    shown = follow_ups.by_gender()
    assert shown[Gender.MAN] is None
