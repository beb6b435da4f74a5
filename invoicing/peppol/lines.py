"""The rows of an e-invoice: exact quantities, so that quantity times price is the amount."""

from lxml import etree

from invoicing.invoice import Document, Kind
from invoicing.line import Line
from invoicing.peppol.elements import amount, group, value
from invoicing.vat import VatCategory, VatTreatment, format_rate

MINUTES_PER_HUNDREDTH_HOUR_EXACT = 3
_MINUTE_UNIT = "MIN"


def add_lines(parent: etree._Element, document: Document) -> None:
    """Add every line of the document, numbered from 1."""
    for number, line in enumerate(document.lines, start=1):
        _add_line(parent, line, number, document.kind)


def _add_line(parent: etree._Element, line: Line, number: int, kind: Kind) -> None:
    credit = kind is Kind.CREDIT_NOTE
    element = group(parent, "CreditNoteLine" if credit else "InvoiceLine")
    quantity, unit, base = _quantity(line)
    value(element, "ID", str(number))
    value(element, "CreditedQuantity" if credit else "InvoicedQuantity", quantity, unitCode=unit)
    amount(element, "LineExtensionAmount", line.net_ore)
    _period(element, line)
    if line.discount_ore:
        allowance = group(element, "AllowanceCharge")
        value(allowance, "ChargeIndicator", "false")
        value(allowance, "AllowanceChargeReason", line.discount_reason)
        amount(allowance, "Amount", line.discount_ore)
    item = group(element, "Item")
    value(item, "Description", line.detail)
    value(item, "Name", line.description)
    _tax_category(item, line.vat)
    price = group(element, "Price")
    amount(price, "PriceAmount", line.unit_price_ore)
    value(price, "BaseQuantity", base, unitCode=unit)


def _period(element: etree._Element, line: Line) -> None:
    period = group(element, "InvoicePeriod")
    first = line.supplied_from or line.supplied_on
    value(period, "StartDate", first.isoformat())
    value(period, "EndDate", line.supplied_on.isoformat())


def _quantity(line: Line) -> tuple[str, str, str]:
    """Give quantity, unit and the quantity the price is for; none of them is ever rounded.

    Hours are written as decimals where two places are enough (every third minute); other times
    are written in minutes, priced by 60 of them.
    """
    minutes = line.quantity_minutes
    if minutes is None:
        return _decimals(line.quantity_thousandths or 0, 3), line.unit.value, "1"
    if minutes % MINUTES_PER_HUNDREDTH_HOUR_EXACT == 0:
        return _decimals(minutes * 100 // 60, 2), line.unit.value, "1"
    return str(minutes), _MINUTE_UNIT, "60"


def _decimals(scaled: int, places: int) -> str:
    whole, rest = divmod(abs(scaled), 10**places)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}".rstrip("0").rstrip(".")


def _tax_category(item: etree._Element, vat: VatTreatment) -> None:
    """Add the line's VAT category; outside the scope of VAT it has no rate (BR-O-05)."""
    category = group(item, "ClassifiedTaxCategory")
    value(category, "ID", vat.category.value)
    if vat.category is not VatCategory.OUTSIDE_SCOPE:
        value(category, "Percent", format_rate(vat.rate_basis_points, decimal_mark="."))
    value(group(category, "TaxScheme"), "ID", "VAT")
