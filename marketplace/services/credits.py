"""Credit notes: whole or by line, always pointing at the invoice they change."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import undefer

import invoicing
from invoicing import InvoiceError, LineCredit
from marketplace.clock import now, today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus
from marketplace.models.time_reports import TimeReportStatus
from marketplace.services import invoices, numbering
from marketplace.services.history import move, record
from marketplace.services.holding import hold
from marketplace.services.invoice_documents import broken_rules, frozen


@dataclass(frozen=True, slots=True)
class Left:
    """A line of an issued invoice and what of it is not credited yet, before VAT."""

    line: InvoiceLine
    net_ore: int


def of_invoice(invoice: Invoice) -> Sequence[Invoice]:
    """The credit notes of an invoice, oldest first."""
    return db.session.scalars(
        select(Invoice)
        .where(Invoice.credits_id == invoice.id, Invoice.status == InvoiceStatus.ISSUED)
        .order_by(Invoice.id)
        .options(undefer(Invoice.document))
    ).all()


def left_of(invoice: Invoice) -> list[Left]:
    """Every line with what may still be credited of it. Raises Conflict for a draft."""
    earlier = [frozen(note) for note in of_invoice(invoice)]
    rest = invoicing.remaining_ore(frozen(invoice), earlier)
    return [Left(line, ore) for line, ore in zip(invoice.lines, rest, strict=True)]


def credit(
    original: Invoice, *, reason: str, by: Actor, lines: Sequence[LineCredit] | None = None
) -> Invoice:
    """Issue a credit note for what is left of an invoice, or for the lines given.

    A line credited in full frees its hour, which can be billed anew. Raises Invalid with what is
    wrong in words, Conflict for a draft or a credit note.
    """
    hold(original)
    if not original.is_issued or original.is_credit_note:
        raise Conflict(N_("Bara en utfärdad faktura kan krediteras."))
    document = frozen(original)
    earlier = [frozen(note) for note in of_invoice(original)]
    _demand_creditable(original, document, earlier, reason, lines)
    taken = numbering.take(original.cooperative, InvoiceKind.CREDIT_NOTE)
    note_document = invoicing.credit(
        document,
        series=taken.series,
        number=taken.number,
        issued_on=taken.day,
        reason=reason.strip(),
        lines=lines,
        earlier=earlier,
    )
    note = _row(original, note_document, reason.strip())
    invoices.freeze(note, note_document, taken, by)
    _free_hours(original, document, [*earlier, note_document], by)
    record("invoices.credited", original, by, by_number=note.label, reason=reason.strip())
    return note


def _demand_creditable(
    original: Invoice,
    document: invoicing.Document,
    earlier: Sequence[invoicing.Document],
    reason: str,
    lines: Sequence[LineCredit] | None,
) -> None:
    """Make the credit note once under a stand-in number, and judge it as an e-invoice."""
    day = max(today(), document.issued_on)
    series = numbering.series_of(original.cooperative, InvoiceKind.CREDIT_NOTE, day.year)
    try:
        trial = invoicing.credit(
            document,
            series=series,
            number=1,
            issued_on=day,
            reason=reason.strip(),
            lines=lines,
            earlier=earlier,
        )
    except InvoiceError as error:
        words = " ".join(problem.reason for problem in error.problems)
        raise Invalid(
            N_("Det går inte att kreditera så: %(what)s"), "reason", what=words
        ) from error
    broken = broken_rules(trial)
    if broken:
        raise Invalid(
            N_("Det går inte att kreditera så: %(what)s"), "reason", what=" ".join(broken)
        )


def _row(original: Invoice, document: invoicing.Document, reason: str) -> Invoice:
    """The rows of a credit note: a draft for a moment, its amounts turned round."""
    note = Invoice(
        cooperative=original.cooperative,
        company=original.company,
        posting=original.posting,
        kind=InvoiceKind.CREDIT_NOTE,
        credits=original,
        status=InvoiceStatus.DRAFT,
        created_at=now(),
        series=numbering.LETTERS[InvoiceKind.CREDIT_NOTE],
        language=original.language,
        note=reason,
    )
    numbers = document.original.line_numbers if document.original else ()
    for position, (number, line) in enumerate(zip(numbers, document.lines, strict=True), start=1):
        note.lines.append(_line(original.lines[number - 1], line, position))
    db.session.add(note)
    db.session.flush()
    return note


def _line(original: InvoiceLine, line: invoicing.Line, position: int) -> InvoiceLine:
    """What a credit note takes back of a line; of part of an hour's price no minutes."""
    whole = line.quantity_minutes is not None
    goods = original.quantity_thousandths is not None
    row = InvoiceLine(
        position=position,
        description=original.description,
        quantity_minutes=-(line.quantity_minutes or 0),
        ore_per_hour=original.ore_per_hour if whole else 0,
        net_ore=-line.net_ore,
        stream=original.stream,
        buyer_sector=original.buyer_sector,
        time_report_id=original.time_report_id,
        kind=original.kind,
        live=False,
        supplied_on=line.supplied_on,
        credits_line_id=original.id,
    )
    if goods or not whole:
        row.quantity_thousandths = -(line.quantity_thousandths or 0)
        row.unit, row.unit_price_ore = line.unit, line.unit_price_ore
    invoices.tax(row, line.vat)
    return row


def _free_hours(
    original: Invoice,
    document: invoicing.Document,
    notes: Sequence[invoicing.Document],
    by: Actor,
) -> None:
    freed = invoicing.freed_source_references(document, notes)
    for line in original.lines:
        report = line.time_report
        if report is not None and line.live and report.public_id in freed:
            line.live = False
            db.session.flush()
            move(report, TimeReportStatus.APPROVED, by)
