"""Swedish invoices for small sellers: totals, numbers, e-invoices, books and bank files.

Pure: frozen dataclasses, whole öre and dates in; documents, ledger entries and findings out. No
database, no web, no clock. Values of law that change (VAT rates, reference rates, fees) are dated
rows that the caller keeps. docs/invoicing.md shows it in use.
"""

from invoicing.credit import LineCredit, credit, freed_source_references, remaining_ore
from invoicing.errors import InvoicingError
from invoicing.invoice import (
    Document,
    Draft,
    Kind,
    Original,
    Terms,
    draft_problems,
    issue,
)
from invoicing.line import Line, Stream, Unit, line_from_minutes
from invoicing.money import format_kronor
from invoicing.numbering import Series, breaks_in, next_number
from invoicing.party import Address, Buyer, BuyerSector, Seller
from invoicing.problems import InvoiceError, Problem
from invoicing.snapshot import document_from_json, document_to_json
from invoicing.totals import Totals, VatRow, add_up
from invoicing.vat import VatCategory, VatTreatment, treatment_on

__all__ = [
    "Address",
    "Buyer",
    "BuyerSector",
    "Document",
    "Draft",
    "InvoiceError",
    "InvoicingError",
    "Kind",
    "Line",
    "LineCredit",
    "Original",
    "Problem",
    "Seller",
    "Series",
    "Stream",
    "Terms",
    "Totals",
    "Unit",
    "VatCategory",
    "VatRow",
    "VatTreatment",
    "add_up",
    "breaks_in",
    "credit",
    "document_from_json",
    "document_to_json",
    "draft_problems",
    "format_kronor",
    "freed_source_references",
    "issue",
    "line_from_minutes",
    "next_number",
    "remaining_ore",
    "treatment_on",
]
