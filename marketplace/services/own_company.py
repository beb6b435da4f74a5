"""Where each 100 kr of a cooperative went, for those who own it: only what the books here know."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from marketplace.clock import at, today
from marketplace.database import db
from marketplace.models.assignments import Assignment
from marketplace.models.invoices import Invoice, InvoiceLine, InvoiceStatus
from marketplace.models.members import Member, Membership
from marketplace.models.pay import HourlyPay
from marketplace.models.postings import Shift
from marketplace.models.time_reports import TimeReport
from marketplace.services.payroll import ATTESTED

YEAR = timedelta(days=365)
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Hundred:
    """A year's invoiced work before VAT, and what the members were paid of it before tax."""

    since: date
    invoiced_ore: int
    paid_ore: int
    unknown_minutes: int
    """hours whose pay nobody has written"""

    @property
    def to_members(self) -> int | None:
        """Kronor of each hundred; None where nothing is invoiced, or some pay is unknown."""
        if not self.invoiced_ore or self.unknown_minutes:
            return None
        return round(HUNDRED * self.paid_ore / self.invoiced_ore)

    @property
    def to_the_rest(self) -> int | None:
        """Kronor of each hundred that went to all else."""
        return None if self.to_members is None else HUNDRED - self.to_members


def hundred(cooperative_id: int) -> Hundred:
    """The last 365 days of a cooperative; a fixed number of queries."""
    since = today() - YEAR
    paid, unknown = _paid(cooperative_id, since)
    return Hundred(since, _invoiced(cooperative_id, since), paid, unknown)


def is_owner(member: Member) -> bool:
    """Whether she is a member of the association today, with a vote."""
    held = select(Membership.id).where(
        Membership.member_id == member.id, Membership.during.op("@>")(today())
    )
    return db.session.scalar(held.limit(1)) is not None


def _invoiced(cooperative_id: int, since: date) -> int:
    return int(
        db.session.scalar(
            select(func.coalesce(func.sum(InvoiceLine.net_ore), 0))
            .join(InvoiceLine.invoice)
            .where(
                Invoice.cooperative_id == cooperative_id,
                Invoice.status == InvoiceStatus.ISSUED,
                Invoice.issued_on >= since,
            )
        )
        or 0
    )


def _paid(cooperative_id: int, since: date) -> tuple[int, int]:
    """Öre paid for attested hours, and minutes whose pay is unknown."""
    rate = (
        select(HourlyPay.ore_per_hour)
        .where(
            HourlyPay.member_id == Assignment.member_id,
            HourlyPay.starts_on <= func.date(Shift.starts_at),
        )
        .order_by(HourlyPay.starts_on.desc())
        .limit(1)
        .correlate(Assignment, Shift)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(rate.label("rate"), TimeReport)
        .join(Assignment, TimeReport.assignment_id == Assignment.id)
        .join(Assignment.shift)
        .join(Assignment.member)
        .where(
            Member.cooperative_id == cooperative_id,
            TimeReport.status.in_(ATTESTED),
            Shift.starts_at >= at(since, 0),
        )
    ).all()
    paid = sum(rate * report.work_minutes for rate, report in rows if rate) // 60
    return int(paid), sum(report.work_minutes for rate, report in rows if not rate)
