"""Read a SIE file: the accountant's 4E with balances, or a 4I of vouchers.

Records that we have no use for are passed over, as the format asks readers to do.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from invoicing.days import parse_compact_day
from invoicing.errors import InvoicingError
from invoicing.sie.text import ENCODING, fields

LARGEST_BYTES = 50_000_000
OWN_CAPITAL = ("2085", "2099")
_AMOUNT = re.compile(r"(-?)(\d{1,15})(?:\.(\d{1,2}))?")
Fields = list[str | list[str]]


class SieError(InvoicingError):
    """A SIE file cannot be written or read; the message names the line."""


@dataclass(frozen=True, kw_only=True)
class SieTransaction:
    """One line of a voucher, with its objects as (dimension, object) pairs."""

    account: str
    amount_ore: int
    objects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class SieVoucher:
    """A voucher as the file has it; the number may be empty in a 4I file."""

    series: str
    number: str
    booked_on: date
    text: str
    transactions: tuple[SieTransaction, ...]


@dataclass(kw_only=True)
class SieFile:
    """What a SIE file says. Balances are öre by (year, account), year 0 being the present one."""

    labels: list[str] = field(default_factory=list)
    format: str = ""
    sie_type: str = ""
    generated_on: date | None = None
    organisation_number: str = ""
    name: str = ""
    years: dict[int, tuple[date, date]] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    objects: dict[tuple[str, str], str] = field(default_factory=dict)
    opening: dict[tuple[int, str], int] = field(default_factory=dict)
    closing: dict[tuple[int, str], int] = field(default_factory=dict)
    results: dict[tuple[int, str], int] = field(default_factory=dict)
    vouchers: list[SieVoucher] = field(default_factory=list)

    def result_ore(self, first: str, last: str, *, year: int = 0) -> int:
        """Sum result accounts from `first` to `last` (both included); income comes out positive."""
        return -sum(
            amount_ore
            for (of_year, account), amount_ore in self.results.items()
            if of_year == year and first <= account <= last
        )

    def surplus_ore(self, *, year: int = 0) -> int:
        """Give the year's surplus before the result is booked away on account 8999."""
        return self.result_ore("3000", "8998", year=year)

    def months_ore(self, first: str, last: str) -> dict[date, int]:
        """Sum the vouchers on accounts from `first` to `last` by the first day of each month.

        As in `result_ore` income comes out positive. Empty where the vouchers do not come to the
        file's own result of these accounts, as in a file that has none.
        """
        months: dict[date, int] = {}
        for voucher in self.vouchers:
            moved = [one.amount_ore for one in voucher.transactions if first <= one.account <= last]
            if moved:
                month = voucher.booked_on.replace(day=1)
                months[month] = months.get(month, 0) - sum(moved)
        return months if sum(months.values()) == self.result_ore(first, last) else {}

    def distributed_ore(self, *, year: int = 0) -> int | None:
        """Give what left own capital besides the year's result: dividends and the like.

        Own capital is accounts 2085 to 2099; what members put in (2083, 2084) and take back out is
        theirs and not counted. A result that is not booked yet is what the balances lack to be
        nought. None where the file has no opening and closing balances of own capital.
        """
        opening = _balance(self.opening, year, *OWN_CAPITAL)
        closing = _balance(self.closing, year, *OWN_CAPITAL)
        if opening is None or closing is None:
            return None
        unbooked = _balance(self.closing, year, "1000", "2999") or 0
        return -opening + self.surplus_ore(year=year) - (unbooked - closing)


def _balance(balances: dict[tuple[int, str], int], year: int, first: str, last: str) -> int | None:
    found = [
        amount_ore
        for (of_year, account), amount_ore in balances.items()
        if of_year == year and first <= account <= last
    ]
    return sum(found) if found else None


def read_sie(content: bytes) -> SieFile:
    """Read a SIE 4 file; raises SieError with the number of the line that cannot be read."""
    if len(content) > LARGEST_BYTES:
        raise SieError("Filen är större än 50 MB.")
    reader = _Reader()
    for line_number, line in _lines(content):
        try:
            reader.read(line)
        except ValueError as error:
            raise SieError(f"Rad {line_number} går inte att läsa: {error}") from None
    if reader.opened is not None:
        raise SieError("Filen slutar mitt i en verifikation.")
    if not reader.file.labels:
        raise SieError("Filen är inte en SIE-fil: den har inga poster.")
    return reader.file


