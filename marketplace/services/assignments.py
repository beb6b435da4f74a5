"""Bookings: made by a member's yes, undone by her no, by sickness or by a cancelled job."""

from collections.abc import Sequence

from psycopg.errors import CheckViolation, ExclusionViolation
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.assignments import BOOKED, Assignment, AssignmentStatus
from marketplace.models.availability import Absence
from marketplace.models.history import Actor
from marketplace.models.internal_shifts import InternalSeat, InternalShift
from marketplace.models.members import Employment, Member
from marketplace.models.messages import Channel
from marketplace.models.postings import (
    Posting,
    PostingStatus,
    Shift,
    ShiftStatus,
)
from marketplace.models.proposals import STANDING, PlacementRole, Proposal, ProposalStatus
from marketplace.services import match_runs, members, messages, turns
from marketplace.services.history import move, record


def confirm(proposal: Proposal, by: Actor) -> Assignment:
    """Book the member of an accepted proposal of a job that is held (turns.hold).

    The member's row is locked first, so that two bookings of one person take turns; the exclusion
    constraint behind it is the truth. Raises Conflict where the seat is taken, she has other work
    then, or no employment holds that day.
    """
    db.session.execute(
        select(Member.id).where(Member.id == proposal.member_id).with_for_update(key_share=True)
    )
    shift = db.session.scalars(
        select(Shift).where(Shift.id == proposal.shift_id).with_for_update(key_share=True)
    ).one()
    if shift.status in (ShiftStatus.WORKED, ShiftStatus.CANCELLED) or shift.starts_at <= now():
        raise Conflict(N_("Det passet går inte att boka längre."))
    if proposal.role == PlacementRole.WORK and _workers(shift) >= shift.heads:
        raise Conflict(N_("Platsen är redan tagen av någon annan."))
    if _in_own_shift(proposal.member_id, shift):
        raise Conflict(N_("Det finns redan ett annat jobb den tiden."))
    assignment = Assignment(
        shift_id=shift.id,
        member_id=proposal.member_id,
        proposal_id=proposal.id,
        employment_id=_employment_id(proposal.member_id, shift),
        kind=shift.kind,
        role=proposal.role,
        during=Range(shift.starts_at, shift.ends_at),
        status=AssignmentStatus.CONFIRMED,
        confirmed_at=now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(assignment)
    except IntegrityError as error:
        raise _told(error) from error
    record("assignments.confirmed", assignment, by)
    settle_posting(shift.posting, by)
    return assignment


def _in_own_shift(member_id: int, shift: Shift) -> bool:
    """Whether she works in the cooperative's own kitchen or shop meanwhile."""
    seats = (
        select(InternalSeat.id)
        .join(InternalSeat.shift)
        .where(
            InternalSeat.member_id == member_id,
            InternalShift.starts_at < shift.ends_at,
            InternalShift.ends_at > shift.starts_at,
        )
    )
    return db.session.scalar(seats.limit(1)) is not None


def cancel_by_member(assignment: Assignment, by: Actor) -> None:
    """Undo a booking because the member cannot come. Nothing is held against her."""
    _free(assignment, AssignmentStatus.CANCELLED_BY_MEMBER, by)


def report_sick(assignment: Assignment, by: Actor) -> None:
    """Free the seat of somebody who is ill and look for another. No reason, no mark.

    Her time until the end of the shift is noted as time when she cannot work, and nothing else.
    """
    _free(assignment, AssignmentStatus.SICK, by)
    db.session.add(Absence(member_id=assignment.member_id, during=assignment.during))


def cancel_posting(posting: Posting, by: Actor) -> None:
    """Cancel every booking and question of a job that is withdrawn, and tell those booked."""
    turns.hold(posting.id)
    rows = of_posting(posting)
    for assignment in rows:
        if assignment.status == AssignmentStatus.CONFIRMED:
            move(assignment, AssignmentStatus.CANCELLED_BY_COMPANY, by)
            _tell_cancelled(assignment)
    proposals = db.session.scalars(
        select(Proposal)
        .join(Proposal.shift)
        .where(Shift.posting_id == posting.id, Proposal.status.in_(STANDING))
    )
    for proposal in proposals:
        move(proposal, ProposalStatus.SUPERSEDED, by)
    for shift in posting.live_shifts:
        if shift.status != ShiftStatus.WORKED:
            move(shift, ShiftStatus.CANCELLED, by)


def of_posting(posting: Posting) -> Sequence[Assignment]:
    """Every booking of a posting, by shift and name."""
    return db.session.scalars(
        select(Assignment)
        .join(Assignment.shift)
        .join(Assignment.member)
        .where(Shift.posting_id == posting.id)
        .order_by(Shift.starts_at, members.BY_SHOWN_NAME, Assignment.id)
        .options(joinedload(Assignment.member), joinedload(Assignment.shift))
    ).all()


def settle_posting(posting: Posting, by: Actor) -> None:
    """Let shifts and posting say what their bookings amount to: open, partly filled or filled.

    A job that runs is looked for anew while a shift to come lacks somebody.
    """
    db.session.flush()
    if not posting.is_staffable and posting.status != PostingStatus.RUNNING:
        return
    filled = _filled_seats(posting)
    for shift in posting.live_shifts:
        full = filled.get(shift.id, 0) >= shift.heads
        wanted = ShiftStatus.STAFFED if full else ShiftStatus.PLANNED
        if shift.status in (ShiftStatus.PLANNED, ShiftStatus.STAFFED) and shift.status != wanted:
            move(shift, wanted, by)
    status = _status_of(posting, filled)
    if status != posting.status:
        move(posting, status, by, filled=sum(filled.values()), seats=posting.seats)


def _status_of(posting: Posting, filled: dict[int, int]) -> PostingStatus:
    worked = any(shift.status == ShiftStatus.WORKED for shift in posting.live_shifts)
    if posting.status == PostingStatus.RUNNING or (worked and posting.status != PostingStatus.OPEN):
        return PostingStatus.PARTLY_FILLED if _lacks(posting, filled) else PostingStatus.RUNNING
    if not any(filled.values()):
        return PostingStatus.OPEN
    full = all(filled.get(shift.id, 0) >= shift.heads for shift in posting.live_shifts)
    return PostingStatus.FILLED if full else PostingStatus.PARTLY_FILLED


def lacks_people(posting: Posting) -> bool:
    """Whether a shift that has yet to begin has a seat with nobody booked."""
    return _lacks(posting, _filled_seats(posting))


def _lacks(posting: Posting, filled: dict[int, int]) -> bool:
    moment = now()
    to_come = [shift for shift in posting.live_shifts if shift.starts_at > moment]
    return any(filled.get(shift.id, 0) < shift.heads for shift in to_come)


def _filled_seats(posting: Posting) -> dict[int, int]:
    rows = db.session.execute(
        select(Assignment.shift_id, func.count())
        .join(Assignment.shift)
        .where(
            Shift.posting_id == posting.id,
            Assignment.status.in_(BOOKED),
            Assignment.role == PlacementRole.WORK,
        )
        .group_by(Assignment.shift_id)
    )
    return {row[0]: row[1] for row in rows}


def _workers(shift: Shift) -> int:
    query = select(func.count()).where(
        Assignment.shift_id == shift.id,
        Assignment.status.in_(BOOKED),
        Assignment.role == PlacementRole.WORK,
    )
    return db.session.scalar(query) or 0


def _employment_id(member_id: int, shift: Shift) -> int | None:
    return db.session.scalar(
        select(Employment.id).where(
            Employment.member_id == member_id, Employment.during.op("@>")(shift.day)
        )
    )


def _free(assignment: Assignment, status: AssignmentStatus, by: Actor) -> None:
    turns.hold(assignment.shift.posting_id)
    move(assignment, status, by)
    proposal = assignment.proposal
    if proposal is not None and proposal.status == ProposalStatus.ACCEPTED:
        sick = status == AssignmentStatus.SICK
        move(proposal, ProposalStatus.SUPERSEDED if sick else ProposalStatus.DECLINED, by)
    posting = assignment.shift.posting
    settle_posting(posting, by)
    match_runs.request(posting.cooperative.region_id, by)


def _tell_cancelled(assignment: Assignment) -> None:
    member = assignment.member
    recipient = member.email or member.phone
    if recipient:
        channel = Channel.MAIL if member.email else Channel.SMS
        messages.send(
            channel, recipient, "shift_cancelled", member_id=member.id, shift=assignment.shift
        )


def _told(error: IntegrityError) -> Conflict:
    if isinstance(error.orig, ExclusionViolation):
        return Conflict(N_("Det finns redan ett annat jobb den tiden."))
    if isinstance(error.orig, CheckViolation):
        return Conflict(N_("Det finns ingen anställning den dagen. Prata med handledaren."))
    return Conflict(N_("Det är redan bokat."))
