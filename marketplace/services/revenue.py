"""What cooperatives earn in a year, read from the books: by stream, buyer, place and person's hour.

Every sum of revenue is the ledger's own, class 3 with a stream. Beside it stands what was earned:
the same lines on the day their hours were attested, or their goods delivered.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, case, cast, func, select, union_all

from marketplace.clock import STOCKHOLM
from marketplace.database import db
from marketplace.models.assignments import Assignment
from marketplace.models.companies import BuyerSector, Company, Site
from marketplace.models.invoices import Invoice, InvoiceLine, InvoiceStatus, Stream
from marketplace.models.ledger import Voucher, VoucherEntry
from marketplace.models.members import Gender, Member
from marketplace.models.payments import Payment
from marketplace.models.places import Municipality
from marketplace.models.postings import Posting, PostingKind, Shift
from marketplace.models.takings import Takings, TakingsRow
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.services import small_cells
from marketplace.services.periods import Period, year_of

ATTESTED = (TimeReportStatus.APPROVED, TimeReportStatus.INVOICED)
MINUTES_PER_HOUR = 60
Kind = tuple[Stream, BuyerSector]


@dataclass(slots=True)
class Revenue:
    """A cooperative's year; a month that nothing happened in is not among the months."""

    booked: dict[tuple[date, Kind], int] = field(default_factory=dict)
    earned: dict[date, int] = field(default_factory=dict)
    minutes: dict[date, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    unbilled_ore: int = 0
    """attested, and on no issued invoice yet: now, whatever year"""
    days_to_pay: int | None = None
    largest: tuple[str, int] | None = None
    """the customer that most revenue came from, and how much"""

    @property
    def total_ore(self) -> int:
        """What the books have as revenue."""
        return sum(self.booked.values())

    @property
    def by_kind(self) -> Mapping[Kind, int]:
        """Revenue by stream and buyer."""
        return _grouped((kind, ore) for (_, kind), ore in self.booked.items())

    @property
    def by_stream(self) -> Mapping[Stream, int]:
        """Revenue by stream."""
        return _grouped((kind[0], ore) for (_, kind), ore in self.booked.items())

    def of_month(self, first_day: date, stream: Stream | None = None) -> int:
        """A month's revenue, of one stream or of both."""
        return sum(
            ore
            for (day, kind), ore in self.booked.items()
            if day == first_day and stream in (None, kind[0])
        )

    @property
    def ore_per_hour(self) -> int | None:
        """Revenue for each attested hour of a member; None without hours."""
        minutes = sum(self.minutes.values())
        return self.total_ore * MINUTES_PER_HOUR // minutes if minutes else None

    @property
    def largest_share(self) -> float | None:
        """How much of the revenue hangs on one customer."""
        return self.largest[1] / self.total_ore if self.largest and self.total_ore > 0 else None

    @property
    def elsewhere_ore(self) -> int:
        """Revenue that no job at a place stands behind: goods, grants, the shop."""
        return self.total_ore - sum(self.places.values())


@dataclass(frozen=True, slots=True)
class GenderHours:
    """Members of a gender with attested hours; None where fewer than five stand behind it."""

    gender: Gender
    people: int | None
    minutes: int | None


def of_year(number: int, cooperative_id: int | None = None) -> Mapping[int, Revenue]:
    """The year of one cooperative or of all, by its inner number, in a fixed number of queries."""
    found: dict[int, Revenue] = defaultdict(Revenue)
    period = year_of(number)
    for (key, month, stream, sector), ore in _rows(_booked(period), cooperative_id):
        found[key].booked[month, (stream, sector)] = ore
    for (key, month), ore in _rows(_earned(period), cooperative_id):
        found[key].earned[month] = ore
    for (key, month), minutes in _rows(_minutes(period), cooperative_id):
        found[key].minutes[month] = minutes
    for (key, name), ore in _rows(_places(period), cooperative_id):
        found[key].places[name] = ore
    _add_customers(found, period, cooperative_id)
    return found


def _add_customers(found: dict[int, Revenue], period: Period, cooperative_id: int | None) -> None:
    """What is still to be billed, how soon customers pay, and on whom most hangs."""
    for (key,), ore in _rows(_unbilled(), cooperative_id):
        found[key].unbilled_ore = ore
    for (key,), days in _rows(_days(period), cooperative_id):
        found[key].days_to_pay = days
    for (key, name), ore in _rows(_customers(period), cooperative_id):
        year = found[key]
        if year.largest is None or (ore, name) > (year.largest[1], year.largest[0]):
            year.largest = name, ore


def of_cooperative(number: int, cooperative_id: int) -> Revenue:
    """The year of one cooperative; an empty one where nothing happened."""
    return of_year(number, cooperative_id).get(cooperative_id, Revenue())


def genders(number: int, cooperative_id: int | None = None) -> Sequence[GenderHours]:
    """Attested hours of women and men in a year; small cells are hidden."""
    period = year_of(number)
    query = (
        select(Member.gender, func.count(Member.id.distinct()), func.sum(_work_minutes()))
        .select_from(TimeReport)
        .join(Assignment, Assignment.id == TimeReport.assignment_id)
        .join(Member, Member.id == Assignment.member_id)
        .where(*_attested_in(period))
        .group_by(Member.gender)
    )
    if cooperative_id is not None:
        query = query.where(Member.cooperative_id == cooperative_id)
    rows = {row[0]: (int(row[1]), int(row[2])) for row in db.session.execute(query)}
    people = small_cells.shown({one: rows.get(one, (0, 0))[0] for one in Gender})
    return [
        GenderHours(one, people[one], None if people[one] is None else rows.get(one, (0, 0))[1])
        for one in Gender
    ]


def _rows(query: Select[*tuple[Any, ...]], cooperative_id: int | None) -> Any:
    """Keys and a number, of one cooperative or of all; the first column is the cooperative."""
    key = query.selected_columns[0]
    if cooperative_id is not None:
        query = query.where(key == cooperative_id)
    for row in db.session.execute(query):
        yield tuple(row[:-1]), int(row[-1])


def _grouped(pairs: Any) -> dict[Any, int]:
    sums: dict[Any, int] = {}
    for key, ore in pairs:
        sums[key] = sums.get(key, 0) + ore
    return sums


def _month(day: Any) -> ColumnElement[date]:
    return cast(func.date_trunc("month", day), Date)


def _within(day: Any, period: Period) -> tuple[ColumnElement[bool], ...]:
    return day >= period.first_day, day < period.until


def _revenue_entries(period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        VoucherEntry.account.between("3000", "3999"),
        VoucherEntry.stream.is_not(None),
        *_within(Voucher.booked_on, period),
    )


def _booked(period: Period) -> Select[*tuple[Any, ...]]:
    month = _month(Voucher.booked_on)
    keys = Voucher.cooperative_id, month, VoucherEntry.stream, VoucherEntry.buyer_sector
    return (
        select(*keys, -func.sum(VoucherEntry.amount_ore))
        .join(VoucherEntry, VoucherEntry.voucher_id == Voucher.id)
        .where(*_revenue_entries(period))
        .group_by(*keys)
    )


def _customers(period: Period) -> Select[*tuple[Any, ...]]:
    keys = Voucher.cooperative_id, Company.name
    return (
        select(*keys, -func.sum(VoucherEntry.amount_ore))
        .join(VoucherEntry, VoucherEntry.voucher_id == Voucher.id)
        .join(Invoice, Invoice.id == Voucher.invoice_id)
        .join(Company, Company.id == Invoice.company_id)
        .where(*_revenue_entries(period))
        .group_by(*keys, Company.id)
    )


def _local_day(moment: Any) -> ColumnElement[Any]:
    return cast(func.timezone(STOCKHOLM.key, moment), Date)


def _earned(period: Period) -> Select[*tuple[Any, ...]]:
    """Issued lines and takings on the day they were earned; a credit on its own day."""
    attested = func.coalesce(TimeReport.approved_at, TimeReport.ends_at)
    day = func.coalesce(
        case((InvoiceLine.credits_line_id.is_not(None), Invoice.issued_on)),
        InvoiceLine.supplied_on,
        _local_day(attested),
        Invoice.issued_on,
    )
    lines = (
        select(Invoice.cooperative_id, day.label("day"), InvoiceLine.net_ore.label("ore"))
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .outerjoin(TimeReport, TimeReport.id == InvoiceLine.time_report_id)
        .where(Invoice.status == InvoiceStatus.ISSUED)
    )
    tills = select(Takings.cooperative_id, Takings.taken_on, TakingsRow.net_ore).join(
        TakingsRow, TakingsRow.takings_id == Takings.id
    )
    rows = union_all(lines, tills).subquery()
    month = _month(rows.c.day)
    return (
        select(rows.c.cooperative_id, month, func.sum(rows.c.ore))
        .where(*_within(rows.c.day, period))
        .group_by(rows.c.cooperative_id, month)
    )


def _work_minutes() -> ColumnElement[int]:
    whole = func.extract("epoch", TimeReport.ends_at - TimeReport.starts_at) / MINUTES_PER_HOUR
    return cast(whole, TimeReport.break_minutes.type) - TimeReport.break_minutes


def _attested_in(period: Period) -> tuple[ColumnElement[bool], ...]:
    day = _local_day(func.coalesce(TimeReport.approved_at, TimeReport.ends_at))
    return (
        TimeReport.status.in_(ATTESTED),
        TimeReport.kind != PostingKind.INTERNSHIP,
        *_within(day, period),
    )


def _of_postings(*columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(Posting.cooperative_id, *columns)
        .select_from(TimeReport)
        .join(Assignment, Assignment.id == TimeReport.assignment_id)
        .join(Shift, Shift.id == Assignment.shift_id)
        .join(Posting, Posting.id == Shift.posting_id)
    )


def _minutes(period: Period) -> Select[*tuple[Any, ...]]:
    month = _month(_local_day(func.coalesce(TimeReport.approved_at, TimeReport.ends_at)))
    query = _of_postings(month, func.sum(_work_minutes()))
    return query.where(*_attested_in(period)).group_by(Posting.cooperative_id, month)


def _unbilled() -> Select[*tuple[Any, ...]]:
    """Attested hours on no draft yet at the price of their job, and the lines of drafts."""
    waiting = _of_postings(
        func.round(_work_minutes() * Posting.ore_per_hour / float(MINUTES_PER_HOUR)).label("ore")
    ).where(
        TimeReport.status == TimeReportStatus.APPROVED,
        TimeReport.kind != PostingKind.INTERNSHIP,
        Posting.ore_per_hour.is_not(None),
    )
    drafts = (
        select(Invoice.cooperative_id, InvoiceLine.net_ore)
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .where(Invoice.status == InvoiceStatus.DRAFT)
    )
    rows = union_all(waiting, drafts).subquery()
    return select(rows.c.cooperative_id, func.sum(rows.c.ore)).group_by(rows.c.cooperative_id)


def _places(period: Period) -> Select[*tuple[Any, ...]]:
    keys = Voucher.cooperative_id, Municipality.name
    return (
        select(*keys, -func.sum(VoucherEntry.amount_ore))
        .join(VoucherEntry, VoucherEntry.voucher_id == Voucher.id)
        .join(Invoice, Invoice.id == Voucher.invoice_id)
        .join(Posting, Posting.id == Invoice.posting_id)
        .join(Site, Site.id == Posting.site_id)
        .join(Municipality, Municipality.id == Site.municipality_id)
        .where(*_revenue_entries(period))
        .group_by(*keys)
    )


def _days(period: Period) -> Select[*tuple[Any, ...]]:
    """Days from issue to payment, each krona counted once."""
    days = Payment.received_on - Invoice.issued_on
    weighed = func.sum(days * Payment.amount_ore) / func.sum(Payment.amount_ore)
    return (
        select(Invoice.cooperative_id, func.round(weighed))
        .join(Payment, Payment.invoice_id == Invoice.id)
        .where(*_within(Payment.received_on, period))
        .group_by(Invoice.cooperative_id)
    )
