"""Files that a page hands out."""

import csv
import io
from collections.abc import Collection, Sequence

from flask import Response
from flask_babel import gettext

from invoicing.money import decimal_text
from marketplace.database import db
from marketplace.models.invoices import Invoice
from marketplace.services import invoices


def invoice_pdf(invoice: Invoice) -> Response:
    """An invoice as it is printed; printed now where nobody has asked before."""
    content = invoices.render(invoice)
    db.session.commit()
    name = f"{gettext('faktura')}-{invoice.label}.pdf"
    return Response(
        content,
        mimetype=invoices.PDF,
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def csv_file(
    name: str, heads: Sequence[str], rows: Sequence[Sequence[object]], *, ore: Collection[int] = ()
) -> Response:
    """A table for a spreadsheet, as Swedish ones read it; the columns in `ore` become kronor.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_cell(cell, place in ore) for place, cell in enumerate(row)])
    content = "\N{ZERO WIDTH NO-BREAK SPACE}" + written.getvalue()  # else read as Latin-1
    return Response(
        content.encode(),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _cell(cell: object, is_ore: bool) -> object:
    if is_ore:
        return "" if cell is None else decimal_text(int(str(cell))).replace(".", ",")
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"
    return "" if cell is None else cell


def zip_file(name: str, content: bytes) -> Response:
    """Several files in one."""
    return Response(
        content,
        mimetype="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def sie_file(name: str, content: bytes) -> Response:
    """A SIE file, in its own code page."""
    return Response(
        content,
        mimetype="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
