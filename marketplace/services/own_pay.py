"""What a member's own booked hours pay: an estimate before tax, for her alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from invoicing.money import net_from_minutes
from marketplace.clock import at, today
from marketplace.database import db
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.members import Member
from marketplace.models.postings import Posting, PostingKind, Shift
from marketplace.services import payroll


@dataclass(frozen=True, slots=True)
class MonthOfPay:
    """The booked and worked hours of a month, and what they pay; None where nobody wrote it."""

    first_day: date
    minutes: int
    pay_ore: int | None


def months(member: Member) -> Sequence[MonthOfPay]:
    """This month and the next, each with its hours that are worked or booked, internships aside."""
    first = today().replace(day=1)
    second = _after(first)
    rates = payroll.pay_of(member)
    made = []
    for start, end in ((first, second), (second, _after(second))):
        minutes = sum(shift.work_minutes for shift in _shifts(member, start, end))
        rate = next((row.ore_per_hour for row in rates if row.starts_on < end), None)
        made.append(MonthOfPay(start, minutes, rate and net_from_minutes(minutes, rate)))
    return made


def _shifts(member: Member, start: date, end: date) -> Sequence[Shift]:
    return db.session.scalars(
        select(Shift)
        .join(Assignment, Assignment.shift_id == Shift.id)
        .join(Shift.posting)
        .where(
            Assignment.member_id == member.id,
            Assignment.status.in_(BOOKED),
            Posting.kind != PostingKind.INTERNSHIP,
            Shift.starts_at >= at(start, 0),
            Shift.starts_at < at(end, 0),
        )
        .options(joinedload(Shift.posting))
    ).all()


def _after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
