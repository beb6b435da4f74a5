"""The rules we judge ourselves: Swedish check digits, and VAT to the öre."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from lxml import etree

from invoicing import references
from invoicing.money import vat_ore
from invoicing.peppol.elements import AGGREGATES, COMPONENTS
from invoicing.references import ReferenceNumberError

_NAMESPACES = {"cac": AGGREGATES, "cbc": COMPONENTS}
# A part credit carries the difference between two rounded sums, so it may be one öre off.
_ORE_OFF_IN_CREDIT_NOTE = 1
Found = tuple[str, str]


def own_findings(document: etree._Element) -> Iterator[Found]:
    """Yield (rule, place) for every own rule that a UBL document breaks."""
    yield from _organisation_numbers(document)
    yield from _ocr_numbers(document)
    yield from _vat_rows(document)


def _organisation_numbers(document: etree._Element) -> Iterator[Found]:
    """SE-R-013: the organisation number of a Swedish seller ends in a Luhn digit; buyers too."""
    for number in _find(document, ".//cac:PartyLegalEntity/cbc:CompanyID[@schemeID='0007']"):
        if not _is_right(number, references.parse_organisation_number):
            yield "SE-R-013", number


def _ocr_numbers(document: etree._Element) -> Iterator[Found]:
    """An OCR number paid to a Swedish giro must have its check digit and its length digit."""
    giro = "cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch"
    for means in document.iterfind(".//cac:PaymentMeans", _NAMESPACES):
        branch = means.findtext(f"{giro}/cbc:ID", "", _NAMESPACES)
        number = means.findtext("cbc:PaymentID", "", _NAMESPACES)
        if branch.startswith("SE:") and not _is_right(number, references.parse_ocr):
            yield "OCR", number


def _vat_rows(document: etree._Element) -> Iterator[Found]:
    allowed = _ORE_OFF_IN_CREDIT_NOTE if document.tag.endswith("CreditNote") else 0
    for row in document.iterfind("cac:TaxTotal/cac:TaxSubtotal", _NAMESPACES):
        net = row.findtext("cbc:TaxableAmount", "0", _NAMESPACES)
        vat = row.findtext("cbc:TaxAmount", "0", _NAMESPACES)
        percent = row.findtext("cac:TaxCategory/cbc:Percent", "0", _NAMESPACES)
        right = vat_ore(_hundredths(net), _hundredths(percent))
        if abs(_hundredths(vat) - right) > allowed:
            yield "ORE", f"{vat} av {net} med {percent} procent"


def _hundredths(text: str) -> int:
    return int(Decimal(text) * 100)


def _find(document: etree._Element, path: str) -> Iterator[str]:
    for element in document.iterfind(path, _NAMESPACES):
        yield element.text or ""


def _is_right(number: str, parse: Callable[[str], str]) -> bool:
    try:
        return parse(number) == number
    except ReferenceNumberError:
        return False
