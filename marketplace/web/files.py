"""Files that a page hands out."""

from flask import Response
from flask_babel import gettext

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
