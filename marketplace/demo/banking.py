"""Files from the bank to each demo cooperative: one taken in yesterday, one that waits today.

In them stands all that people meet in such files: payments that settle themselves, one that is a
little short, one without a reference, one that was made twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.clock import now, standing_at, today
from marketplace.models.bank_files import BankFile
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice
from marketplace.services import bank_files

SHORT_ORE = 10_000
UNKNOWN_ORE = 120_000
SETTLED = 3
"""invoices that the file of yesterday pays to the öre; two more stand in the one that waits"""


@dataclass(frozen=True, slots=True)
class Told:
    """A payment as the file tells of it."""

    amount_ore: int
    reference: str
    payer: str
    message: str = ""


def add_bank_files(cooperative: Cooperative, unpaid: Sequence[Invoice], admin: Actor) -> None:
    """Both files, paying invoices that nobody has paid yet."""
    sure, rest = unpaid[:SETTLED], unpaid[SETTLED:]
    told = [_whole(one) for one in sure]
    told += [_whole(one) for one in sure[:1]]  # pressed twice at the bank
    told += [_short(one) for one in rest[:1]]
    told.append(Told(UNKNOWN_ORE, "", "Elin Granlund", "Insats i kooperativet"))
    yesterday = now() - timedelta(days=1)
    with standing_at(yesterday):
        file = _hand_in(cooperative, told, _bank_day(today()), 101, admin)
        bank_files.take_in(file, admin)
    waiting = [_whole(one) for one in rest[1:3]]
    waiting += [Told(one.payable_ore or 0, "", one.company.name, "Tack!") for one in rest[3:4]]
    if waiting:
        _hand_in(cooperative, waiting, _bank_day(today()), 102, admin)


def _hand_in(
    cooperative: Cooperative, told: Sequence[Told], day: date, serial: int, admin: Actor
) -> BankFile:
    name = f"bgmax-{day:%Y%m%d}.txt"
    content = bgmax(cooperative.bankgiro.replace("-", ""), told, day, serial)
    return bank_files.upload(cooperative, name, content, admin)


def _whole(invoice: Invoice) -> Told:
    return Told(invoice.payable_ore or 0, invoice.ocr or "", invoice.company.name)


def _short(invoice: Invoice) -> Told:
    less = (invoice.payable_ore or 0) - SHORT_ORE
    return Told(less, invoice.ocr or "", invoice.company.name, "Avdrag enligt samtal")


def bgmax(bankgiro: str, told: Sequence[Told], day: date, serial: int) -> bytes:
    """A file of one deposit, as Bankgirot writes it: lines of 80 characters."""
    lines = [
        f"01BGMAX{'':15}01{day:%Y%m%d}173035010331P",
        f"05{bankgiro:0>10}{'':10}SEK",
    ]
    for number, one in enumerate(told, start=1):
        kind = "2" if one.reference else "0"
        lines.append(f"20{'':0>10}{one.reference:>25}{one.amount_ore:018d}{kind}0{number:012d}0")
        if one.message:
            lines.append(f"25{one.message}")
        lines.append(f"26{one.payer[:35]}")
    total = sum(one.amount_ore for one in told)
    account = f"{'58410000010098232':0>35}"
    lines += [
        f"15{account}{day:%Y%m%d}{serial:05d}{total:018d}SEK{len(told):08d}",
        f"70{len(told):08d}{0:08d}{0:08d}{1:08d}",
    ]
    return "".join(f"{line:<80}\r\n" for line in lines).encode("latin-1", "replace")


def _bank_day(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