def _lines(content: bytes) -> Iterator[tuple[int, str]]:
    text = content.decode(ENCODING)
    for line_number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        stripped = line.strip(" \t\r\x1a")
        if stripped:
            yield line_number, stripped


class _Reader:
    """Goes through a file line by line; `opened` is the voucher whose brace is not yet closed."""

    def __init__(self) -> None:
        self.file = SieFile()
        self.opened: tuple[Fields, list[SieTransaction]] | None = None

    def read(self, line: str) -> None:
        if line == "{":
            return
        if line == "}":
            self._close()
        elif line.startswith("#"):
            label, *values = fields(line)
            self._record(str(label).upper(), values)
        else:
            raise ValueError("posten börjar inte med #")

    def _close(self) -> None:
        if self.opened is None:
            raise ValueError("en klammer stängs utan att ha öppnats")
        values, transactions = self.opened
        voucher = SieVoucher(
            series=_text(values, 0),
            number=_text(values, 1),
            booked_on=parse_compact_day(_text(values, 2)),
            text=_text(values, 3) if len(values) > 3 else "",
            transactions=tuple(transactions),
        )
        self.file.vouchers.append(voucher)
        self.opened = None

    def _record(self, label: str, values: Fields) -> None:
        self.file.labels.append(label)
        if label == "#VER":
            self.opened = values, []
        elif label == "#TRANS":
            if self.opened is None:
                raise ValueError("en transaktion står utanför sin verifikation")
            self.opened[1].append(_transaction(values))
        elif label in _TEXTS:
            setattr(self.file, _TEXTS[label], _text(values, 0))
        elif label in _BALANCES:
            key = int(_text(values, 0)), _text(values, 1)
            getattr(self.file, _BALANCES[label])[key] = parse_amount(_text(values, 2))
        elif label in _READERS:
            _READERS[label](self.file, values)


def _transaction(values: Fields) -> SieTransaction:
    names = values[1] if len(values) > 1 else ""
    if not isinstance(names, list):
        raise ValueError("en transaktion saknar sin objektlista")
    if len(names) % 2:
        raise ValueError("en objektlista har ett udda antal fält")
    return SieTransaction(
        account=_text(values, 0),
        amount_ore=parse_amount(_text(values, 2)),
        objects=tuple(zip(names[::2], names[1::2], strict=True)),
    )


def _text(values: Fields, place: int) -> str:
    if place >= len(values):
        raise ValueError("ett fält saknas")
    value = values[place]
    if isinstance(value, list):
        raise ValueError("en objektlista står på fel plats")
    return value


def parse_amount(text: str) -> int:
    """Read an amount such as -1234.5 as whole öre."""
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text} är inget belopp")
    sign, kronor, ore = match.groups()
    amount_ore = int(kronor) * 100 + int((ore or "0").ljust(2, "0"))
    return -amount_ore if sign else amount_ore


def _read_generated(file: SieFile, values: Fields) -> None:
    file.generated_on = parse_compact_day(_text(values, 0))


def _read_year(file: SieFile, values: Fields) -> None:
    days = parse_compact_day(_text(values, 1)), parse_compact_day(_text(values, 2))
    file.years[int(_text(values, 0))] = days


def _read_account(file: SieFile, values: Fields) -> None:
    file.accounts[_text(values, 0)] = _text(values, 1)


def _read_dimension(file: SieFile, values: Fields) -> None:
    file.dimensions[_text(values, 0)] = _text(values, 1)


def _read_object(file: SieFile, values: Fields) -> None:
    file.objects[_text(values, 0), _text(values, 1)] = _text(values, 2)


_TEXTS = {
    "#FORMAT": "format",
    "#SIETYP": "sie_type",
    "#ORGNR": "organisation_number",
    "#FNAMN": "name",
}
_BALANCES = {"#IB": "opening", "#UB": "closing", "#RES": "results"}
_READERS: dict[str, Callable[[SieFile, Fields], None]] = {
    "#GEN": _read_generated,
    "#RAR": _read_year,
    "#KONTO": _read_account,
    "#DIM": _read_dimension,
    "#OBJEKT": _read_object,
}
