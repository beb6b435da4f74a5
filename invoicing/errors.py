"""The one family of errors this package raises on purpose."""


class InvoicingError(ValueError):
    """Something handed to `invoicing` cannot be used; the message is Swedish, for people."""
