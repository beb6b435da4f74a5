"""The queries behind a cooperative's revenue: keys, the cooperative first, and a number."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Numeric, Select, case, cast, func, select, union_all
from sqlalchemy.orm import aliased

from marketplace.clock import STOCKHOLM
from marketplace.models.assignments import Assignment
from marketplace.models.companies import Company, Site
from marketplace.models.invoices import Invoice, InvoiceLine, InvoiceStatus
from marketplace.models.ledger import Voucher, VoucherEntry
from marketplace.models.payments import Payment
from marketplace.models.places import Municipality
from marketplace.models.postings import Posting, PostingKind, Shift
from marketplace.models.takings import Takings, TakingsRow
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.services import payments
from marketplace.services.periods import Period

ATTESTED = (TimeReportStatus.APPROVED, TimeReportStatus.INVOICED)
MINUTES_PER_HOUR = 60


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


def booked(period: Period) -> Select[*tuple[Any, ...]]:
    """Revenue in the books by month, stream and buyer."""
    month = _month(Voucher.booked_on)
    keys = Voucher.cooperative_id, month, VoucherEntry.stream, VoucherEntry.buyer_sector
    return (
        select(*keys, -func.sum(VoucherEntry.amount_ore))
        .join(VoucherEntry, VoucherEntry.voucher_id == Voucher.id)
        .where(*_revenue_entries(period))
        .group_by(*keys)
    )


def local_day(moment: Any) -> ColumnElement[Any]:
    """The day on which a moment lies in Sweden."""
    return cast(func.timezone(STOCKHOLM.key, moment), Date)


def earned(period: Period) -> Select[*tuple[Any, ...]]:
    """Issued lines and takings on the day they were earned; a credit on its own day."""
    attested = func.coalesce(TimeReport.approved_at, TimeReport.ends_at)
    day = func.coalesce(
        case((InvoiceLine.credits_line_id.is_not(None), Invoice.issued_on)),
        InvoiceLine.supplied_on,
        local_day(attested),
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


def work_minutes() -> ColumnElement[int]:
    """Minutes of a time report without its break."""
    whole = func.extract("epoch", TimeReport.ends_at - TimeReport.starts_at) / MINUTES_PER_HOUR
    return cast(whole, TimeReport.break_minutes.type) - TimeReport.break_minutes


def attested_in(period: Period) -> tuple[ColumnElement[bool], ...]:
    """Time reports of work that were attested in a period."""
    day = local_day(func.coalesce(TimeReport.approved_at, TimeReport.ends_at))
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


def month_attested() -> ColumnElement[date]:
    """The first day of the month in which a time report was attested."""
    return _month(local_day(func.coalesce(TimeReport.approved_at, TimeReport.ends_at)))


def minutes(period: Period) -> Select[*tuple[Any, ...]]:
    """Attested minutes by month and municipality."""
    month = month_attested()
    query = _of_postings(month, Municipality.name, func.sum(work_minutes()))
    return (
        query.join(Site, Site.id == Posting.site_id)
        .join(Municipality, Municipality.id == Site.municipality_id)
        .where(*attested_in(period))
        .group_by(Posting.cooperative_id, month, Municipality.name)
    )


def unbilled() -> Select[*tuple[Any, ...]]:
    """Attested hours on no draft yet at the price of their job, and the lines of drafts."""
    waiting = _of_postings(
        func.round(work_minutes() * Posting.ore_per_hour / float(MINUTES_PER_HOUR)).label("ore")
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


def placed(period: Period) -> Select[*tuple[Any, ...]]:
    """Lines of booked invoices by month, stream, buyer, municipality and customer.

    A line belongs to the municipality where its hours were worked, else to that of the invoice's
    job; goods and grants to none. The month is that of the document's own voucher.
    """
    month = _month(Voucher.booked_on)
    keys = (
        Voucher.cooperative_id,
        month,
        InvoiceLine.stream,
        InvoiceLine.buyer_sector,
        Municipality.name,
        Company.id,
        Company.name,
    )
    query = (
        select(*keys, func.sum(InvoiceLine.net_ore))
        .select_from(Voucher)
        .join(Invoice, Voucher.cause == func.concat("invoice:", Invoice.id))
        .join(Company, Company.id == Invoice.company_id)
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
    )
    return (
        _with_place(query)
        .where(
            Voucher.cooperative_id == Invoice.cooperative_id, *_within(Voucher.booked_on, period)
        )
        .group_by(*keys)
    )


def days(period: Period) -> Select[*tuple[Any, ...]]:
    """Öre paid, and öre times days since the invoice, by month and municipality.

    A payment on an invoice of several municipalities is shared by what was done in each.
    """
    query = select(Invoice.id, Municipality.name, func.sum(InvoiceLine.net_ore).label("ore"))
    lines = _with_place(query.join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id))
    parts = lines.group_by(Invoice.id, Municipality.name).subquery()
    paid = Payment.amount_ore * parts.c.ore / func.nullif(cast(Invoice.net_ore, Numeric), 0)
    month = _month(Payment.received_on)
    keys = Invoice.cooperative_id, month, parts.c.name
    return (
        select(*keys, func.sum(paid), func.sum(paid * (Payment.received_on - Invoice.issued_on)))
        .join(Payment, Payment.invoice_id == Invoice.id)
        .join(parts, parts.c.id == Invoice.id)
        .where(*_within(Payment.received_on, period), payments.counts())
        .group_by(*keys)
    )


def _with_place(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Lines with the municipality of their hours or of their invoice's job, where there is one."""
    of_hours, of_invoice = aliased(Posting), aliased(Posting)
    return (
        query.outerjoin(TimeReport, TimeReport.id == InvoiceLine.time_report_id)
        .outerjoin(Assignment, Assignment.id == TimeReport.assignment_id)
        .outerjoin(Shift, Shift.id == Assignment.shift_id)
        .outerjoin(of_hours, of_hours.id == Shift.posting_id)
        .outerjoin(of_invoice, of_invoice.id == Invoice.posting_id)
        .outerjoin(Site, Site.id == func.coalesce(of_hours.site_id, of_invoice.site_id))
        .outerjoin(Municipality, Municipality.id == Site.municipality_id)
    )
