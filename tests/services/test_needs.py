"""Needs: sealed to the person, opened for a purpose she agreed to, each opening written down."""

import base64
import os

import pytest
from sqlalchemy import text

from marketplace import sealing
from marketplace.catalogue.purposes import GROUNDS, Purpose
from marketplace.database import db
from marketplace.errors import Conflict, Invalid
from marketplace.models.history import SYSTEM, Actor, Event
from marketplace.services import consents, needs, privacy
from marketplace.services.needs import Needs
from marketplace.services.sealed_room import entered
from tests.make import make_member, make_user
from tests.make_needs import make_needs, needs_of, reads_of
from tests.make_work import make_match_run

COACH = Actor("coach", "Kim Ek")


@pytest.fixture
def member(session):
    """Somebody with needs."""
    member = make_member()
    make_needs(member, "step_free", "low_noise", hazards=["dust"], abilities={"lifting": 2})
    return member


def change(statement, *members):
    """Change sealed rows by hand, as somebody in the database could."""
    with entered([one.id for one in members], Purpose.UPKEEP):
        db.session.execute(text(statement))


def sealed_of(member, column="sealed", table="member_needs"):
    with entered([member.id], Purpose.UPKEEP):
        return db.session.scalar(text(f"SELECT {column} FROM {table}"))


def test_what_was_written_is_read_back(member):
    known = needs_of(member)
    assert (known.conditions, known.hazards) == (("step_free", "low_noise"), ("dust",))
    assert known.abilities == {"lifting": 2}


def test_writing_again_replaces_everything(member):
    needs.write(member, Needs(("good_light",)), SYSTEM)
    known = needs_of(member)
    assert (known.conditions, known.hazards, known.abilities) == (("good_light",), (), {})


def test_nothing_is_written_without_a_yes(session):
    member = make_member()
    with pytest.raises(Conflict):
        needs.write(member, Needs(("step_free",)), SYSTEM)
    assert needs_of(member).conditions == ()


@pytest.mark.parametrize(
    "wrong",
    [
        Needs(("diagnosis",)),
        Needs((), ("work",)),
        Needs((), (), {"x": 1}),
        Needs((), (), {"lifting": 5}),
    ],
)
def test_only_the_closed_lists_are_kept(member, wrong):
    with pytest.raises(Invalid):
        needs.write(member, wrong, SYSTEM)


def test_the_content_is_sealed_and_its_length_tells_nothing(member):
    other = make_member()
    make_needs(other)
    for one in (member, other):
        assert b"step_free" not in sealed_of(one)
    assert len(sealed_of(member)) == len(sealed_of(other))


def test_a_needs_object_has_no_words_for_a_log(member):
    assert "step_free" not in repr(needs_of(member)) + str(needs_of(member))


# Who may open them


def test_every_opening_is_written_down_with_who_and_why(member):
    user = make_user(name="Kim Ek", cooperative=member.cooperative)
    needs_of(member, Purpose.RECORDING, Actor("coach", "Kim Ek", user_id=user.id))
    (row,) = reads_of(member)
    assert (row.purpose, row.actor_role, row.actor_label) == (Purpose.RECORDING, "coach", "Kim Ek")
    assert row.actor_user_id == user.id


def test_a_reading_that_is_undone_leaves_no_trace(member, session):
    """What came of it is undone too: both stand in one transaction."""
    with session.begin_nested() as undone:
        assert needs_of(member, Purpose.RECORDING, COACH).conditions
        undone.rollback()
    assert reads_of(member) == []


def test_what_was_opened_is_gone_after_the_block(member):
    with needs.opened([member.id], Purpose.RECORDING, COACH) as known:
        assert known[member.id].conditions
    assert known == {}


def test_what_was_opened_is_gone_after_a_failure_too(member):
    opening = needs.opened([member.id], Purpose.RECORDING, COACH)
    known = opening.__enter__()
    with pytest.raises(RuntimeError):
        opening.gen.throw(RuntimeError())
    assert known == {}


def test_a_match_run_counts_once_a_person_however_often_it_reads(member):
    run = make_match_run(member.cooperative.region)
    for _ in range(2):
        with needs.opened([member.id], Purpose.MATCHING, SYSTEM, match_run_id=run.id) as known:
            assert member.id in known
    assert [row.match_run_id for row in reads_of(member)] == [run.id]


def test_the_log_does_not_hold_the_members_own_name(member):
    needs_of(member, Purpose.OWN_VIEW, Actor("member", member.name, member_id=member.id))
    assert reads_of(member)[0].actor_label == ""


