"""Hours: reported by the cooperative, confirmed by the company, attested, then billed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.postings import Posting, PostingStatus, Shift, ShiftStatus
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.queue import enqueue
from marketplace.services import assignments, members
from marketplace.services.history import move, record

LONGEST_DIFFERENCE_MINUTES = 12 * 60


@dataclass(frozen=True, slots=True)
class Hours:
    """What one person worked: None for somebody who was not there."""

    starts_at: datetime
    ends_at: datetime
    break_minutes: int

    @property
    def work_minutes(self) -> int:
        """Paid minutes."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60 - self.break_minutes


def to_report(posting: Posting) -> Sequence[Assignment]:
    """Bookings of shifts that have ended and whose hours nobody has reported yet."""
    return db.session.scalars(
        select(Assignment)
        .join(Assignment.shift)
        .join(Assignment.member)
        .where(
            Shift.posting_id == posting.id,
            Shift.ends_at <= now(),
            Assignment.status == AssignmentStatus.CONFIRMED,
        )
        .order_by(Shift.starts_at, members.BY_SHOWN_NAME, Assignment.id)
        .options(joinedload(Assignment.member), joinedload(Assignment.shift))
    ).all()


def as_planned(assignment: Assignment) -> Hours:
    """The hours as they were planned: what the form proposes."""
    shift = assignment.shift
    return Hours(shift.starts_at, shift.ends_at, shift.break_minutes)


def report(posting: Posting, worked: Mapping[Assignment, Hours | None], by: Actor) -> int:
    """Report who worked how long; None means that the person was not there. How many worked.

    Raises Invalid for hours that cannot be, Conflict where a booking was reported meanwhile.
    """
    for assignment, hours in worked.items():
        if hours is None:
            move(assignment, AssignmentStatus.NO_SHOW, by)
            continue
        _refuse_impossible(assignment, hours)
        move(assignment, AssignmentStatus.WORKED, by)
        row = TimeReport(
            assignment_id=assignment.id,
            kind=assignment.kind,
            starts_at=hours.starts_at,
            ends_at=hours.ends_at,
            break_minutes=hours.break_minutes,
            status=TimeReportStatus.DRAFT,
        )
        db.session.add(row)
        db.session.flush()
        move(row, TimeReportStatus.MEMBER_SIGNED, by)
    db.session.flush()
    _close_shifts(posting, by)
    return sum(1 for hours in worked.values() if hours is not None)


def of_posting(posting: Posting) -> Sequence[TimeReport]:
    """Every report of a posting, by shift and name."""
    return db.session.scalars(
        select(TimeReport)
        .join(TimeReport.assignment)
        .join(Assignment.shift)
        .join(Assignment.member)
        .where(Shift.posting_id == posting.id)
        .order_by(Shift.starts_at, members.BY_SHOWN_NAME, TimeReport.id)
        .options(
            joinedload(TimeReport.assignment).joinedload(Assignment.member),
            joinedload(TimeReport.assignment).joinedload(Assignment.shift),
        )
    ).all()


def confirm(posting: Posting, by: Actor) -> int:
    """The company says that the reported hours are right: attested, and billed where paid.

    Both sides have then said the same, so nobody needs to attest once more. How many reports it
    was; pressed twice, the second time none.
    """
    rows = [row for row in of_posting(posting) if row.status == TimeReportStatus.MEMBER_SIGNED]
    for row in rows:
        move(row, TimeReportStatus.COMPANY_SIGNED, by)
        move(row, TimeReportStatus.APPROVED, SYSTEM)
        row.approved_at = now()
    if rows and posting.is_billable:
        enqueue("invoices.draft", posting_id=posting.id, queueing_lock=f"draft:{posting.id}")
    return len(rows)


def dispute(posting: Posting, message: str, by: Actor) -> None:
    """The company says that the hours are not right, in words for the coach.

    Raises Invalid without a message, Conflict where nothing waits for an answer.
    """
    if not message.strip():
        raise Invalid(N_("Skriv vad som inte stämmer, så rättar handledaren det."), "message")
    rows = [row for row in of_posting(posting) if row.status == TimeReportStatus.MEMBER_SIGNED]
    if not rows:
        raise Conflict(N_("Timmarna är redan besvarade."))
    for row in rows:
        move(row, TimeReportStatus.DISPUTED, by)
        row.message = message.strip()
    record("postings.hours_disputed", posting, by)


def correct(posting: Posting, hours: Mapping[TimeReport, Hours], by: Actor) -> None:
    """Report disputed hours anew."""
    for row, corrected in hours.items():
        _refuse_impossible(row.assignment, corrected)
        row.starts_at, row.ends_at = corrected.starts_at, corrected.ends_at
        row.break_minutes = corrected.break_minutes
        move(row, TimeReportStatus.MEMBER_SIGNED, by)
    record("postings.hours_corrected", posting, by)


def _refuse_impossible(assignment: Assignment, hours: Hours) -> None:
    if hours.ends_at <= hours.starts_at:
        raise Invalid(N_("Sluttiden behöver vara efter starttiden."), "ends_at")
    if hours.break_minutes < 0 or hours.work_minutes <= 0:
        raise Invalid(N_("Rasten behöver vara kortare än passet."), "break_minutes")
    if hours.ends_at > now():
        raise Invalid(N_("Timmar kan rapporteras först när de är gjorda."), "ends_at")
    planned = assignment.shift
    before = (planned.starts_at - hours.starts_at).total_seconds() / 60
    after = (hours.ends_at - planned.ends_at).total_seconds() / 60
    if max(before, after) > LONGEST_DIFFERENCE_MINUTES:
        raise Invalid(N_("Tiderna ligger för långt från passet. Kontrollera dagen."), "starts_at")


def _close_shifts(posting: Posting, by: Actor) -> None:
    """Shifts that have ended and have nobody left to report are worked; then the job is done.

    While somebody is looked for to a shift to come, it goes on being looked for.
    """
    left = {row.shift_id for row in to_report(posting)}
    for shift in posting.live_shifts:
        over = shift.ends_at <= now() and shift.id not in left
        if over and shift.status != ShiftStatus.WORKED:
            move(shift, ShiftStatus.WORKED, by)
    has_people = posting.status in (PostingStatus.FILLED, PostingStatus.PARTLY_FILLED)
    if has_people and not assignments.lacks_people(posting):
        move(posting, PostingStatus.RUNNING, by)
    worked = all(shift.status == ShiftStatus.WORKED for shift in posting.live_shifts)
    if worked and posting.status == PostingStatus.RUNNING:
        move(posting, PostingStatus.DONE, by)
