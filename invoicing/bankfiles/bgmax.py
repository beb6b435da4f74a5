"""Read BgMax, Bankgirot's file of payments in: lines of 80 characters, told apart by two digits.

01 start, 05 section, 20 payment, 21 deduction, 22/23 further references (23 subtracts), 25 text,
26 to 29 payer, 15 deposit, 70 end. The places of the fields follow Bankgirot's layout. Every sum
and count that the file states is checked; a file that does not add up is refused whole, since a
cut-off file must never be half taken in.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date

from invoicing.bankfiles.payment import (
    LARGEST_BYTES,
    BankFile,
    BankFileError,
    BankPayment,
    Deposit,
    Payer,
    Reference,
    split_references,
    unique_keys,
)
from invoicing.days import parse_compact_day

START = "01BGMAX"
WIDTH = 80
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass
class _Payment:
    """A payment while its lines are being read."""

    account: str
    amount_ore: int
    serial: str
    sender: str
    references: list[Reference] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    payer: dict[str, str] = field(default_factory=dict)


@dataclass
class _Section:
    """Payments to one bankgiro in one currency, until their deposit is told."""

    account: str
    currency: str
    payments: list[_Payment] = field(default_factory=list)


def read_bgmax(content: bytes) -> BankFile:
    """Read a BgMax file; raises BankFileError with the number of the line at fault."""
    if len(content) > LARGEST_BYTES:
        raise BankFileError("Filen är större än 50 MB.")
    reader = _Reader()
    for line_number, line in enumerate(_decode(content).split("\n"), start=1):
        text = line.rstrip("\r ")
        if text:
            reader.read(line_number, text)
    reader.finish()
    return BankFile(
        format="BgMax",
        sha256=hashlib.sha256(content).hexdigest(),
        payments=tuple(reader.payments),
        deposits=tuple(reader.deposits),
        is_test=reader.is_test,
    )


def _decode(content: bytes) -> str:
    """BgMax is Latin-1; a file that someone saved as UTF-8 on the way is read as what it is."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


