"""An issued document as UBL 2.1 after Peppol BIS Billing 3.0, with Swedish payment means."""

from collections.abc import Iterator

from lxml import etree

from invoicing.errors import InvoicingError
from invoicing.invoice import Document, Kind, Original
from invoicing.peppol.elements import CURRENCY, amount, group, root, value
from invoicing.peppol.lines import add_lines
from invoicing.peppol.parties import buyer_endpoint, buyer_party, seller_party
from invoicing.totals import VatRow
from invoicing.vat import VatCategory, format_rate
from invoicing.words import WORDS

CUSTOMISATION = (
    "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"  # BIS Billing 3
)
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
INVOICE_TYPE = "380"
CREDIT_NOTE_TYPE = "381"
CREDIT_TRANSFER = "30"  # the code Swedish rules want for bankgiro and plusgiro (SE-R-011, -012)


class PeppolError(InvoicingError):
    """A document that is not an invoice or a credit note has no e-invoice."""


def to_ubl(document: Document) -> bytes:
    """Write a document as UBL XML in UTF-8; the same document gives the same bytes."""
    if document.kind is Kind.REQUISITION:
        raise PeppolError("En rekvisition är ingen faktura och har därför ingen e-faktura.")
    credit = document.kind is Kind.CREDIT_NOTE
    element = root("CreditNote" if credit else "Invoice")
    _header(element, document)
    seller_party(element, document)
    buyer_party(element, document)
    delivery = group(element, "Delivery")
    value(delivery, "ActualDeliveryDate", document.supplied_on.isoformat())
    if not credit:
        _payment_means(element, document)
    value(group(element, "PaymentTerms"), "Note", _terms(document))
    _tax_total(element, document)
    _monetary_total(element, document)
    add_lines(element, document)
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8")


def is_sendable(document: Document) -> bool:
    """Tell whether the buyer has an electronic address of its own in the Peppol network."""
    return document.kind is not Kind.REQUISITION and bool(buyer_endpoint(document.buyer))


def _header(element: etree._Element, document: Document) -> None:
    value(element, "CustomizationID", CUSTOMISATION)
    value(element, "ProfileID", PROFILE)
    value(element, "ID", document.number_text)
    value(element, "IssueDate", document.issued_on.isoformat())
    if document.kind is Kind.CREDIT_NOTE:
        value(element, "CreditNoteTypeCode", CREDIT_NOTE_TYPE)
    else:
        value(element, "DueDate", document.due_on.isoformat())
        value(element, "InvoiceTypeCode", INVOICE_TYPE)
    original = document.original
    value(element, "Note", original.reason if original is not None else document.note)
    value(element, "DocumentCurrencyCode", CURRENCY)
    value(element, "BuyerReference", _buyer_reference(document))
    if document.buyer.order_reference:
        value(group(element, "OrderReference"), "ID", document.buyer.order_reference)
    if original is not None:
        _billing_reference(element, original)


def _buyer_reference(document: Document) -> str:
    """A private person has no reference of her own; her name stands there, since one must."""
    buyer = document.buyer
    if buyer.reference or buyer.order_reference:
        return buyer.reference
    return buyer.name


def _billing_reference(element: etree._Element, original: Original) -> None:
    reference = group(element, "BillingReference", "InvoiceDocumentReference")
    value(reference, "ID", original.number_text)
    value(reference, "IssueDate", original.issued_on.isoformat())


def _payment_means(element: etree._Element, document: Document) -> None:
    for account, branch in _accounts(document):
        means = group(element, "PaymentMeans")
        value(means, "PaymentMeansCode", CREDIT_TRANSFER)
        value(means, "PaymentID", document.ocr)
        payee = group(means, "PayeeFinancialAccount")
        value(payee, "ID", account)
        value(group(payee, "FinancialInstitutionBranch"), "ID", branch)


def _accounts(document: Document) -> Iterator[tuple[str, str]]:
    seller = document.seller
    if seller.bankgiro:
        yield seller.bankgiro, "SE:BANKGIRO"
    if seller.plusgiro:
        yield seller.plusgiro, "SE:PLUSGIRO"
    if seller.iban:
        yield seller.iban, seller.bic


def _terms(document: Document) -> str:
    words = WORDS[document.language]
    if document.original is not None:
        original = document.original
        text = words["credits_text"].format(
            number=original.number_text, date=original.issued_on.isoformat()
        )
        return f"{words['credits']} {text}"
    terms = words["terms_days"].format(days=document.terms.days)
    late = document.terms.late_payment_text
    return f"{terms}. {late}" if late else terms


def _tax_total(element: etree._Element, document: Document) -> None:
    total = group(element, "TaxTotal")
    amount(total, "TaxAmount", document.totals.vat_ore)
    for row in document.totals.vat_rows:
        subtotal = group(total, "TaxSubtotal")
        amount(subtotal, "TaxableAmount", row.net_ore)
        amount(subtotal, "TaxAmount", row.vat_ore)
        _tax_category(subtotal, row, document.language)


def _tax_category(subtotal: etree._Element, row: VatRow, language: str) -> None:
    category = group(subtotal, "TaxCategory")
    value(category, "ID", row.category.value)
    if row.category is not VatCategory.OUTSIDE_SCOPE:
        value(category, "Percent", format_rate(row.rate_basis_points, decimal_mark="."))
    value(category, "TaxExemptionReasonCode", row.reason_code)
    value(category, "TaxExemptionReason", row.reason(language))
    value(group(category, "TaxScheme"), "ID", "VAT")


def _monetary_total(element: etree._Element, document: Document) -> None:
    totals = document.totals
    total = group(element, "LegalMonetaryTotal")
    amount(total, "LineExtensionAmount", totals.net_ore)
    amount(total, "TaxExclusiveAmount", totals.net_ore)
    amount(total, "TaxInclusiveAmount", totals.gross_ore)
    if totals.tax_reduction_ore:
        amount(total, "PrepaidAmount", totals.tax_reduction_ore)
    if totals.rounding_ore:
        amount(total, "PayableRoundingAmount", totals.rounding_ore)
    amount(total, "PayableAmount", totals.payable_ore)
