"""Files that a page hands out."""

from collections.abc import Collection, Sequence

from flask import Response
from flask_babel import gettext

from marketplace.database import db
from marketplace.models.invoices import Invoice
from marketplace.services import invoices
from marketplace.web.spreadsheets import Kind, csv_table


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
    """A table for a spreadsheet, with heads marked by N_(); the columns in `ore` become kronor."""
    kinds = [Kind.ORE if place in ore else Kind.PLAIN for place in range(len(heads))]
    return csv_table(name.removesuffix(".csv"), [gettext(head) for head in heads], kinds, rows)


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
