"""What the database itself makes impossible, whoever writes and however many do so at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import DBAPIError

from marketplace import clock
from marketplace.database import db
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.match_runs import MatchRunStatus
from marketplace.models.members import Employment, ExitReason, Member, Membership, StayPhase
from marketplace.models.postings import PostingKind, Shift
from marketplace.models.proposals import PlacementRole, ProposalStatus
from marketplace.models.users import Role
from tests.make import (
    kept,
    make_company,
    make_cooperative,
    make_employment,
    make_member,
    make_posting,
    make_region,
    make_stay,
    make_user,
    workday,
)
from tests.make_work import (
    make_assignment,
    make_internship,
    make_match_run,
    make_proposal,
)
from tests.models.refusal import at_once, refused, refused_to_the_second

# Bookings


def overlapping(minutes: int) -> tuple[Shift, Shift]:
    """Two shifts of different jobs, the second begins so long before the first ends."""
    start, end = workday(7)
    later = end - timedelta(minutes=minutes)
    first = make_posting(shifts=[(start, end)])
    second = make_posting(cooperative=first.cooperative, shifts=[(later, later + (end - start))])
    return first.shifts[0], second.shifts[0]


def test_nobody_is_booked_twice_at_once(session):
    first, second = overlapping(minutes=1)
    booked = make_assignment(first)
    with refused("ex_assignments_no_double_booking"):
        make_assignment(second, booked.member)


def test_one_job_may_begin_when_the_last_ends(session):
    first, second = overlapping(minutes=0)
    member = make_assignment(first).member
    assert make_assignment(second, member).is_booked


@pytest.mark.parametrize(
    "status",
    [status for status in AssignmentStatus if status not in ("confirmed", "worked")],
    ids=str,
)
def test_a_booking_that_was_undone_leaves_the_time_free(session, status):
    first, second = overlapping(minutes=60)
    undone = make_assignment(first, status=status)
    assert make_assignment(second, undone.member).is_booked


def test_a_booking_cannot_come_back_over_another(session):
    first, second = overlapping(minutes=60)
    undone = make_assignment(first, status=AssignmentStatus.SICK)
    make_assignment(second, undone.member)
    with refused("ex_assignments_no_double_booking"):
        undone.status = AssignmentStatus.CONFIRMED


def test_two_people_may_work_the_same_hours(session):
    first, second = overlapping(minutes=60)
    assert make_assignment(first).member is not make_assignment(second).member


def test_of_many_bookings_of_one_person_at_once_one_stands(clean_database):
    """Ten connections, one hour each of the same day that all overlap."""
    app, people = clean_database.app, 10
    with app.app_context():
        member = make_member()
        postings = [make_posting(cooperative=member.cooperative) for _ in range(people)]
        member_id, shift_ids = member.id, [posting.shifts[0].id for posting in postings]
        db.session.commit()
    together = Barrier(people)

    def book(shift_id: int) -> bool:
        with app.app_context():
            shift = db.session.get_one(Shift, shift_id)
            member = db.session.get_one(Member, member_id)
            together.wait()
            try:
                make_assignment(shift, member)
                db.session.commit()
            except DBAPIError:
                return False
            return True

    with ThreadPoolExecutor(people) as pool:
        assert sum(pool.map(book, shift_ids)) == 1


# Employment


def test_paid_work_needs_an_employment(session):
    member = make_member(employed=False)
    shift = make_posting(cooperative=member.cooperative).shifts[0]
    with refused("employment"):
        make_assignment(shift, member)


@pytest.mark.parametrize(
    ("since", "until"), [(1, None), (-30, 0)], ids=["begins the day after", "ended the day before"]
)
def test_paid_work_needs_an_employment_on_that_very_day(session, since, until):
    shift = make_posting().shifts[0]
    member = make_member(shift.posting.cooperative, employed=False)
    employment = make_employment(
        member,
        shift.day + timedelta(days=since),
        None if until is None else shift.day + timedelta(days=until),
    )
    with refused("ck_assignments_employed_on_the_day"):
        make_assignment(shift, member, employment=employment)


def test_the_day_of_work_is_the_swedish_day_on_which_it_starts(session):
    """00:30 on 1 July in Stockholm is still 30 June in UTC."""
    start = clock.at(date(2027, 7, 1), 30)
    posting = make_posting(shifts=[(start, start + timedelta(hours=4))])
    member = make_member(posting.cooperative, employed=False)
    make_employment(member, date(2027, 7, 1), date(2027, 7, 2))
    assert make_assignment(posting.shifts[0], member).is_booked


def test_paid_work_never_stands_on_another_persons_employment(session):
    shift = make_posting().shifts[0]
    other = make_member(shift.posting.cooperative)
    with refused("ck_assignments_employed_on_the_day"):
        make_assignment(
            shift,
            make_member(shift.posting.cooperative, employed=False),
            employment=other.employments[0],
        )


@pytest.mark.parametrize("first", ["booking", "ending"])
def test_a_booking_and_the_end_of_its_employment_cannot_both_come_through(clean_database, first):
    """Whichever waits for the other sees what the other did."""
    with clean_database.app.app_context():
        shift = make_posting().shifts[0]
        member = make_member(shift.posting.cooperative)
        values = _booking(shift, member, employment_id=member.employments[0].id)
        end = update(Employment).where(Employment.member_id == member.id)
        end = end.values(during=Range(date(2020, 1, 1), date(2021, 1, 1)))
        db.session.commit()
        changes = [insert(Assignment).values(**values), end]
        if first == "ending":
            changes.reverse()
        with refused_to_the_second("ck_assignments_employed_on_the_day"):
            at_once(db.engine, *changes)


def test_an_employment_cannot_end_before_its_booked_work(session):
    booked = make_assignment()
    day = booked.shift.day
    with refused("ck_assignments_employed_on_the_day"):
        booked.employment.during = Range(date(2020, 1, 1), day)


def test_an_employment_may_end_the_day_after_its_last_work(session):
    booked = make_assignment()
    booked.employment.during = Range(date(2020, 1, 1), booked.shift.day + timedelta(days=1))
    session.flush()
    assert booked.employment.covers(booked.shift.day)


def test_an_employment_that_carries_work_cannot_be_removed(session):
    booked = make_assignment()
    with refused("fk_assignments_employment"):
        session.execute(
            text("DELETE FROM employments WHERE id = :id"), {"id": booked.employment_id}
        )


def test_an_internship_needs_no_employment(session):
    internship = make_internship()
    member = make_member(internship.cooperative, employed=False)
    assert make_assignment(internship.shifts[0], member).is_booked


def test_paid_work_cannot_be_disguised_as_an_internship(session):
    shift = make_posting().shifts[0]
    member = make_member(shift.posting.cooperative, employed=False)
    with refused("fk_assignments_shift_id_kind_shifts"):
        session.execute(
            insert(Assignment).values(**_booking(shift, member, kind=PostingKind.INTERNSHIP))
        )


def _booking(shift: Shift, member: Member, **columns: object) -> dict[str, object]:
    return {
        "shift_id": shift.id,
        "member_id": member.id,
        "kind": shift.kind,
        "role": PlacementRole.WORK,
        "during": Range(shift.starts_at, shift.ends_at),
        "status": AssignmentStatus.CONFIRMED,
        "confirmed_at": clock.now(),
        **columns,
    }


# Periods of a person


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        pytest.param(
            lambda member: make_employment(member, date(2026, 1, 1)),
            "ex_employments_one_at_a_time",
            id="employment",
        ),
        pytest.param(
            lambda member: make_stay(member, date(2026, 1, 1)),
            "ex_stays_one_at_a_time",
            id="stay",
        ),
        pytest.param(
            lambda member: kept(
                Membership(member_id=member.id, during=Range(date(2026, 1, 1), None))
            ),
            "ex_memberships_one_at_a_time",
            id="membership",
        ),
    ],
)
def test_a_person_has_one_at_a_time(session, make, constraint):
    member = make_member(employed=False, participates=False)
    make(member)
    with refused(constraint):
        make(member)


def test_a_stay_that_ends_says_what_came_after(session):
    member = make_member(participates=False)
    with refused("ck_stays_exit_has_reason"):
        make_stay(member, date(2025, 1, 1), date(2026, 1, 1))
    assert make_stay(
        member, date(2025, 1, 1), date(2026, 1, 1), exit_reason=ExitReason.WORK
    ).phase is (StayPhase.WORK_READY)


# Postings


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"kind": PostingKind.INTERNSHIP, "ore_per_hour": 1}, "internship_unpriced"),
        ({"ore_per_hour": None}, "internship_unpriced"),
        ({"ore_per_hour": 0}, "price_positive"),
        ({"priority": 4}, "priority_range"),
        ({"team": 0}, "team_positive"),
        ({"heads": 0}, "heads_range"),
        ({"heads": 201}, "heads_range"),
        ({"break_minutes": -1}, "break_within"),
        ({"break_minutes": 8 * 60}, "break_within"),
        ({"skills": {"packing": 4}}, "level_range"),
    ],
    ids=str,
)
def test_a_posting_without_sense_is_refused(session, columns, constraint):
    with refused(constraint):
        make_posting(**columns)


def test_a_shift_ends_after_it_starts(session):
    start, _ = workday(7)
    with refused("ck_shifts_"):
        make_posting(shifts=[(start, start)], break_minutes=0)


def test_a_shift_is_of_the_kind_of_its_posting(session):
    posting = make_posting()
    with refused("fk_shifts_posting_id_kind_postings"):
        posting.shifts[0].kind = PostingKind.SERVICE


def test_a_status_is_one_of_its_words(session):
    posting = make_posting()
    with refused("posting_status"):
        session.execute(
            text("UPDATE postings SET status = 'matching' WHERE id = :id"), {"id": posting.id}
        )


# Proposals and match runs


@pytest.mark.parametrize("status", ["created", "sent", "accepted", "declined"])
def test_a_person_is_proposed_once_for_a_shift(session, status):
    """A no stands too: nobody is asked again for the hours she declined."""
    proposal = make_proposal(status=ProposalStatus(status))
    with refused("uq_proposals_one_standing"):
        make_proposal(proposal.shift, proposal.member)


@pytest.mark.parametrize("status", ["expired", "superseded"])
def test_a_person_can_be_proposed_again_after_what_came_to_nothing(session, status):
    proposal = make_proposal(status=ProposalStatus(status))
    assert make_proposal(proposal.shift, proposal.member).id != proposal.id


def test_a_region_waits_for_one_solve_at_most(session):
    region = make_region()
    make_match_run(region, MatchRunStatus.QUEUED)
    make_match_run(region, MatchRunStatus.SOLVING)
    with refused("uq_match_runs_one_queued"):
        make_match_run(region, MatchRunStatus.QUEUED)


# The role of the application


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE extra (id int)",
        "ALTER TABLE events DISABLE TRIGGER ALL",
        "DROP TABLE events",
        "UPDATE alembic_version SET version_num = '0'",
        "SET session_replication_role = replica",
        "CREATE ROLE another",
    ],
)
def test_the_application_cannot_change_the_rules_themselves(session, statement):
    with pytest.raises(DBAPIError, match=r"permission denied|must be owner|does not exist"):
        session.execute(text(statement))


def test_the_application_cannot_become_the_owner(session, server):
    if server.app is None:
        pytest.skip("DATABASE_URL alone: who stepped down to the application can step up again")
    with pytest.raises(DBAPIError, match=r"permission denied"):
        session.execute(text(f"SET ROLE {server.owner.username}"))


# Users


@pytest.mark.parametrize(
    ("role", "columns"),
    [
        (Role.COACH, {"cooperative": None}),
        (Role.KOOPTJANST, {"company": "one"}),
        (Role.COMPANY, {"company": None}),
        (Role.COMPANY, {"cooperative": "one"}),
        (Role.MEMBER, {"member": None}),
    ],
    ids=str,
)
def test_a_user_acts_for_the_organisation_of_her_role(session, role, columns):
    made = {"company": make_company(), "cooperative": make_cooperative()}
    user = make_user(role)
    with refused("_of_role"):
        for name, value in columns.items():
            setattr(user, name, made[name] if value else None)


def test_a_mail_address_is_one_persons_however_it_is_written(session):
    make_user(email="kim@example.com")
    with refused("uq_users_email"):
        make_user(email="KIM@example.com")


def test_people_without_a_mail_address_do_not_collide(session):
    assert make_user(email=None).id != make_user(email=None).id
