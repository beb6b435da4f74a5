"""What has been kept long enough goes, by rules with a day from which they hold."""

from datetime import date, timedelta

import pytest

from marketplace import clock
from marketplace.catalogue import retention as catalogue
from marketplace.catalogue.purposes import Purpose
from marketplace.catalogue.retention import Kept, Rule, rule_on
from marketplace.models.history import SYSTEM, Actor, Event
from marketplace.models.messages import Message, MessageStatus
from marketplace.models.retention import RetentionRun
from marketplace.models.users import Role, SignIn
from marketplace.services import consents, privacy, retention, sessions
from tests.make import make_employment, make_member, make_stay, make_user
from tests.make_needs import make_needs, needs_of, reads_of
from tests.make_work import make_match_run, make_message

COACH = Actor("coach", "Kim Ek")


@pytest.fixture
def later(frozen):
    """Lets so many days go by."""
    start = clock.now()
    return lambda days: frozen(start + timedelta(days=days))


def days(kept):
    return rule_on(kept, clock.today()).days


def gone_since_yesterday():
    member = make_member(employed=False, participates=False)
    yesterday = clock.today() - timedelta(days=1)
    make_stay(member, until=yesterday, exit_reason="work")
    make_employment(member, until=yesterday - timedelta(days=30))
    return member


def test_looks_of_the_matching_go_before_those_of_people(session, later):
    member = make_member()
    make_needs(member, "step_free")
    needs_of(member, Purpose.MATCHING)
    needs_of(member, Purpose.RECORDING, COACH)
    later(days(Kept.MATCHING_LOOKS) - 1)
    assert retention.carry_out(Kept.MATCHING_LOOKS) == 0
    later(days(Kept.MATCHING_LOOKS) + 1)
    assert retention.carry_out(Kept.MATCHING_LOOKS) == 1
    assert [row.purpose for row in reads_of(member)] == [Purpose.RECORDING]
    later(days(Kept.LOOKS) + 1)
    assert retention.carry_out(Kept.LOOKS) == 1
    assert reads_of(member) == []


def test_a_yes_that_stands_is_kept_and_an_ended_one_goes(session, later):
    member = make_member()
    make_needs(member, "step_free")
    privacy.withdraw(member, Purpose.QUESTIONS, SYSTEM)
    later(days(Kept.ENDED_CONSENTS) + 1)
    assert retention.carry_out(Kept.ENDED_CONSENTS) == 1
    assert consents.standing(member).keys() == {Purpose.MATCHING}


def test_a_kept_problem_goes_and_its_run_stays(session, later):
    run = make_match_run(sealed_problem=b"x")
    later(days(Kept.KEPT_PROBLEMS) + 1)
    assert retention.carry_out(Kept.KEPT_PROBLEMS) == 1
    session.refresh(run, ["sealed_problem"])
    assert run.sealed_problem is None


def test_messages_to_members_go_and_others_stay(session, later):
    sent = MessageStatus.SENT
    make_message(make_member(), status=sent)
    kept = {make_message(status=sent).id, make_message(make_member()).id}  # a mail, one that waits
    later(days(Kept.MEMBER_MESSAGES) + 1)
    assert retention.carry_out(Kept.MEMBER_MESSAGES) == 1
    assert {one.id for one in session.query(Message)} == kept


def test_sign_ins_long_unused_go(session, later):
    user = make_user(Role.MEMBER)
    sessions.start(user)
    later(days(Kept.ENDED_SIGN_INS) + 1)
    sessions.start(user)
    session.flush()
    assert retention.carry_out(Kept.ENDED_SIGN_INS) == 1
    assert session.query(SignIn).count() == 1


def test_needs_of_whoever_has_left_go_and_nobody_elses(session, later):
    gone, here = gone_since_yesterday(), make_member()
    for member in (gone, here):
        make_needs(member, "step_free")
    later(days(Kept.NEEDS_OF_THE_GONE) - 2)
    assert retention.carry_out(Kept.NEEDS_OF_THE_GONE) == 0
    later(days(Kept.NEEDS_OF_THE_GONE) + 1)
    assert retention.carry_out(Kept.NEEDS_OF_THE_GONE) == 1
    assert needs_of(gone).conditions == ()
    assert needs_of(here).conditions == ("step_free",)
    assert reads_of(gone)[0].purpose == Purpose.RETENTION


def test_people_long_gone_are_forgotten_and_others_not(session, later):
    gone, here = gone_since_yesterday(), make_member()
    applicant = make_member(employed=False, participates=False)
    later(days(Kept.PEOPLE_LONG_GONE) + 1)
    assert retention.carry_out(Kept.PEOPLE_LONG_GONE) == 1
    assert gone.erased_at
    assert here.erased_at is applicant.erased_at is None
    assert retention.carry_out(Kept.PEOPLE_LONG_GONE) == 0


def test_what_left_is_written_as_a_number(session, later):
    make_match_run(sealed_problem=b"x")
    later(days(Kept.KEPT_PROBLEMS) + 1)
    retention.carry_out(Kept.KEPT_PROBLEMS)
    run = session.query(RetentionRun).one()
    assert (run.rule, run.rows) == ("kept_problems", 1)
    event = session.query(Event).filter_by(verb="retention_runs.carried_out").one()
    assert event.detail == {"rule": "kept_problems", "rows": 1}


def test_nothing_left_nothing_written(session):
    for kept in Kept:
        assert retention.carry_out(kept) == 0
    assert session.query(RetentionRun).count() == 0


def test_every_kind_has_a_rule_and_every_rule_its_doing():
    assert set(retention.RULES) == set(Kept) == {rule.kept for rule in catalogue.RULES}


def test_a_newer_rule_replaces_an_older_from_its_day_on(monkeypatch):
    newer = Rule(Kept.LOOKS, 365, date(2027, 1, 1), "the reading", "decided anew")
    monkeypatch.setattr(catalogue, "RULES", (*catalogue.RULES, newer))
    assert rule_on(Kept.LOOKS, date(2026, 12, 31)).days == 730
    assert rule_on(Kept.LOOKS, date(2027, 1, 1)).days == 365
    with pytest.raises(LookupError):
        rule_on(Kept.LOOKS, date(2025, 12, 31))
