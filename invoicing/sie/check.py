"""Judge a SIE file by what the format demands and importing programs trip over."""

import re
from collections import defaultdict
from collections.abc import Iterator

from stdnum.se import orgnr

from invoicing.numbering import breaks_in
from invoicing.sie.read import SieError, SieFile, SieVoucher, read_sie
from invoicing.sie.text import ENCODING

_ORGANISATION_NUMBER = re.compile(r"\d{6}-\d{4}")
_ORDER = ("#FLAGGA", "#SIETYP", "#ORGNR", "#FNAMN", "#VER")
_REQUIRED = ("#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#FNAMN")
# åäöÅÄÖ as Latin-1 bytes, which CP437 reads as Greek and drawing signs, and as CP437 bytes.
_LATIN_1_SWEDISH = frozenset("åäöÅÄÖ".encode("latin-1"))
_CP437_SWEDISH = frozenset("åäöÅÄÖ".encode(ENCODING))


def check_sie(content: bytes) -> list[str]:
    """List in Swedish everything wrong with a SIE file; empty means that it holds."""
    try:
        file = read_sie(content)
    except SieError as error:
        return [str(error)]
    return [
        *_encoding(content),
        *_records(file),
        *_identity(file),
        *_vouchers(file),
        *_numbers(file),
        *_balances(file),
    ]


def _encoding(content: bytes) -> Iterator[str]:
    if content.isascii():
        return
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        found = set(content)
        if found & _LATIN_1_SWEDISH and not found & _CP437_SWEDISH:
            yield "Filen är skriven i Latin-1, inte i CP437 som #FORMAT PC8 lovar."
        return
    yield "Filen är skriven i UTF-8, inte i CP437 som #FORMAT PC8 lovar."


def _records(file: SieFile) -> Iterator[str]:
    for label in _REQUIRED:
        if label not in file.labels:
            yield f"{label} saknas."
    places = [file.labels.index(label) for label in _ORDER if label in file.labels]
    if places != sorted(places):
        yield "Posterna står i fel ordning: #FLAGGA, #SIETYP, #ORGNR, #FNAMN, sedan #VER."
    if file.labels.count("#KSUMMA") not in (0, 2):
        yield "Kontrollsumman #KSUMMA ska stå två gånger eller inte alls."


def _identity(file: SieFile) -> Iterator[str]:
    if file.format != "PC8":
        yield f"#FORMAT ska vara PC8, inte {file.format or 'tomt'}."
    if file.sie_type != "4":
        yield f"#SIETYP ska vara 4, inte {file.sie_type or 'tomt'}."
    number = file.organisation_number
    if not _ORGANISATION_NUMBER.fullmatch(number):
        yield "#ORGNR ska skrivas NNNNNN-NNNN."
    elif not orgnr.is_valid(number):
        yield "#ORGNR slutar på fel kontrollsiffra."
    if not file.name.strip():
        yield "#FNAMN är tomt."


def _vouchers(file: SieFile) -> Iterator[str]:
    for voucher in file.vouchers:
        name = f"Verifikation {voucher.series}{voucher.number}"
        difference = sum(one.amount_ore for one in voucher.transactions)
        if difference:
            yield f"{name} går inte ihop: {difference} öre."
        undeclared = {one.account for one in voucher.transactions} - set(file.accounts)
        yield from (f"{name} använder konto {one}, som inte finns." for one in sorted(undeclared))
        yield from _objects(file, voucher, name)
        if 0 in file.years and not file.years[0][0] <= voucher.booked_on <= file.years[0][1]:
            yield f"{name} är daterad utanför räkenskapsåret."


def _objects(file: SieFile, voucher: SieVoucher, name: str) -> Iterator[str]:
    used = {one for transaction in voucher.transactions for one in transaction.objects}
    for dimension, value in sorted(used - set(file.objects)):
        yield f"{name} använder objekt {value} i dimension {dimension}, som inte finns."


def _numbers(file: SieFile) -> Iterator[str]:
    """Numbers run unbroken in each series, counted from the first one in the file."""
    series: dict[str, list[int]] = defaultdict(list)
    for voucher in file.vouchers:
        if not voucher.number:
            continue
        if not voucher.number.isdecimal():
            yield f"Verifikation {voucher.series}{voucher.number} har inget heltal som nummer."
            continue
        series[voucher.series].append(int(voucher.number))
    for name, numbers in sorted(series.items()):
        before = min(numbers) - 1
        for broken in breaks_in(number - before for number in numbers):
            yield f"Serie {name or '(tom)'}, räknat från {before + 1}: {broken}"


def _balances(file: SieFile) -> Iterator[str]:
    """IB + transactions = UB, and transactions = RES, where the file has both (4E)."""
    moved: dict[str, int] = defaultdict(int)
    for voucher in file.vouchers:
        for one in voucher.transactions:
            moved[one.account] += one.amount_ore
    if file.closing:
        yield from _closing_balances(file, moved)
    if file.results:
        yield from _results(file, moved)


def _closing_balances(file: SieFile, moved: dict[str, int]) -> Iterator[str]:
    for account in sorted(_accounts(file.opening, file.closing) | _begins(moved, "12")):
        opening = file.opening.get((0, account), 0)
        if opening + moved[account] != file.closing.get((0, account), 0):
            yield f"Konto {account}: ingående saldo och verifikationer ger inte utgående saldo."


def _results(file: SieFile, moved: dict[str, int]) -> Iterator[str]:
    for account in sorted(_accounts(file.results) | _begins(moved, "345678")):
        if moved[account] != file.results.get((0, account), 0):
            yield f"Konto {account}: verifikationerna ger inte resultatet."


def _accounts(*balances: dict[tuple[int, str], int]) -> set[str]:
    return {account for one in balances for year, account in one if year == 0}


def _begins(moved: dict[str, int], digits: str) -> set[str]:
    return {account for account in moved if account[:1] in digits}
