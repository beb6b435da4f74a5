"""A line of an invoice as a table shows it: work by time, goods by number."""

from dataclasses import dataclass

from flask_babel import gettext

from marketplace.models.invoices import Invoice, InvoiceLine
from marketplace.services.free_drafts import UNITS
from marketplace.text import kronor
from marketplace.web.text import hours
from marketplace.web.vat_words import vat_text


@dataclass(frozen=True, slots=True)
class LineText:
    """A line in words."""

    row: InvoiceLine
    quantity: str
    price: str
    vat: str


def line_words(invoice: Invoice) -> list[LineText]:
    """Every line of an invoice in words."""
    return [
        LineText(
            line,
            _quantity(line),
            kronor(_price(line)),
            vat_text(line.vat_category, line.vat_basis_points),
        )
        for line in invoice.lines
    ]


def _quantity(line: InvoiceLine) -> str:
    if line.quantity_thousandths is None or line.unit is None:
        minutes = hours(abs(line.quantity_minutes))
        return f"\N{MINUS SIGN}{minutes}" if line.quantity_minutes < 0 else minutes
    number = f"{abs(line.quantity_thousandths) / 1000:.3f}".rstrip("0").rstrip(".")
    sign = "\N{MINUS SIGN}" if line.quantity_thousandths < 0 else ""
    return f"{sign}{number.replace('.', ',')} {gettext(UNITS[line.unit])}"


def _price(line: InvoiceLine) -> int:
    return line.ore_per_hour if line.quantity_thousandths is None else line.unit_price_ore or 0
