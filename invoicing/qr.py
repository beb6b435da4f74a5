"""The square a bank's app reads to fill in a payment: UsingQR, JSON in a QR code (usingqr.com)."""

import io
import json

import segno

from invoicing import references
from invoicing.invoice import Document, Kind
from invoicing.money import decimal_text

# Any of the eight masks can be read by every reader. Trying them all to find the most even one
# takes eight times as long as the rest of the code together, so one is chosen once and for all.
_MASK = 2


def payment_text(document: Document) -> str | None:
    """Give the JSON a bank's app reads, or None when nothing is to be paid or no giro is known.

    Fields as UsingQR names them: `iref` the payment reference, `ddt` due date, `idt` invoice
    date, `due` the amount, `pt` and `acc` the account.
    """
    account = _account(document)
    payable_ore = document.totals.payable_ore
    if document.kind is not Kind.INVOICE or payable_ore <= 0 or account is None:
        return None
    kind, number = account
    content = {
        "uqr": 1,
        "tp": 1,
        "nme": document.seller.name[:70],
        "cid": references.format_organisation_number(document.seller.organisation_number),
        "iref": document.ocr,
        "idt": f"{document.issued_on:%Y%m%d}",
        "ddt": f"{document.due_on:%Y%m%d}",
        "cur": "SEK",
        "pt": kind,
        "acc": number,
    }
    opened = json.dumps(content, ensure_ascii=False, separators=(",", ":")).removesuffix("}")
    # Written by hand as a JSON number: a float could not promise the öre.
    return f'{opened},"due":{decimal_text(payable_ore)}}}'


def payment_svg(document: Document) -> str | None:
    """Draw the payment code as an SVG image, or None when there is nothing to pay by it."""
    text = payment_text(document)
    if text is None:
        return None
    image = io.BytesIO()
    segno.make(text, error="m", micro=False, mask=_MASK).save(
        image, kind="svg", border=4, xmldecl=False, dark="#14201b"
    )
    return image.getvalue().decode("utf-8")


def _account(document: Document) -> tuple[str, str] | None:
    seller = document.seller
    if seller.bankgiro:
        return "BG", references.format_bankgiro(seller.bankgiro)
    if seller.plusgiro:
        return "PG", references.format_plusgiro(seller.plusgiro)
    return ("IBAN", seller.iban) if seller.iban else None
