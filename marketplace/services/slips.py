"""A paper to show a case worker before saying yes: which hours, and what they pay."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from invoicing.money import net_from_minutes
from marketplace.database import db
from marketplace.models.pay import HourlyPay
from marketplace.models.postings import Shift
from marketplace.models.proposals import Ask
from marketplace.services import asks


@dataclass(frozen=True, slots=True)
class Slip:
    """The shifts of a question with their paid minutes, and the pay an hour where it is known."""

    shifts: Sequence[Shift]
    ore_per_hour: int | None
    """before tax; None where the cooperative has not written it, or an internship pays none"""

    @property
    def minutes(self) -> int:
        """Paid time over all shifts."""
        return sum(shift.work_minutes for shift in self.shifts)

    @property
    def pay_ore(self) -> int | None:
        """What they pay together, before tax."""
        return self.ore_per_hour and net_from_minutes(self.minutes, self.ore_per_hour)


def of(ask: Ask) -> Slip:
    """The slip of a question: its shifts that are still open, with the pay of their first day."""
    shifts = [row.shift for row in asks.open_of(ask)]
    paid = ask.posting.is_billable and shifts
    return Slip(shifts, _pay_on(ask.member_id, shifts[0]) if paid else None)


def _pay_on(member_id: int, shift: Shift) -> int | None:
    return db.session.scalar(
        select(HourlyPay.ore_per_hour)
        .where(HourlyPay.member_id == member_id, HourlyPay.starts_on <= shift.day)
        .order_by(HourlyPay.starts_on.desc())
        .limit(1)
    )