class _Reader:
    def __init__(self) -> None:
        self.payments: list[BankPayment] = []
        self.deposits: list[Deposit] = []
        self.is_test = False
        self.section: _Section | None = None
        self.counts = {"payments": 0, "deductions": 0, "references": 0}
        self.line_number = 0
        self.state = "before"

    def read(self, line_number: int, line: str) -> None:
        self.line_number = line_number
        self._check_line(line)
        code = line[:2]
        if code == "01":
            self._start(line)
        elif code == "05":
            self._open(line)
        elif code in ("20", "21"):
            self._payment(line)
        elif code in ("22", "23"):
            self._reference(line)
        elif code in _PAYER_FIELDS or code == "25":
            self._payer(code, line)
        elif code == "15":
            self._deposit(line)
        elif code == "70":
            self._end(line)
        # Other codes are passed over: Bankgirot asks readers to ignore what they do not know.

    def finish(self) -> None:
        if self.state == "before":
            raise BankFileError("Filen är inte en BgMax-fil: den är tom.")
        if self.state != "after":
            raise BankFileError("Filen är avklippt: slutposten (70) saknas.")

    def _check_line(self, line: str) -> None:
        if self.state == "before" and not line.startswith(START):
            raise self._error("filen är inte en BgMax-fil")
        if self.state == "after":
            raise self._error("det står mer efter slutposten")
        if _CONTROL.search(line):
            raise self._error("raden har tecken som inte hör hemma i en bankfil")
        if len(line) > WIDTH:
            raise self._error(f"raden är längre än {WIDTH} tecken")

    def _start(self, line: str) -> None:
        if self.state == "inside":
            raise self._error("startposten finns två gånger")
        self.state = "inside"
        self.is_test = line[44:45] == "T"

    def _open(self, line: str) -> None:
        if self.section is not None:
            raise self._error("ett avsnitt börjar innan det förra har fått sin insättning")
        self.section = _Section(account=line[2:12].lstrip("0"), currency=line[22:25].strip())
        if not self.section.currency:
            raise self._error("avsnittet saknar valuta")

    def _payment(self, line: str) -> None:
        deduction = line.startswith("21")
        self.counts["deductions" if deduction else "payments"] += 1
        amount_ore = self._number(line, 37, 55, "beloppet")
        payment = _Payment(
            account=self._in_section().account,
            amount_ore=-amount_ore if deduction else amount_ore,
            serial=line[57:69].strip(),
            sender=line[2:12].strip().lstrip("0"),
            references=[Reference(text=text) for text in split_references([line[12:37]])],
        )
        self._in_section().payments.append(payment)

    def _reference(self, line: str) -> None:
        self.counts["references"] += 1
        amount_ore = self._number(line, 37, 55, "beloppet")
        if line.startswith("23"):
            amount_ore = -amount_ore
        payment = self._last_payment()
        for text in split_references([line[12:37]]):
            known = [one.text for one in payment.references]
            reference = Reference(text=text, amount_ore=amount_ore or None)
            if text in known:
                payment.references[known.index(text)] = reference
            else:
                payment.references.append(reference)

    def _payer(self, code: str, line: str) -> None:
        payment = self._last_payment()
        if code == "25":
            payment.texts.append(line[2:52].strip())
            return
        for name, first, last in _PAYER_FIELDS[code]:
            payment.payer[name] = line[first:last].strip()

    def _deposit(self, line: str) -> None:
        section = self._in_section()
        deposit = Deposit(
            account=section.account,
            currency=line[68:71].strip(),
            deposited_on=self._day(line[37:45]),
            serial=line[45:50],
            amount_ore=self._number(line, 50, 68, "insättningens belopp"),
        )
        if deposit.currency != section.currency:
            raise self._error("insättningen är i en annan valuta än avsnittet")
        total = sum(payment.amount_ore for payment in section.payments)
        if total != deposit.amount_ore:
            raise self._error(
                f"insättningen är {deposit.amount_ore} öre men betalningarna {total} öre"
            )
        if self._number(line, 71, 79, "antalet betalningar") != len(section.payments):
            raise self._error("insättningen har ett annat antal betalningar än avsnittet")
        self.payments += _finished(section, deposit)
        self.deposits.append(deposit)
        self.section = None

    def _end(self, line: str) -> None:
        if self.section is not None:
            raise self._error("det sista avsnittet har inte fått sin insättning")
        stated = [
            self._number(line, first, first + 8, "ett antal i slutposten")
            for first in (2, 10, 18, 26)
        ]
        if stated != [*self.counts.values(), len(self.deposits)]:
            raise self._error("antalen i slutposten stämmer inte med filen")
        self.state = "after"

    def _in_section(self) -> _Section:
        if self.section is None:
            raise self._error("posten står utanför ett avsnitt")
        return self.section

    def _last_payment(self) -> _Payment:
        payments = self._in_section().payments
        if not payments:
            raise self._error("posten hör inte till någon betalning")
        return payments[-1]

    def _number(self, line: str, first: int, last: int, what: str) -> int:
        text = line[first:last]
        if not (text.isascii() and text.isdigit() and len(text) == last - first):
            raise self._error(f"{what} är inte ett tal")
        return int(text)

    def _day(self, text: str) -> date:
        try:
            return parse_compact_day(text)
        except ValueError:
            raise self._error("insättningsdagen är inget datum") from None

    def _error(self, reason: str) -> BankFileError:
        return BankFileError(f"Rad {self.line_number}: {reason}.")


_PAYER_FIELDS = {
    "26": (("name", 2, 37), ("name_more", 37, 72)),
    "27": (("address", 2, 37), ("postal_code", 37, 46)),
    "28": (("city", 2, 37),),
    "29": (("organisation_number", 2, 14),),
}


def _finished(section: _Section, deposit: Deposit) -> list[BankPayment]:
    day = f"{deposit.deposited_on:%Y%m%d}"
    place = f"bgmax:{section.account}:{section.currency}:{day}:{deposit.serial}"
    keys = unique_keys(f"{place}:{payment.serial}" for payment in section.payments)
    return [
        BankPayment(
            key=key,
            amount_ore=payment.amount_ore,
            currency=section.currency,
            paid_on=deposit.deposited_on,
            account=payment.account,
            references=tuple(payment.references),
            message=" ".join(payment.texts),
            payer=_payer(payment),
        )
        for key, payment in zip(keys, section.payments, strict=True)
    ]


def _payer(payment: _Payment) -> Payer:
    fields = payment.payer
    return Payer(
        name=" ".join(part for part in (fields.get("name"), fields.get("name_more")) if part),
        address=fields.get("address", ""),
        postal_code=fields.get("postal_code", ""),
        city=fields.get("city", ""),
        organisation_number=fields.get("organisation_number", "").lstrip("0"),
        account=payment.sender,
    )
