"""Ninety days after: opened once, closed with evidence, and told between honest bounds."""

import pytest

from marketplace.database import db
from marketplace.errors import Conflict, Invalid
from marketplace.models.follow_ups import Evidence, FollowUp, Outcome
from marketplace.models.history import SYSTEM
from marketplace.models.members import Gender
from marketplace.models.messages import Channel, Message
from marketplace.services import follow_up_questions, follow_ups
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
    assert len(follow_ups.open_due()) == 1
    assert len(follow_ups.open_due()) == 0
    assert session.query(FollowUp).count() == 1


def left(days_ago):
    """Somebody who left so many days ago, and of whom nobody has been asked."""
    row = make_follow_up(days_ago=days_ago)
    kept = row.stay_id
    db.session.delete(row)
    db.session.flush()
    return kept


def test_who_left_long_before_anybody_asked_is_not_opened(session):
    left(days_ago=1_000)
    left(days_ago=90 + 31)
    inside = {left(days_ago=90 + 30), left(days_ago=90)}
    assert {row.stay_id for row in follow_ups.open_due()} == inside


def test_nobody_slips_away_while_the_worker_stands_still(session):
    make_follow_up(days_ago=300)
    late = left(days_ago=200)
    left(days_ago=400)
    assert [row.stay_id for row in follow_ups.open_due()] == [late]


def test_who_left_is_asked_once_in_her_language_and_in_easy_swedish(session):
    member = make_member(language="so", email="hodan@example.com")
    row = make_follow_up(member, days_ago=90)
    assert follow_up_questions.send(row, base_url="https://here.example")
    assert not follow_up_questions.send(row, base_url="https://here.example")
    sms, mail = session.query(Message).order_by(Message.id).all()
    assert (sms.channel, mail.channel) == (Channel.SMS, Channel.MAIL)
    somali, swedish = sms.body.split("* * *")
    assert "Vad gör du nu?" in swedish
    assert "Vad gör du nu?" not in somali
    assert sms.body.count("https://here.example/members/follow-ups/") == 2


def test_whoever_cannot_be_reached_is_asked_by_nobody(session):
    row = make_follow_up(make_member(phone="", email=None))
    assert not follow_up_questions.send(row, base_url="https://here.example")
    assert row.asked_at is None


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
