"""A voucher: entries that sum to zero, on one day, because of one event."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from invoicing.errors import InvoicingError


class VoucherError(InvoicingError):
    """The entries of a voucher do not sum to zero, or there are none."""


class Event(StrEnum):
    """What happened. Every voucher is the trace of exactly one event."""

    ISSUE = "issue"
    CREDIT = "credit"
    GRANT = "grant"
    PAYMENT = "payment"
    REFUND = "refund"
    CREDIT_USED = "credit_used"
    FEE = "fee"
    WRITE_OFF = "write_off"
    ROUNDING = "rounding"
    TAX_REDUCTION = "tax_reduction"
    TAKINGS = "takings"
    ACCRUAL = "accrual"
    REVERSAL = "reversal"


class Dimension(StrEnum):
    """What an entry can be sorted by; the values are SIE dimension numbers (own ones from 20)."""

    COST_CENTRE = "1"
    PROJECT = "6"
    STREAM = "20"
    BUYER_SECTOR = "21"


Tag = tuple[Dimension, str]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a voucher: debit is positive, credit negative."""

    account: str
    amount_ore: int
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Voucher:
    """A balanced set of entries. `source` is the document's number or the payment's id.

    `number` is given by the caller when the voucher is stored, unbroken in its series; until
    then it is 0.
    """

    event: Event
    booked_on: date
    text: str
    entries: tuple[Entry, ...]
    source: str = ""
    series: str = "A"
    number: int = 0

    def __post_init__(self) -> None:
        if not self.entries:
            raise VoucherError(f"Verifikationen {self.text!r} har inga rader.")
        difference = sum(entry.amount_ore for entry in self.entries)
        if difference:
            raise VoucherError(f"Verifikationen {self.text!r} går inte ihop: {difference} öre.")


def make_voucher(
    event: Event, booked_on: date, text: str, entries: Iterable[Entry], *, source: str
) -> Voucher:
    """Join entries on the same account and tags, leave out zeros, and check the balance."""
    sums: dict[tuple[str, tuple[Tag, ...]], int] = defaultdict(int)
    for entry in entries:
        sums[entry.account, entry.tags] += entry.amount_ore
    joined = [
        Entry(account=account, amount_ore=amount_ore, tags=tags)
        for (account, tags), amount_ore in sums.items()
    ]
    kept = [entry for entry in joined if entry.amount_ore] or joined[:1]
    return Voucher(event=event, booked_on=booked_on, text=text, entries=tuple(kept), source=source)


def reverse(voucher: Voucher, *, booked_on: date) -> Voucher:
    """Book the opposite of a voucher, such as an accrual on the first day of the next period."""
    return Voucher(
        event=Event.REVERSAL,
        booked_on=booked_on,
        text=f"Återföring: {voucher.text}",
        entries=tuple(replace(one, amount_ore=-one.amount_ore) for one in voucher.entries),
        source=voucher.source,
        series=voucher.series,
    )


def balances(vouchers: Iterable[Voucher]) -> dict[str, int]:
    """Sum every account; the sums of all accounts are together zero."""
    sums: dict[str, int] = defaultdict(int)
    for voucher in vouchers:
        for entry in voucher.entries:
            sums[entry.account] += entry.amount_ore
    return dict(sorted(sums.items()))


def sums_by(vouchers: Iterable[Voucher], dimension: Dimension, accounts: str) -> dict[str, int]:
    """Sum the accounts that begin with `accounts` by a dimension's value; '' is without value.

    Revenue, class 3, comes out positive: the sign of a ledger's credit side is turned.
    """
    sums: dict[str, int] = defaultdict(int)
    for voucher in vouchers:
        for entry in voucher.entries:
            if entry.account.startswith(accounts):
                sums[dict(entry.tags).get(dimension, "")] -= entry.amount_ore
    return dict(sorted(sums.items()))
