"""Write vouchers as SIE 4I, the form that an accountant's program imports.

4I carries vouchers and no balances: the books are kept elsewhere, and a billing system has no
balances of its own to tell.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from invoicing.accounts import BAS, Chart
from invoicing.money import decimal_text
from invoicing.references import format_organisation_number
from invoicing.sie.read import SieError
from invoicing.sie.text import ENCODING, quote
from invoicing.voucher import Dimension, Entry, Voucher

PROGRAM = "Orangeriet"
PROGRAM_VERSION = "1"
NEW_LINE = "\r\n"
DIMENSION_NAMES = {
    Dimension.COST_CENTRE: "Kostnadsställe",
    Dimension.PROJECT: "Projekt",
    Dimension.STREAM: "Intäktsslag",
    Dimension.BUYER_SECTOR: "Köparens sektor",
}
_OBJECT_NAMES = {
    "market": "Försäljning på marknaden",
    "public_compensation": "Ersättning från offentlig sektor",
    "private_person": "Privatperson",
    "company": "Företag",
    "public": "Offentlig sektor",
}


@dataclass(frozen=True, kw_only=True)
class Company:
    """Whose books they are, and the fiscal year that the vouchers fall in (both days included)."""

    name: str
    organisation_number: str
    year_from: date
    year_to: date


def write_sie(
    company: Company,
    vouchers: Sequence[Voucher],
    *,
    generated_on: date,
    chart: Chart = BAS,
    object_names: dict[tuple[Dimension, str], str] | None = None,
) -> bytes:
    """Write vouchers as a SIE 4I file in CP437; the same vouchers give the same bytes.

    Every voucher must be numbered, unique in its series and inside the fiscal year. Raises
    SieError otherwise, and ChartError for an account without a name.
    """
    ordered = sorted(vouchers, key=lambda one: (one.series, one.number))
    _check(company, ordered)
    names = {} if object_names is None else object_names
    lines = [
        *_header(company, generated_on),
        *_accounts(ordered, chart),
        *_dimensions(ordered, names),
        *(line for voucher in ordered for line in _voucher(voucher)),
    ]
    return "".join(line + NEW_LINE for line in lines).encode(ENCODING, errors="strict")


def _check(company: Company, vouchers: Sequence[Voucher]) -> None:
    seen: set[tuple[str, int]] = set()
    for voucher in vouchers:
        name = f"Verifikation {voucher.series}{voucher.number}"
        if voucher.number < 1:
            raise SieError(f"{name} har inget nummer.")
        if (voucher.series, voucher.number) in seen:
            raise SieError(f"{name} finns två gånger.")
        if not company.year_from <= voucher.booked_on <= company.year_to:
            raise SieError(f"{name} är daterad {voucher.booked_on}, utanför räkenskapsåret.")
        seen.add((voucher.series, voucher.number))


def _header(company: Company, generated_on: date) -> Iterator[str]:
    yield "#FLAGGA 0"
    yield f"#PROGRAM {quote(PROGRAM)} {PROGRAM_VERSION}"
    yield "#FORMAT PC8"
    yield f"#GEN {generated_on:%Y%m%d}"
    yield "#SIETYP 4"
    yield f"#ORGNR {format_organisation_number(company.organisation_number)}"
    yield f"#FNAMN {quote(company.name)}"
    yield f"#RAR 0 {company.year_from:%Y%m%d} {company.year_to:%Y%m%d}"
    yield "#VALUTA SEK"


def _accounts(vouchers: Iterable[Voucher], chart: Chart) -> Iterator[str]:
    used = {entry.account for voucher in vouchers for entry in voucher.entries}
    for account in sorted(used):
        yield f"#KONTO {account} {quote(chart.name(account))}"


def _dimensions(
    vouchers: Iterable[Voucher], names: dict[tuple[Dimension, str], str]
) -> Iterator[str]:
    used = {tag for voucher in vouchers for entry in voucher.entries for tag in entry.tags}
    for dimension in sorted({dimension for dimension, _ in used}, key=lambda one: int(one.value)):
        yield f"#DIM {dimension.value} {quote(DIMENSION_NAMES[dimension])}"
    for dimension, value in sorted(used, key=lambda tag: (int(tag[0].value), tag[1])):
        name = names.get((dimension, value), _OBJECT_NAMES.get(value, value))
        yield f"#OBJEKT {dimension.value} {quote(value)} {quote(name)}"


def _voucher(voucher: Voucher) -> Iterator[str]:
    day = f"{voucher.booked_on:%Y%m%d}"
    yield f"#VER {quote(voucher.series)} {voucher.number} {day} {quote(voucher.text)}"
    yield "{"
    for entry in voucher.entries:
        yield f"   #TRANS {entry.account} {{{_objects(entry)}}} {decimal_text(entry.amount_ore)}"
    yield "}"


def _objects(entry: Entry) -> str:
    return " ".join(f"{dimension.value} {quote(value)}" for dimension, value in entry.tags)
