"""The books as people read them: vouchers of a month, and what a year came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Date, Text, cast, func, select
from sqlalchemy.orm import contains_eager

from invoicing.accounts import BAS
from marketplace.database import db
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import Invoice, InvoiceStatus, Stream
from marketplace.models.ledger import Voucher, VoucherEntry
from marketplace.services import payments, periods
from marketplace.services.lists import Source
from marketplace.services.periods import Period

LONGEST_NUMBER = 9
SERIES = ("B", "C", "D")
"""Invoices, payments and all else."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the books: revenue and output VAT come out positive."""

    first_day: date
    revenue_ore: int
    vat_ore: int
    received_ore: int
    vouchers: int
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the books; revenue by stream and sector adds up to the revenue of its months."""

    months: Sequence[Month]
    by_kind: Mapping[tuple[Stream, BuyerSector], int]
    revenue_ore: int
    other_income_ore: int
    """rounding, fees and interest: class 3 without stream, and class 8"""


def entries(
    cooperative_id: int, period: Period, accounts: Sequence[str] = ()
) -> Source[VoucherEntry]:
    """Every line of the vouchers of a period; `accounts` are those it can be narrowed to."""
    number = func.concat(Voucher.series, func.lpad(cast(Voucher.number, Text), LONGEST_NUMBER, "0"))
    return Source(
        query=select(VoucherEntry)
        .join(VoucherEntry.voucher)
        .where(*_within(cooperative_id, period))
        .options(contains_eager(VoucherEntry.voucher)),
        tie=VoucherEntry.id,
        orders={
            "day": Voucher.booked_on,
            "number": number,
            "text": Voucher.text,
            "account": VoucherEntry.account,
            "amount": VoucherEntry.amount_ore,
        },
        texts=(
            Voucher.text,
            Voucher.source,
            VoucherEntry.account,
            func.concat(Voucher.series, Voucher.number),
        ),
        filters={
            "series": {name: Voucher.series == name for name in SERIES},
            "account": {one: VoucherEntry.account == one for one in accounts},
        },
    )


def accounts(cooperative_id: int, period: Period) -> Sequence[tuple[str, str, int]]:
    """What each account came to in a period: number, name, debit less credit."""
    rows = db.session.execute(
        select(VoucherEntry.account, func.sum(VoucherEntry.amount_ore))
        .join(Voucher, Voucher.id == VoucherEntry.voucher_id)
        .where(*_within(cooperative_id, period))
        .group_by(VoucherEntry.account)
        .order_by(VoucherEntry.account)
    )
    return [(row[0], BAS.name(row[0]), int(row[1])) for row in rows]


def account_name(account: str) -> str:
    """What an account is called."""
    return BAS.name(account)


def year(cooperative_id: int, number: int) -> Year:
    """What a year came to, month by month, in a fixed number of queries."""
    period = periods.year_of(number)
    sums = _sums_by_month(cooperative_id, period)
    counted = _counts_by_month(cooperative_id, period)
    closed = {month.first_day for month in periods.closed(cooperative_id, period)}
    months = [
        Month(
            first_day=day,
            revenue_ore=-_between(sums.get(day, {}), "3000", "3999"),
            vat_ore=-_between(sums.get(day, {}), "2610", "2639"),
            received_ore=_between(sums.get(day, {}), "1900", "1999"),
            vouchers=counted.get(day, 0),
            is_closed=day in closed,
        )
        for day in period.months
    ]
    by_kind = _by_kind(cooperative_id, period)
    revenue_ore = sum(by_kind.values())
    income = sum(month.revenue_ore for month in months) - sum(
        _between(found, "8000", "8999") for found in sums.values()
    )
    return Year(months, by_kind, revenue_ore, income - revenue_ore)


def owed(cooperative_id: int) -> tuple[int, int]:
    """What customers owe now, and what is owed back to customers."""
    left = payments.open_ore()
    row = db.session.execute(
        select(func.sum(func.greatest(left, 0)), func.sum(func.least(left, 0))).where(
            Invoice.cooperative_id == cooperative_id, Invoice.status == InvoiceStatus.ISSUED
        )
    ).one()
    return int(row[0] or 0), -int(row[1] or 0)


def years(cooperative_id: int) -> Sequence[int]:
    """The years in which something is booked, newest first."""
    query = select(Voucher.year).where(Voucher.cooperative_id == cooperative_id).distinct()
    return sorted(db.session.scalars(query), reverse=True)


def _within(cooperative_id: int, period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        Voucher.cooperative_id == cooperative_id,
        Voucher.booked_on >= period.first_day,
        Voucher.booked_on < period.until,
    )


def _sums_by_month(cooperative_id: int, period: Period) -> Mapping[date, Mapping[str, int]]:
    month = cast(func.date_trunc("month", Voucher.booked_on), Date)
    rows = db.session.execute(
        select(month, VoucherEntry.account, func.sum(VoucherEntry.amount_ore))
        .join(VoucherEntry, VoucherEntry.voucher_id == Voucher.id)
        .where(*_within(cooperative_id, period))
        .group_by(month, VoucherEntry.account)
    )
    found: dict[date, dict[str, int]] = {}
    for day, account, ore in rows:
        found.setdefault(day, {})[account] = int(ore)
    return found


def _counts_by_month(cooperative_id: int, period: Period) -> Mapping[date, int]:
    month = cast(func.date_trunc("month", Voucher.booked_on), Date)
    rows = db.session.execute(
        select(month, func.count()).where(*_within(cooperative_id, period)).group_by(month)
    )
    return {row[0]: row[1] for row in rows}


def _by_kind(cooperative_id: int, period: Period) -> Mapping[tuple[Stream, BuyerSector], int]:
    """Revenue by stream and the buyer's sector: the two dimensions frozen on each entry."""
    rows = db.session.execute(
        select(VoucherEntry.stream, VoucherEntry.buyer_sector, func.sum(VoucherEntry.amount_ore))
        .join(Voucher, Voucher.id == VoucherEntry.voucher_id)
        .where(
            *_within(cooperative_id, period),
            VoucherEntry.account.between("3000", "3999"),
            VoucherEntry.stream.is_not(None),
        )
        .group_by(VoucherEntry.stream, VoucherEntry.buyer_sector)
        .order_by(VoucherEntry.stream, VoucherEntry.buyer_sector)
    )
    return {(row[0], row[1]): -int(row[2]) for row in rows if row[0] and row[1]}


def _between(sums: Mapping[str, int], first: str, last: str) -> int:
    return sum(ore for account, ore in sums.items() if first <= account <= last)
