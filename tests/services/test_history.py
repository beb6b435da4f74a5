"""Every change leaves a row, and only legal steps are taken."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from marketplace import clock
from marketplace.database import Base
from marketplace.errors import Conflict
from marketplace.models.cooperatives import Region
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.postings import PostingStatus
from marketplace.services.history import STEPS, move, record, timeline
from tests.make import make_member, make_posting, make_user

BY = Actor("coach", "Kim Coach")


def test_a_row_tells_who_what_on_what_and_when(session, frozen):
    moment = frozen(clock.now())
    user, member = make_user(), make_member()
    by = Actor("coach", user.name, user_id=user.id)
    record("members.praised", member, by, reason="on time")
    [event] = timeline(member)
    assert (event.at, event.verb, event.detail) == (
        moment,
        "members.praised",
        {"reason": "on time"},
    )
    assert (event.subject_type, event.subject_id) == ("members", member.id)
    assert (event.actor_role, event.actor_label, event.actor_user_id) == (
        "coach",
        user.name,
        user.id,
    )


def test_a_subject_without_an_id_is_given_one_first(session):
    region = Region(name="Ny region")
    session.add(region)
    assert record("regions.made", region, SYSTEM).subject_id == region.id


def test_a_timeline_is_of_one_thing_alone_and_oldest_first(session):
    first, second = make_posting(), make_posting()
    for verb, posting in (("a", first), ("b", second), ("c", first)):
        record(verb, posting, BY)
    assert [event.verb for event in timeline(first)] == ["a", "c"]


def test_a_step_is_written_down_with_where_it_came_from(session):
    posting = make_posting(status=PostingStatus.SUBMITTED)
    move(posting, PostingStatus.RETURNED, BY, text="Skriv mer")
    [event] = timeline(posting)
    assert posting.status is PostingStatus.RETURNED
    assert event.verb == "postings.returned"
    assert event.detail == {"from": "submitted", "text": "Skriv mer"}


def test_an_illegal_step_changes_nothing_and_leaves_no_row(session):
    posting = make_posting(status=PostingStatus.DONE)
    with pytest.raises(Conflict):
        move(posting, PostingStatus.OPEN, BY)
    assert posting.status is PostingStatus.DONE
    assert timeline(posting) == []


def test_a_step_is_undone_with_the_change_that_took_it(session):
    posting = make_posting(status=PostingStatus.SUBMITTED)
    session.commit()
    move(posting, PostingStatus.OPEN, BY)
    session.rollback()
    assert posting.status is PostingStatus.SUBMITTED
    assert timeline(posting) == []


@pytest.mark.parametrize("change", ["UPDATE events SET verb = 'x'", "DELETE FROM events"])
def test_the_application_can_neither_change_nor_remove_history(session, change):
    record("a", make_posting(), BY)
    session.commit()
    with pytest.raises(DBAPIError, match="permission denied"):
        session.execute(text(change))


@pytest.mark.parametrize("noun", STEPS, ids=lambda noun: noun.__name__)
def test_every_status_has_its_steps(noun):
    words = set(STEPS[noun])
    assert words == set(type(next(iter(words))))
    assert set().union(*STEPS[noun].values()) <= words


@pytest.mark.parametrize("noun", STEPS, ids=lambda noun: noun.__name__)
def test_every_status_can_be_reached_from_the_first(noun):
    """In the order they are written; the first one is where a row begins."""
    steps = STEPS[noun]
    reached, waiting = set(), [next(iter(type(next(iter(steps)))))]
    while waiting:
        status = waiting.pop()
        if status not in reached:
            reached.add(status)
            waiting += steps[status]
    assert reached == set(steps)


def test_every_noun_with_steps_has_them_in_the_one_table():
    with_status = {
        mapper.class_
        for mapper in Base.registry.mappers
        if "status" in mapper.columns and mapper.columns["status"].type.enums
    }
    assert with_status == set(STEPS)
