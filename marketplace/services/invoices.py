"""Attested hours become drafts, drafts become numbered documents that never change."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import joinedload, selectinload

import invoicing
from invoicing import document as printing
from marketplace import text
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.clock import local, now, today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.assignments import Assignment
from marketplace.models.companies import Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.invoices import (
    Invoice,
    InvoiceFile,
    InvoiceLine,
    InvoiceSeries,
    InvoiceStatus,
    Stream,
)
from marketplace.models.messages import Channel
from marketplace.models.postings import Posting, Shift
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.models.users import User
from marketplace.queue import enqueue
from marketplace.services import messages
from marketplace.services.history import move, record

PDF = "application/pdf"
SERIES, SERIES_DIGIT = "F", 1
LABOUR_VAT = invoicing.VatTreatment(
    code="labour", category=invoicing.VatCategory.STANDARD, rate_basis_points=2500
)
"""Labour hired out is taxed at 25 % unless an agreement says otherwise on a written ground."""


def draft_from_hours(posting: Posting, by: Actor) -> Invoice | None:
    """Put every attested hour of a posting that stands on no invoice on a draft; None: none left.

    Called twice, the second time finds nothing: an hour is on at most one live line.
    """
    reports = _unbilled(posting)
    if not reports or not posting.is_billable:
        return None
    invoice = Invoice(
        cooperative_id=posting.cooperative_id,
        company_id=posting.company_id,
        posting_id=posting.id,
        status=InvoiceStatus.DRAFT,
        created_at=now(),
        series=SERIES,
    )
    db.session.add(invoice)
    for position, report in enumerate(reports, start=1):
        invoice.lines.append(_line(posting, report, position))
        move(report, TimeReportStatus.INVOICED, by)
    record("invoices.drafted", invoice, by, lines=len(reports))
    return invoice


def issue(invoice: Invoice, by: Actor) -> None:
    """Give a draft its number, date and OCR reference, and freeze it; a job prints it.

    The counter row is locked last and for the shortest time, so numbers are unbroken even when
    others fail beside it. Raises Conflict when somebody issued it already, Invalid when the
    document would lack something the law asks for, with all that is missing in words.
    """
    db.session.refresh(invoice, with_for_update=True)
    if invoice.status != InvoiceStatus.DRAFT:
        raise Conflict(N_("Fakturan är redan utfärdad."))
    draft, day = _draft(invoice), today()
    problems = invoicing.draft_problems(draft)
    if problems:
        raise Invalid(
            N_("Fakturan går inte att utfärda än: %(what)s"),
            what=" ".join(problem.reason for problem in problems),
        )
    number = _next_number(invoice.cooperative, day.year)
    series = invoicing.Series(
        seller=draft.seller.organisation_number, letters=SERIES, digit=SERIES_DIGIT, year=day.year
    )
    document = invoicing.issue(draft, series=series, number=number, issued_on=day)
    invoice.year, invoice.number, invoice.ocr = day.year, number, document.ocr
    invoice.issued_on, invoice.due_on = document.issued_on, document.due_on
    invoice.net_ore, invoice.vat_ore = document.totals.net_ore, document.totals.vat_ore
    invoice.payable_ore = document.totals.payable_ore
    invoice.document = invoicing.document_to_json(document).decode()
    move(invoice, InvoiceStatus.ISSUED, by, number=document.number_text)
    enqueue("invoices.render", invoice_id=invoice.id)
    messages.send(
        Channel.MAIL,
        invoice.company.email,
        "invoice",
        invoice=invoice,
        number=document.number_text,
        bankgiro=draft.seller.bankgiro,
    )


def render(invoice: Invoice) -> bytes:
    """The printed invoice; printed the first time it is asked for, and kept with its digest.

    The same document always gives the same bytes, so two who print at once do no harm. Raises
    Conflict for a draft.
    """
    made = pdf(invoice)
    if made is not None:
        return made
    content = printing.render_pdf(frozen(invoice))
    db.session.execute(
        insert(InvoiceFile)
        .values(
            invoice_id=invoice.id,
            media_type=PDF,
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            created_at=now(),
        )
        .on_conflict_do_nothing()
    )
    return content


def frozen(invoice: Invoice) -> invoicing.Document:
    """The document as it was issued. Raises Conflict for a draft."""
    if invoice.document is None:
        raise Conflict(N_("Fakturan är inte utfärdad än."))
    return invoicing.document_from_json(invoice.document.encode())


def pdf(invoice: Invoice) -> bytes | None:
    """The printed invoice; None while it is being printed."""
    made = _file(invoice)
    return made.content if made else None


def preview(invoice: Invoice) -> invoicing.Totals:
    """What a draft would come to."""
    return _draft(invoice).totals


def listed(
    *, cooperative_id: int | None = None, company_id: int | None = None
) -> Sequence[Invoice]:
    """Invoices of a cooperative or a company, newest first; a company sees only issued ones."""
    query = select(Invoice).options(
        joinedload(Invoice.company), joinedload(Invoice.cooperative), selectinload(Invoice.lines)
    )
    if cooperative_id is not None:
        query = query.where(Invoice.cooperative_id == cooperative_id)
    if company_id is not None:
        query = query.where(
            Invoice.company_id == company_id, Invoice.status == InvoiceStatus.ISSUED
        )
    return db.session.scalars(query.order_by(Invoice.id.desc())).unique().all()


def _unbilled(posting: Posting) -> Sequence[TimeReport]:
    return db.session.scalars(
        select(TimeReport)
        .join(TimeReport.assignment)
        .join(Assignment.shift)
        .where(Shift.posting_id == posting.id, TimeReport.status == TimeReportStatus.APPROVED)
        .order_by(Shift.starts_at, TimeReport.id)
        .with_for_update(of=TimeReport)
    ).all()


def _line(posting: Posting, report: TimeReport, position: int) -> InvoiceLine:
    rate = posting.ore_per_hour or 0
    return InvoiceLine(
        position=position,
        description=_description(posting, report),
        quantity_minutes=report.work_minutes,
        ore_per_hour=rate,
        net_ore=invoicing.money.net_from_minutes(report.work_minutes, rate),
        vat_basis_points=LABOUR_VAT.rate_basis_points,
        stream=Stream.MARKET,
        buyer_sector=posting.company.buyer_sector,
        time_report_id=report.id,
        kind=report.kind,
    )


def _description(posting: Posting, report: TimeReport) -> str:
    """Task and time; never a name: who worked is not for the books."""
    task = TASK_BY_CODE[posting.task].sv
    day = local(report.starts_at).date()
    return f"{task}, {day.isoformat()} {text.span(report.starts_at, report.ends_at)}"


def _draft(invoice: Invoice) -> invoicing.Draft:
    return invoicing.Draft(
        seller=_seller(invoice.cooperative),
        buyer=_buyer(invoice),
        lines=tuple(_document_line(line) for line in invoice.lines),
        terms=invoicing.Terms(days=invoice.cooperative.payment_terms_days),
    )


def _document_line(line: InvoiceLine) -> invoicing.Line:
    report = line.time_report
    return invoicing.line_from_minutes(
        line.quantity_minutes,
        line.ore_per_hour,
        description=line.description,
        vat=LABOUR_VAT,
        stream=invoicing.Stream(line.stream.value),
        buyer_sector=invoicing.BuyerSector(line.buyer_sector.value),
        supplied_on=local(report.starts_at).date() if report else today(),
        source_reference=report.public_id if report else "",
    )


def _seller(cooperative: Cooperative) -> invoicing.Seller:
    return invoicing.Seller(
        name=cooperative.name,
        organisation_number=cooperative.organisation_number.replace("-", ""),
        vat_number=cooperative.vat_number,
        seat=cooperative.city,
        f_tax_approved=cooperative.f_tax_approved,
        bankgiro=cooperative.bankgiro.replace("-", ""),
        email=cooperative.email,
        phone=cooperative.phone,
        address=_address(cooperative),
    )


def _buyer(invoice: Invoice) -> invoicing.Buyer:
    """The customer; where no reference was given, it is who received the crew or signs in there."""
    company, posting = invoice.company, invoice.posting
    received_by = (posting.supervisor_name if posting else "") or _contact(company)
    return invoicing.Buyer(
        name=company.name,
        organisation_number=(company.organisation_number or "").replace("-", ""),
        reference=company.reference or received_by,
        email=company.email,
        address=_address(company),
    )


def _contact(company: Company) -> str:
    query = select(User.name).where(User.company_id == company.id, User.active).order_by(User.id)
    return db.session.scalars(query.limit(1)).first() or ""


def _address(party: Cooperative | Company) -> invoicing.Address:
    return invoicing.Address(
        street=party.street, postal_code=party.postal_code.replace(" ", ""), city=party.city
    )


def _next_number(cooperative: Cooperative, year: int) -> int:
    row = {"cooperative_id": cooperative.id, "series": SERIES, "year": year}
    db.session.execute(insert(InvoiceSeries).values(last_number=0, **row).on_conflict_do_nothing())
    last = db.session.execute(
        update(InvoiceSeries)
        .filter_by(**row)
        .values(last_number=InvoiceSeries.last_number + 1)
        .returning(InvoiceSeries.last_number)
    ).scalar_one()
    return invoicing.next_number(last - 1)


def _file(invoice: Invoice) -> InvoiceFile | None:
    return db.session.scalars(
        select(InvoiceFile).where(
            InvoiceFile.invoice_id == invoice.id, InvoiceFile.media_type == PDF
        )
    ).one_or_none()


def count_drafts(cooperative_id: int) -> int:
    """How many drafts wait to be issued."""
    query = select(func.count()).where(
        Invoice.cooperative_id == cooperative_id, Invoice.status == InvoiceStatus.DRAFT
    )
    return db.session.scalar(query) or 0
