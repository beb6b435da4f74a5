"""A customer's invoices of a year in one file: PDF, e-invoice, and a list of them all."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, undefer

from invoicing.money import decimal_text
from marketplace.database import db
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.services import invoice_files, payments

HEADS = (
    "nummer",
    "från",
    "datum",
    "förfaller",
    "ocr",
    "före moms",
    "moms",
    "att betala",
    "kvar att betala",
)


def years(company_id: int) -> Sequence[int]:
    """The years in which a customer got invoices, newest first."""
    query = select(func.extract("year", Invoice.issued_on)).where(
        Invoice.company_id == company_id, Invoice.status == InvoiceStatus.ISSUED
    )
    return sorted({int(year) for year in db.session.scalars(query.distinct())}, reverse=True)


def of_year(company_id: int, year: int) -> bytes:
    """The archive of a year, as ZIP; what was not printed yet is printed now."""
    invoices = db.session.scalars(
        select(Invoice)
        .where(
            Invoice.company_id == company_id,
            Invoice.status == InvoiceStatus.ISSUED,
            Invoice.issued_on >= date(year, 1, 1),
            Invoice.issued_on < date(year + 1, 1, 1),
        )
        .order_by(Invoice.issued_on, Invoice.id)
        .options(joinedload(Invoice.cooperative), undefer(Invoice.document))
    ).all()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("fakturor.csv", _table(invoices))
        printed = invoice_files.of_all(invoices)
        for invoice, (pdf, xml) in zip(invoices, printed, strict=True):
            name = f"{invoice.cooperative.slug}-{invoice.label}"
            archive.writestr(f"{name}.pdf", pdf)
            if xml is not None:
                archive.writestr(f"{name}.xml", xml)
    return file.getvalue()


def _table(invoices: Sequence[Invoice]) -> bytes:
    """As Swedish spreadsheets read it."""
    left = payments.settlements(invoices)
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow(HEADS)
    for invoice in invoices:
        amounts = invoice.net_ore, invoice.vat_ore, invoice.payable_ore, left[invoice.id].open_ore
        table.writerow(
            [
                invoice.label,
                invoice.cooperative.name,
                invoice.issued_on,
                invoice.due_on,
                invoice.ocr or "",
                *(decimal_text(ore or 0).replace(".", ",") for ore in amounts),
            ]
        )
    return ("\N{ZERO WIDTH NO-BREAK SPACE}" + written.getvalue()).encode()
