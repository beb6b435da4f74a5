"""A payment as a bank file tells of it, the same whatever the format of the file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from invoicing.errors import InvoicingError

LARGEST_BYTES = 50_000_000
_SEPARATORS = re.compile(r"[\s,;]+")
_NUMBER_IN_TEXT = re.compile(r"\d{4,25}")


class BankFileError(InvoicingError):
    """A bank file cannot be read; the message names the line, and nothing of it was taken in."""


@dataclass(frozen=True, kw_only=True)
class Payer:
    """Who paid, as far as the bank tells."""

    name: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    organisation_number: str = ""
    account: str = ""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A reference that the payer gave, and the part of the money meant for it where told."""

    text: str
    amount_ore: int | None = None


@dataclass(frozen=True, kw_only=True)
class BankPayment:
    """One payment in. A deduction (a bank's or payer's correction) has a negative amount.

    `key` is the same each time the same payment is met, in this file or another: store it unique
    and a payment can only be taken in once. Amounts are hundredths of the currency.
    """

    key: str
    amount_ore: int
    currency: str
    paid_on: date
    account: str
    references: tuple[Reference, ...] = ()
    message: str = ""
    payer: Payer = Payer()

    @property
    def is_deduction(self) -> bool:
        """Tell whether money was taken back."""
        return self.amount_ore < 0

    @property
    def numbers_in_message(self) -> list[str]:
        """The numbers of four digits and more that the free text holds: hints, not references."""
        return _NUMBER_IN_TEXT.findall(self.message)


@dataclass(frozen=True, kw_only=True)
class Deposit:
    """What the bank says it put on the account, checked against its payments."""

    account: str
    currency: str
    deposited_on: date
    serial: str
    amount_ore: int


@dataclass(frozen=True, kw_only=True)
class BankFile:
    """A whole bank file, read and found consistent. `sha256` tells the same file again."""

    format: str
    sha256: str
    payments: tuple[BankPayment, ...]
    deposits: tuple[Deposit, ...] = ()
    is_test: bool = False
    left_out: tuple[str, ...] = field(default=())


def split_references(texts: Iterable[str]) -> list[str]:
    """Split what stands in a reference field (`801266,801365 801464`), each reference once."""
    parts = (part for text in texts for part in _SEPARATORS.split(text) if part)
    return list(dict.fromkeys(parts))


def unique_keys(prefixes: Iterable[str]) -> list[str]:
    """Number keys that would otherwise be equal, in the order they stand in the file."""
    seen: dict[str, int] = {}
    keys = []
    for prefix in prefixes:
        seen[prefix] = seen.get(prefix, 0) + 1
        keys.append(f"{prefix}/{seen[prefix]}")
    return keys