def test_whoever_has_nothing_written_leaves_no_row(session):
    member = make_member()
    needs_of(member, Purpose.MATCHING)
    assert reads_of(member) == []


@pytest.mark.parametrize("purpose", [Purpose.MATCHING, Purpose.RECORDING, Purpose.QUESTIONS])
def test_a_purpose_opens_nothing_without_its_own_yes(session, purpose):
    member = make_member()
    make_needs(member, "step_free", asks=False)
    agreed = GROUNDS[purpose].consent == Purpose.MATCHING
    assert bool(needs_of(member, purpose).conditions) == agreed
    assert bool(reads_of(member)) == agreed


def test_a_yes_to_an_older_wording_no_longer_opens(member, monkeypatch):
    ground = GROUNDS[Purpose.MATCHING]
    newer = type(ground)(**{**vars_of(ground), "version": ground.version + 1})
    monkeypatch.setitem(GROUNDS, Purpose.MATCHING, newer)
    assert needs_of(member, Purpose.MATCHING).conditions == ()
    assert consents.standing(member).keys() == {Purpose.QUESTIONS}
    consents.give(member, Purpose.MATCHING, SYSTEM, channel="room")
    assert needs_of(member, Purpose.MATCHING).conditions


def vars_of(ground):
    return {name: getattr(ground, name) for name in ground.__dataclass_fields__}


# Taking back


def test_taking_the_yes_back_erases_at_once_and_asks_for_a_new_solve(member, run_jobs):
    privacy.withdraw(member, Purpose.MATCHING, COACH)
    assert sealed_of(member) is None
    assert sealed_of(member, "wrapped", "member_keys") is None
    assert consents.standing(member) == {}
    assert reads_of(member)[-1].purpose == Purpose.ERASURE
    assert "match_runs.solve" in run_jobs()


def test_no_longer_asking_workplaces_leaves_the_needs(member):
    privacy.withdraw(member, Purpose.QUESTIONS, COACH)
    assert needs_of(member).conditions
    assert needs_of(member, Purpose.QUESTIONS).conditions == ()


def test_taking_back_twice_is_fine(member, session):
    for _ in range(2):
        privacy.withdraw(member, Purpose.MATCHING, COACH)
    assert session.query(Event).filter_by(verb="consents.withdrawn").count() == 2  # two purposes


def test_history_never_tells_what_anyone_needs(member, session):
    privacy.withdraw(member, Purpose.MATCHING, COACH)
    told = " ".join(f"{one.verb} {one.detail}" for one in session.query(Event))
    for word in ("step_free", "low_noise", "dust", "lifting"):
        assert word not in told


# Locks


def test_a_row_swapped_with_another_persons_is_refused(member):
    other = make_member()
    make_needs(other, "good_light")
    theirs = sealed_of(other).hex()
    change(f"UPDATE member_needs SET sealed = decode('{theirs}', 'hex')", member)
    with pytest.raises(sealing.SealBroken):
        needs_of(member)


def test_a_key_swapped_with_another_persons_is_refused(member):
    other = make_member()
    make_needs(other, "good_light")
    theirs = sealed_of(other, "wrapped", "member_keys").hex()
    change(f"UPDATE member_keys SET wrapped = decode('{theirs}', 'hex')", member)
    with pytest.raises(sealing.SealBroken):
        needs_of(member)


@pytest.mark.parametrize("at", [0, 1, 20, -1])
@pytest.mark.parametrize(
    ("table", "column"), [("member_needs", "sealed"), ("member_keys", "wrapped")]
)
def test_one_changed_bit_is_refused(member, table, column, at):
    content = bytearray(sealed_of(member, column, table))
    content[at] ^= 1
    change(f"UPDATE {table} SET {column} = decode('{content.hex()}', 'hex')", member)
    with pytest.raises(sealing.SealBroken):
        needs_of(member)


@pytest.fixture
def ring(monkeypatch):
    """Sets the keys of the process: the numbers of known keys, newest first."""
    keys = {1: base64.b64decode("A" * 43 + "="), **{n: os.urandom(32) for n in (2, 3)}}

    def use(*numbers):
        monkeypatch.setattr(sealing, "_keyring", sealing.Keyring({n: keys[n] for n in numbers}))

    return use


def test_a_new_key_opens_what_the_old_one_sealed_until_that_is_taken_away(member, ring):
    ring(2, 1)
    assert needs_of(member).conditions
    ring(2)
    with pytest.raises(sealing.SealBroken):
        needs_of(member)
