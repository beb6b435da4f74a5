"""Invoices of the past year, issued by the pure functions that issue every invoice, and drafts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import invoicing
from marketplace import text
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.clock import local
from marketplace.demo.book import Book, table_of
from marketplace.demo.cooperatives import Seller
from marketplace.demo.jobs import Job, Progress
from marketplace.demo.moments import Moments
from marketplace.demo.postings import price_of
from marketplace.demo.setting import Setting, day_of
from marketplace.demo.time_reports import Hours
from marketplace.demo.users import Staff
from marketplace.models.companies import BuyerSector, Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import SYSTEM
from marketplace.models.invoices import Invoice, InvoiceLine, InvoiceSeries, InvoiceStatus, Stream
from marketplace.models.time_reports import TimeReport
from marketplace.services.agreements import LABOUR_VAT
from marketplace.services.invoice_documents import LATE_PAYMENT
from marketplace.services.invoices import SERIES, SERIES_DIGIT

TERMS = invoicing.Terms(days=30, late_payment_text=LATE_PAYMENT["sv"])


@dataclass(frozen=True, slots=True)
class Bill:
    """A job whose hours are billed, or are about to be."""

    job: Job
    moments: Moments
    hours: Sequence[Hours]

    @property
    def is_issued(self) -> bool:
        """Whether it has left the cooperative."""
        return self.job.progress == Progress.INVOICED


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued invoice, for its payments."""

    number: int
    seller: Seller
    issued_on: date
    due_on: date
    payable_ore: int


def add_invoices(book: Book, setting: Setting, staff: Staff, bills: Iterable[Bill]) -> list[Issued]:
    """Drafts and issued invoices of every cooperative, numbered in the order of their issue."""
    used: Counter[tuple[int, int]] = Counter()
    issued: list[Issued] = []
    in_order = sorted(bills, key=lambda one: (not one.is_issued, one.moments.issued_at))
    for bill in in_order:
        number = _add_draft(book, setting, bill)
        if bill.is_issued:
            year = day_of(bill.moments.issued_at).year
            key = (bill.job.workplace.seller.number, year)
            used[key] += 1
            document = _document(book, setting, bill, used[key], year)
            issued.append(_issue(book, staff, bill, number, document))
    for (cooperative, year), last in used.items():
        book.link(
            table_of(InvoiceSeries),
            cooperative_id=cooperative,
            series=SERIES,
            year=year,
            last_number=last,
        )
    return issued


def _add_draft(book: Book, setting: Setting, bill: Bill) -> int:
    job = bill.job
    number = book.add(
        Invoice,
        cooperative_id=job.workplace.seller.number,
        company_id=job.workplace.customer.number,
        posting_id=job.number,
        status=InvoiceStatus.DRAFT,
        created_at=bill.moments.confirmed_at,
        series=SERIES,
    )
    rate = price_of(setting, job) or 0
    for position, hours in enumerate(bill.hours, start=1):
        book.add(
            InvoiceLine,
            invoice_id=number,
            position=position,
            description=_description(job, hours),
            quantity_minutes=hours.minutes,
            ore_per_hour=rate,
            net_ore=invoicing.money.net_from_minutes(hours.minutes, rate),
            vat_basis_points=LABOUR_VAT.rate_basis_points,
            stream=Stream.MARKET,
            buyer_sector=BuyerSector(job.workplace.customer.fact.sector),
            time_report_id=hours.report,
            kind=job.kind,
        )
    at = bill.moments.confirmed_at
    book.event(at, "invoices.drafted", Invoice, number, SYSTEM, lines=len(bill.hours))
    return number


def _issue(
    book: Book, staff: Staff, bill: Bill, number: int, document: invoicing.Document
) -> Issued:
    """What issuing does to a draft; its lines stand before, because afterwards none may change."""
    totals, seller = document.totals, bill.job.workplace.seller
    book.change(
        Invoice,
        number,
        status=InvoiceStatus.ISSUED,
        year=document.issued_on.year,
        number=document.number,
        ocr=document.ocr,
        issued_on=document.issued_on,
        due_on=document.due_on,
        net_ore=totals.net_ore,
        vat_ore=totals.vat_ore,
        payable_ore=totals.payable_ore,
        document=invoicing.document_to_json(document).decode(),
    )
    detail = {"from": "draft", "number": document.number_text}
    admin = staff.admins[seller.code]
    book.event(bill.moments.issued_at, "invoices.issued", Invoice, number, admin, **detail)
    return Issued(number, seller, document.issued_on, document.due_on, totals.payable_ore)


def _document(
    book: Book, setting: Setting, bill: Bill, number: int, year: int
) -> invoicing.Document:
    job = bill.job
    seller = _seller(book.row(Cooperative, job.workplace.seller.number))
    draft = invoicing.Draft(
        seller=seller,
        buyer=_buyer(book.row(Company, job.workplace.customer.number)),
        lines=tuple(_line(book, setting, job, hours) for hours in bill.hours),
        terms=TERMS,
    )
    series = invoicing.Series(
        seller=seller.organisation_number, letters=SERIES, digit=SERIES_DIGIT, year=year
    )
    return invoicing.issue(
        draft, series=series, number=number, issued_on=day_of(bill.moments.issued_at)
    )


def _line(book: Book, setting: Setting, job: Job, hours: Hours) -> invoicing.Line:
    return invoicing.line_from_minutes(
        hours.minutes,
        price_of(setting, job) or 0,
        description=_description(job, hours),
        vat=LABOUR_VAT,
        stream=invoicing.Stream.MARKET,
        buyer_sector=invoicing.BuyerSector(job.workplace.customer.fact.sector),
        supplied_on=day_of(hours.starts_at),
        source_reference=str(book.row(TimeReport, hours.report)["public_id"]),
    )


def _description(job: Job, hours: Hours) -> str:
    """Task and time; never a name: who worked is not for the books."""
    day = local(hours.starts_at).date().isoformat()
    return f"{TASK_BY_CODE[job.task].sv}, {day} {text.span(hours.starts_at, hours.ends_at)}"


def _seller(row: Mapping[str, str]) -> invoicing.Seller:
    digits = row["organisation_number"].replace("-", "")
    return invoicing.Seller(
        name=row["name"],
        organisation_number=digits,
        vat_number=f"SE{digits}01",
        seat=row["city"],
        f_tax_approved=True,
        bankgiro=row["bankgiro"].replace("-", ""),
        email=row["email"],
        phone=row["phone"],
        address=_address(row),
    )


def _buyer(row: Mapping[str, str]) -> invoicing.Buyer:
    return invoicing.Buyer(
        name=row["name"],
        organisation_number=(row["organisation_number"] or "").replace("-", ""),
        reference=row["reference"],
        email=row["email"],
        address=_address(row),
    )


def _address(row: Mapping[str, str]) -> invoicing.Address:
    return invoicing.Address(
        street=row["street"], postal_code=row["postal_code"].replace(" ", ""), city=row["city"]
    )
