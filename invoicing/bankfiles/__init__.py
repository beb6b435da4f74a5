"""Payments in: the files that banks send, read into one kind of payment."""

from invoicing.bankfiles.bgmax import START, read_bgmax
from invoicing.bankfiles.camt import read_camt
from invoicing.bankfiles.payment import (
    BankFile,
    BankFileError,
    BankPayment,
    Deposit,
    Payer,
    Reference,
)

__all__ = [
    "BankFile",
    "BankFileError",
    "BankPayment",
    "Deposit",
    "Payer",
    "Reference",
    "read_bank_file",
    "read_bgmax",
    "read_camt",
]


def read_bank_file(content: bytes) -> BankFile:
    """Read a bank file of any kind we know, told by its first characters."""
    beginning = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if beginning.startswith(START.encode()):
        return read_bgmax(content)
    if beginning.startswith(b"<"):
        return read_camt(content)
    raise BankFileError("Filen är varken BgMax eller camt.")
