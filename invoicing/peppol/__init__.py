"""E-invoices: Peppol BIS Billing 3.0 written, and judged before anything is issued."""

from invoicing.peppol.ubl import PeppolError, is_sendable, to_ubl
from invoicing.peppol.validation import Finding, validate

__all__ = ["Finding", "PeppolError", "is_sendable", "to_ubl", "validate"]
