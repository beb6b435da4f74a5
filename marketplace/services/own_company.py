"""Where each 100 kr of a cooperative came from and went, for those who own it.

A finished year is the accountant's own; the last twelve months are what the books here know.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import floor
from typing import TypeVar

from sqlalchemy import ScalarSelect, Subquery, func, select

from marketplace.clock import at, today
from marketplace.database import db
from marketplace.models.assignments import Assignment
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import Invoice, InvoiceLine, InvoiceStatus, Stream
from marketplace.models.ledger import AnnualAccount
from marketplace.models.members import Member, Membership
from marketplace.models.pay import HourlyPay
from marketplace.models.postings import PostingKind
from marketplace.models.time_reports import TimeReport
from marketplace.services import revenue_rows, small_cells
from marketplace.services.periods import Period

YEAR = timedelta(days=365)
HUNDRED = 100
MINUTES_PER_HOUR = 60
Key = TypeVar("Key")


class Use(StrEnum):
    """What money went to."""

    PAY = "pay"
    OTHER = "other"
    PAID_OUT = "paid_out"
    KEPT = "kept"
    LEFT = "left"
    """kept or paid out: the accountant's file does not tell which"""


@dataclass(frozen=True, slots=True)
class Wages:
    """What customers paid for members' hours, and what those same hours paid before tax."""

    people: int
    billed_ore: int
    paid_ore: int
    unknown_minutes: int
    """billed hours whose pay nobody has written; they are in neither sum"""

    @property
    def is_hidden(self) -> bool:
        """Whether so few have worked that their pay could be read off."""
        return self.people > 0 and small_cells.is_small(self.people)

    @property
    def to_members(self) -> int | None:
        """Kronor of each hundred; None where nothing can be told."""
        if self.billed_ore <= 0 or small_cells.is_small(self.people):
            return None
        return round(HUNDRED * self.paid_ore / self.billed_ore)

    @property
    def to_the_rest(self) -> int | None:
        """Kronor of each hundred that went to all else."""
        return None if self.to_members is None else HUNDRED - self.to_members


def since() -> date:
    """The first of the last 365 days."""
    return today() - YEAR


def accounts(cooperative_id: int) -> Sequence[AnnualAccount]:
    """What was last read of each finished year, newest first."""
    query = select(AnnualAccount).where(AnnualAccount.cooperative_id == cooperative_id)
    found: dict[int, AnnualAccount] = {}
    for row in db.session.scalars(query.order_by(AnnualAccount.year_to.desc(), AnnualAccount.id)):
        found[row.year_to.year] = row
    return list(found.values())


def went_to(account: AnnualAccount) -> Mapping[Use, int] | None:
    """Where each 100 kr of a year's income went, in whole kronor that come to 100 together.

    What was kept is below nought where more was spent than came in. None without income.
    """
    if account.income_ore <= 0:
        return None
    sums = {
        Use.PAY: account.pay_ore,
        Use.OTHER: account.income_ore - account.pay_ore - account.surplus_ore,
    }
    if account.distributed_ore is None:
        sums[Use.LEFT] = account.surplus_ore
    else:
        sums[Use.PAID_OUT] = account.distributed_ore
        sums[Use.KEPT] = account.surplus_ore - account.distributed_ore
    return of_hundred(sums)


def came_from(cooperative_id: int) -> Mapping[tuple[Stream, BuyerSector], int] | None:
    """Where each 100 kr of the last 365 days' revenue came from; None where there was none."""
    booked = revenue_rows.booked(Period(since(), today() + timedelta(days=1)))
    key = booked.selected_columns[0]
    sums: dict[tuple[Stream, BuyerSector], int] = {}
    for _, _, stream, sector, ore in db.session.execute(booked.where(key == cooperative_id)):
        sums[stream, sector] = sums.get((stream, sector), 0) + int(ore)
    return of_hundred(sums) if sum(sums.values()) > 0 else None


def of_hundred(sums: Mapping[Key, int]) -> Mapping[Key, int]:
    """Parts of a positive sum as whole hundredths that add up: the largest remainders gain."""
    whole = sum(sums.values())
    exact = {key: HUNDRED * ore / whole for key, ore in sums.items()}
    parts = {key: floor(share) for key, share in exact.items()}
    lacking = HUNDRED - sum(parts.values())
    for key in sorted(exact, key=lambda one: parts[one] - exact[one])[:lacking]:
        parts[key] += 1
    return parts


def wages(cooperative_id: int) -> Wages:
    """The billed hours of the cooperative's own members in the last 365 days; one query."""
    rows = _billed_hours(cooperative_id)
    known = rows.c.rate.is_not(None)
    found = db.session.execute(
        select(
            func.count(rows.c.member_id.distinct()).filter(known),
            func.sum(rows.c.net_ore).filter(known),
            func.round(func.sum(rows.c.rate * rows.c.minutes / float(MINUTES_PER_HOUR))),
            func.sum(rows.c.minutes).filter(~known),
        )
    ).one()
    return Wages(*(int(one or 0) for one in found))


def is_owner(member: Member) -> bool:
    """Whether she is a member of the association today, with a vote."""
    held = select(Membership.id).where(
        Membership.member_id == member.id, Membership.during.op("@>")(today())
    )
    return db.session.scalar(held.limit(1)) is not None


def _billed_hours(cooperative_id: int) -> Subquery:
    """Each time report on the cooperative's invoices: whose, minutes, pay an hour and net öre."""
    lines = (
        select(InvoiceLine.time_report_id, func.sum(InvoiceLine.net_ore).label("net_ore"))
        .join(InvoiceLine.invoice)
        .where(
            Invoice.cooperative_id == cooperative_id,
            Invoice.status == InvoiceStatus.ISSUED,
            InvoiceLine.time_report_id.is_not(None),
        )
        .group_by(InvoiceLine.time_report_id)
        .subquery()
    )
    return (
        select(
            Assignment.member_id,
            revenue_rows.work_minutes().label("minutes"),
            _rate().label("rate"),
            lines.c.net_ore,
        )
        .select_from(TimeReport)
        .join(lines, lines.c.time_report_id == TimeReport.id)
        .join(Assignment, Assignment.id == TimeReport.assignment_id)
        .join(Member, Member.id == Assignment.member_id)
        .where(
            Member.cooperative_id == cooperative_id,
            TimeReport.kind != PostingKind.INTERNSHIP,
            TimeReport.starts_at >= at(since(), 0),
        )
        .subquery()
    )


def _rate() -> ScalarSelect[int]:
    """What an hour of a time report pays: the newest pay that had begun on its day."""
    return (
        select(HourlyPay.ore_per_hour)
        .where(
            HourlyPay.member_id == Assignment.member_id,
            HourlyPay.starts_on <= revenue_rows.local_day(TimeReport.starts_at),
        )
        .order_by(HourlyPay.starts_on.desc())
        .limit(1)
        .correlate(Assignment, TimeReport)
        .scalar_subquery()
    )
