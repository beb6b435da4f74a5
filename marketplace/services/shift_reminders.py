"""Reminding members of their shifts, those who wish it, when they wish it."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.clock import at
from marketplace.database import db
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.history import Actor
from marketplace.models.members import Member, Reminder
from marketplace.models.messages import Channel
from marketplace.models.postings import Posting, Shift
from marketplace.services import messages
from marketplace.services.history import record

EVENING_MINUTE = 18 * 60
SHORTLY = timedelta(hours=2)
LOOK_AHEAD = timedelta(hours=48)


def wish(member: Member, when: Reminder, by: Actor) -> None:
    """Keep when a member wants to be reminded."""
    if member.reminder != when:
        member.reminder = when
        record("members.reminder_wished", member, by)


def due_at(shift: Shift, when: Reminder) -> datetime | None:
    """When the reminder of a shift leaves; None for those who want none."""
    if when is Reminder.EVENING_BEFORE:
        return at(shift.day - timedelta(days=1), EVENING_MINUTE)
    if when is Reminder.TWO_HOURS_BEFORE:
        return shift.starts_at - SHORTLY
    return None


def send_due(moment: datetime) -> int:
    """Send every reminder whose time has come, each once; how many.

    Called again at once it finds nothing. A shift that was booked after its reminder would have
    left is not reminded of: the member has just said yes.
    """
    rows = db.session.scalars(
        select(Assignment)
        .join(Assignment.shift)
        .join(Assignment.member)
        .where(
            Assignment.status == AssignmentStatus.CONFIRMED,
            Assignment.reminded_at.is_(None),
            Member.reminder != Reminder.NONE,
            Shift.starts_at > moment,
            Shift.starts_at <= moment + LOOK_AHEAD,
        )
        .order_by(Assignment.id)
        .options(
            joinedload(Assignment.member),
            joinedload(Assignment.shift).joinedload(Shift.posting).joinedload(Posting.site),
            joinedload(Assignment.shift).joinedload(Shift.posting).joinedload(Posting.company),
            joinedload(Assignment.shift).joinedload(Shift.posting).joinedload(Posting.cooperative),
        )
        .with_for_update(of=Assignment, skip_locked=True)
    ).all()
    due = [one for one in rows if _is_due(one, moment)]
    for one in due:
        one.reminded_at = moment
        _send(one)
    return len(due)


def _is_due(assignment: Assignment, moment: datetime) -> bool:
    due = due_at(assignment.shift, assignment.member.reminder)
    return due is not None and assignment.confirmed_at < due <= moment


def _send(assignment: Assignment) -> None:
    member = assignment.member
    recipient = member.phone or member.email
    if recipient:
        channel = Channel.SMS if member.phone else Channel.MAIL
        values = {"shift": assignment.shift, "member": member}
        messages.send(channel, recipient, "shift_reminder", member_id=member.id, **values)
