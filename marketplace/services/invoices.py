"""Attested hours become drafts, drafts become numbered documents that never change."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

import invoicing
from invoicing.vat import treatment_on
from marketplace import text
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.clock import local, now
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.agreements import Agreement
from marketplace.models.assignments import Assignment
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus, Stream
from marketplace.models.postings import Posting, Shift
from marketplace.models.proposals import PlacementRole
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.queue import enqueue
from marketplace.services import agreements, chains, ledger, numbering
from marketplace.services.agreements import LABOUR_VAT
from marketplace.services.history import move, record
from marketplace.services.holding import hold
from marketplace.services.invoice_documents import demand_issuable, draft_of, frozen, totals_of
from marketplace.services.invoice_files import PDF, pdf, render, ubl
from marketplace.services.numbering import Taken

SERIES = numbering.LETTERS[InvoiceKind.INVOICE]
SERIES_DIGIT = numbering.DIGITS[SERIES]
__all__ = [
    "LABOUR_VAT",
    "PDF",
    "SERIES",
    "SERIES_DIGIT",
    "count_drafts",
    "discard",
    "draft_from_hours",
    "freeze",
    "frozen",
    "issue",
    "pdf",
    "preview",
    "render",
    "ubl",
]


def draft_from_hours(posting: Posting, by: Actor) -> Invoice | None:
    """Put every attested hour of a posting that stands on no invoice on a draft; None: none left.

    Called twice, the second time finds nothing: an hour is on at most one live line. A customer
    with one invoice a month gets the hours on the draft of their month.
    """
    reports = _unbilled(posting)
    if not reports or not posting.is_billable:
        return None
    agreement = agreements.of(posting.cooperative_id, posting.company_id)
    invoice = _draft_for(posting, agreement, local(reports[0].starts_at).date().replace(day=1))
    treatments = agreements.treatments(agreement)
    last = max((line.position for line in invoice.lines), default=0)
    for position, report in enumerate(reports, start=last + 1):
        line = _line(posting, report, position)
        tax(line, treatment_on(treatments, LABOUR_VAT.code, local(report.starts_at).date()))
        invoice.lines.append(line)
        move(report, TimeReportStatus.INVOICED, by)
    record("invoices.drafted", invoice, by, lines=len(reports))
    return invoice


def issue(invoice: Invoice, by: Actor) -> None:
    """Give a draft its number, date and OCR reference, seal and book it; a job prints and sends it.

    It is judged by law and e-invoice rules first. The number is taken last and held for the
    shortest time, so numbers are unbroken even when others fail beside it. Raises Conflict when
    somebody issued it already, Invalid with all that is missing or wrong in words.
    """
    hold(invoice)
    if invoice.status != InvoiceStatus.DRAFT:
        raise Conflict(N_("Fakturan är redan utfärdad."))
    _tax_hours(invoice)
    draft = draft_of(invoice)
    demand_issuable(invoice, draft)
    taken = numbering.take(invoice.cooperative, invoice.kind)
    document = invoicing.issue(draft, series=taken.series, number=taken.number, issued_on=taken.day)
    freeze(invoice, document, taken, by)


def freeze(invoice: Invoice, document: invoicing.Document, taken: Taken, by: Actor) -> None:
    """Write an issued document into its row, seal it, book it, and ask for its printing."""
    content = invoicing.document_to_json(document)
    totals, sign = document.totals, document.sign
    invoice.series, invoice.year = taken.series.letters, taken.series.year
    invoice.number, invoice.ocr = taken.number, document.ocr or None
    invoice.issued_on, invoice.due_on = document.issued_on, document.due_on
    invoice.net_ore, invoice.vat_ore = sign * totals.net_ore, sign * totals.vat_ore
    invoice.payable_ore = sign * totals.payable_ore
    invoice.document = content.decode()
    move(invoice, InvoiceStatus.ISSUED, by, number=document.number_text)
    ledger.seal(invoice, chains.taken_up(taken.end), content)
    db.session.flush()
    ledger.issued(invoice, document)
    enqueue("invoices.render", invoice_id=invoice.id)


def discard(invoice: Invoice, by: Actor) -> None:
    """Throw a draft away and free its hours. Raises Conflict once it is issued."""
    hold(invoice)
    if invoice.status != InvoiceStatus.DRAFT:
        raise Conflict(N_("Fakturan är utfärdad. Kreditera den i stället."))
    for line in invoice.lines:
        if line.time_report is not None:
            move(line.time_report, TimeReportStatus.APPROVED, by)
    record("invoices.discarded", invoice, by, lines=len(invoice.lines))
    db.session.delete(invoice)


def tax(line: InvoiceLine, vat: invoicing.VatTreatment) -> None:
    """Write on a line how it is taxed and, where it is not, the words that say why."""
    line.vat_code, line.vat_category = vat.code, vat.category
    line.vat_basis_points = vat.rate_basis_points
    line.vat_reason_swedish, line.vat_reason_english = vat.reason_swedish, vat.reason_english
    line.vat_reason_code = vat.reason_code


def preview(invoice: Invoice) -> invoicing.Totals:
    """What a draft would come to."""
    return totals_of(invoice)


def count_drafts(cooperative_id: int) -> int:
    """How many drafts wait to be issued."""
    query = select(func.count()).where(
        Invoice.cooperative_id == cooperative_id, Invoice.status == InvoiceStatus.DRAFT
    )
    return db.session.scalar(query) or 0


def _draft_for(posting: Posting, agreement: Agreement, month: date) -> Invoice:
    """A new draft, or the one that gathers the month of a customer who wants one a month."""
    if agreement.monthly:
        gathering = db.session.scalars(
            select(Invoice)
            .where(
                Invoice.cooperative_id == posting.cooperative_id,
                Invoice.company_id == posting.company_id,
                Invoice.status == InvoiceStatus.DRAFT,
                Invoice.month == month,
            )
            .order_by(Invoice.id)
            .limit(1)
            .with_for_update(of=Invoice)
        ).one_or_none()
        if gathering is not None:
            return gathering
    invoice = Invoice(
        cooperative_id=posting.cooperative_id,
        company_id=posting.company_id,
        posting_id=None if agreement.monthly else posting.id,
        status=InvoiceStatus.DRAFT,
        created_at=now(),
        series=SERIES,
        language=agreement.language,
        month=month if agreement.monthly else None,
    )
    db.session.add(invoice)
    return invoice


def _unbilled(posting: Posting) -> Sequence[TimeReport]:
    """Attested hours on no live line; who leads the work is in the price, as it was quoted."""
    return db.session.scalars(
        select(TimeReport)
        .join(TimeReport.assignment)
        .join(Assignment.shift)
        .where(
            Shift.posting_id == posting.id,
            TimeReport.status == TimeReportStatus.APPROVED,
            Assignment.role == PlacementRole.WORK,
        )
        .order_by(Shift.starts_at, TimeReport.id)
        .with_for_update(of=TimeReport)
    ).all()


def _tax_hours(invoice: Invoice) -> None:
    """Tax hours as both parties have signed by now; other lines were taxed when entered."""
    agreement = agreements.known(invoice.cooperative_id, invoice.company_id)
    treatments = agreements.treatments(agreement)
    for line in invoice.lines:
        if line.time_report is not None:
            day = local(line.time_report.starts_at).date()
            tax(line, treatment_on(treatments, LABOUR_VAT.code, day))


def _line(posting: Posting, report: TimeReport, position: int) -> InvoiceLine:
    rate = posting.ore_per_hour or 0
    return InvoiceLine(
        position=position,
        description=_description(posting, report),
        quantity_minutes=report.work_minutes,
        ore_per_hour=rate,
        net_ore=invoicing.money.net_from_minutes(report.work_minutes, rate),
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
