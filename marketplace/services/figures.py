"""Figures over many rows: what a cooperative earns, how well work and people find each other."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Date, Select, case, cast, func, select

from marketplace.clock import now, today
from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import Invoice, InvoiceLine, InvoiceStatus
from marketplace.models.members import Member, Stay
from marketplace.models.payments import Payment
from marketplace.models.postings import Posting, PostingStatus
from marketplace.services import alphabet, payments, seats
from marketplace.services.small_cells import is_small

WINDOW = timedelta(days=90)
PARTICIPANTS_PROMISED: Final = 20
"""In every cooperative at any time, as the project's application says."""
NO_WORK = {"seats_asked": 0, "seats_filled": 0, "answered": 0, "said_yes": 0}


@dataclass(frozen=True, slots=True)
class Month:
    """A month's issued invoices, before VAT, and what has come in on them."""

    first_day: date
    net_ore: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Revenue:
    """A cooperative's money: issued a month, and what is open and overdue now."""

    months: Sequence[Month]
    net_ore: int
    paid_ore: int
    open_ore: int
    overdue_ore: int


@dataclass(frozen=True, slots=True)
class Work:
    """How work and people found each other: participants today, the rest over ninety days."""

    participants: int
    seats_asked: int
    seats_filled: int
    answered: int
    said_yes: int
    answerers: int
    open_postings: int
    net_ore: int

    @property
    def fill_rate(self) -> float | None:
        """Filled of asked seats."""
        return self.seats_filled / self.seats_asked if self.seats_asked else None

    @property
    def yes_rate(self) -> float | None:
        """Yes of answers; None where they are the answers of fewer than five people."""
        return None if is_small(self.answerers) else self.said_yes / self.answered


@dataclass(frozen=True, slots=True)
class CooperativeState(Work):
    """How one cooperative stands."""

    cooperative: Cooperative


def revenue(cooperative_id: int, months: int = 12) -> Revenue:
    """What a cooperative has invoiced in the last months, this one included, newest last."""
    since = _months_back(months - 1)
    month = cast(func.date_trunc("month", Invoice.issued_on), Date)
    rows = db.session.execute(
        select(month, func.sum(InvoiceLine.net_ore), func.sum(InvoiceLine.quantity_minutes))
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .where(Invoice.cooperative_id == cooperative_id, Invoice.issued_on >= since)
        .group_by(month)
    ).all()
    found = {first: Month(first, int(net), int(minutes)) for first, net, minutes in rows}
    series = [_month_after(since, number) for number in range(months)]
    payable, paid, overdue = _balances(cooperative_id)
    listed = [found.get(first, Month(first, 0, 0)) for first in series]
    return Revenue(
        listed, sum(one.net_ore for one in listed), paid, max(0, payable - paid), overdue
    )


def cooperatives() -> Sequence[CooperativeState]:
    """Every cooperative over the last ninety days, by name, in a fixed number of queries."""
    rows = db.session.scalars(
        select(Cooperative).order_by(alphabet.ordered(Cooperative.name))
    ).all()
    participants, openings, sums = _participants(), _openings(), _sums()
    since, until = now() - WINDOW, now()
    work = _work(since, until)
    answerers = seats.people_who_answered(Posting.cooperative_id, since, until)
    return [
        CooperativeState(
            cooperative=row,
            participants=participants.get(row.id, 0),
            answerers=answerers.get(row.id, 0),
            open_postings=openings.get(row.id, 0),
            net_ore=sums.get(row.id, 0),
            **work.get(row.id, NO_WORK),
        )
        for row in rows
    ]


def state_of(cooperative: Cooperative) -> CooperativeState:
    """One cooperative over the last ninety days."""
    return next(state for state in cooperatives() if state.cooperative is cooperative)


def total(states: Sequence[CooperativeState]) -> Work:
    """All cooperatives together."""
    names = [field.name for field in fields(Work)]
    return Work(**{name: sum(getattr(state, name) for state in states) for name in names})


def _balances(cooperative_id: int) -> tuple[int, int, int]:
    """Payable, paid and overdue of all issued invoices."""
    paid = (
        select(func.coalesce(func.sum(Payment.amount_ore), 0))
        .where(Payment.invoice_id == Invoice.id, payments.counts())
        .scalar_subquery()
    )
    left = Invoice.payable_ore - paid
    late = case((Invoice.due_on < today(), func.greatest(left, 0)), else_=0)
    row = db.session.execute(
        select(func.sum(Invoice.payable_ore), func.sum(paid), func.sum(late)).where(
            Invoice.cooperative_id == cooperative_id, Invoice.status == InvoiceStatus.ISSUED
        )
    ).one()
    payable, received, overdue = (int(value or 0) for value in row)
    return payable, received, overdue


def _participants() -> dict[int, int]:
    return _by_cooperative(
        select(Member.cooperative_id, func.count(Member.id.distinct()))
        .join(Stay, Stay.member_id == Member.id)
        .where(Stay.during.op("@>")(today()))
        .group_by(Member.cooperative_id)
    )


def _work(since: datetime, until: datetime) -> dict[int, dict[str, int]]:
    """What became of the seats on shifts that have begun in the window."""
    found = seats.of_postings(since, until)
    sums = [func.sum(found.c[name]) for name in NO_WORK]
    rows = db.session.execute(
        select(Posting.cooperative_id, *sums)
        .join(found, found.c.posting_id == Posting.id)
        .group_by(Posting.cooperative_id)
    )
    return {row[0]: dict(zip(NO_WORK, map(int, row[1:]), strict=True)) for row in rows}


def _openings() -> dict[int, int]:
    return _by_cooperative(
        select(Posting.cooperative_id, func.count())
        .where(Posting.status.in_((PostingStatus.OPEN, PostingStatus.PARTLY_FILLED)))
        .group_by(Posting.cooperative_id)
    )


def _sums() -> dict[int, int]:
    return _by_cooperative(
        select(Invoice.cooperative_id, func.sum(Invoice.net_ore))
        .where(Invoice.issued_on >= today() - WINDOW)
        .group_by(Invoice.cooperative_id)
    )


def _by_cooperative(query: Select[*tuple[Any, ...]]) -> dict[int, int]:
    return {row[0]: int(row[1]) for row in db.session.execute(query)}


def _months_back(count: int) -> date:
    day = today().replace(day=1)
    for _ in range(count):
        day = (day - timedelta(days=1)).replace(day=1)
    return day


def _month_after(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)
