"""The renderings of an issued invoice: the e-invoice, and the PDF that carries it; kept once."""

import hashlib
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from invoicing import Kind, peppol
from invoicing import document as printing
from marketplace.clock import now
from marketplace.database import db
from marketplace.models.invoices import Invoice, InvoiceFile
from marketplace.services.invoice_documents import frozen

PDF = "application/pdf"
XML = "application/xml"


def render(invoice: Invoice) -> bytes:
    """The printed invoice; printed the first time it is asked for, and kept with its digest.

    The same document always gives the same bytes, so two who print at once do no harm, and one
    who is killed meanwhile has left nothing behind. Raises Conflict for a draft.
    """
    made = pdf(invoice)
    if made is not None:
        return made
    content, xml = _made(invoice)
    if xml is not None:
        _keep(invoice, XML, xml)
    _keep(invoice, PDF, content)
    return content


def of_all(invoices: Sequence[Invoice]) -> Iterator[tuple[bytes, bytes | None]]:
    """PDF and e-invoice of each, in two queries however many; what was not printed is not kept.

    Raises Conflict for a draft.
    """
    ids = [invoice.id for invoice in invoices]
    kept = {
        (row[0], row[1]): row[2]
        for row in db.session.execute(
            select(InvoiceFile.invoice_id, InvoiceFile.media_type, InvoiceFile.content).where(
                InvoiceFile.invoice_id.in_(ids)
            )
        )
    }
    for invoice in invoices:
        known = kept.get((invoice.id, PDF))
        yield (known, kept.get((invoice.id, XML))) if known else _made(invoice)


def ubl(invoice: Invoice) -> bytes | None:
    """The e-invoice, the same bytes as in the PDF; None for a grant, which has none.

    Raises Conflict for a draft.
    """
    kept = _file(invoice, XML)
    if kept is not None:
        return kept.content
    document = frozen(invoice)
    return None if document.kind is Kind.REQUISITION else peppol.to_ubl(document)


def pdf(invoice: Invoice) -> bytes | None:
    """The printed invoice; None while it is being printed."""
    made = printed(invoice)
    return made.content if made else None


def printed(invoice: Invoice) -> InvoiceFile | None:
    """The row of the printed invoice; None while it is being printed."""
    return _file(invoice, PDF)


def _made(invoice: Invoice) -> tuple[bytes, bytes | None]:
    document = frozen(invoice)
    xml = None if document.kind is Kind.REQUISITION else peppol.to_ubl(document)
    return printing.render_pdf(document, xml=xml), xml


def _file(invoice: Invoice, media_type: str) -> InvoiceFile | None:
    return db.session.scalars(
        select(InvoiceFile).where(
            InvoiceFile.invoice_id == invoice.id, InvoiceFile.media_type == media_type
        )
    ).one_or_none()


def _keep(invoice: Invoice, media_type: str, content: bytes) -> None:
    db.session.execute(
        insert(InvoiceFile)
        .values(
            invoice_id=invoice.id,
            media_type=media_type,
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            created_at=now(),
        )
        .on_conflict_do_nothing()
    )
