"""Credit notes: whole or by line, always pointing at the document they change.

VAT and rounding of a credit note are the difference between what had been credited after it and
before it. So however an invoice is credited in parts, the parts add up to it to the öre.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from invoicing.invoice import Document, Kind, Original
from invoicing.line import Line, Unit
from invoicing.money import krona_rounding_ore, vat_ore
from invoicing.numbering import Series
from invoicing.problems import InvoiceError, Problem, fail, required_text
from invoicing.totals import Totals, VatRow


@dataclass(frozen=True, kw_only=True)
class LineCredit:
    """Credit line `line_number` (counted from 1): what is left of it, or only `net_ore` of that."""

    line_number: int
    net_ore: int | None = None


def credit(
    original: Document,
    *,
    series: Series,
    number: int,
    issued_on: date,
    reason: str,
    lines: Sequence[LineCredit] | None = None,
    earlier: Sequence[Document] = (),
    tax_reduction_ore: int | None = None,
) -> Document:
    """Make a credit note for what is left of an invoice, or for the lines given.

    `earlier` must hold every credit note already issued for the same original. The tax reduction
    taken back is what is left of it when everything is credited, otherwise nothing unless given.
    Raises InvoiceError when there is nothing left, or a line would be credited beyond its amount.
    """
    problems = list(_credit_problems(original, series, issued_on, reason, earlier))
    if problems:
        raise InvoiceError(problems)
    left = remaining_ore(original, earlier)
    chosen = _all_left(left, earlier) if lines is None else list(lines)
    numbers, credited = _credited_lines(original, left, chosen)
    totals = _credit_totals(original, earlier, credited, tax_reduction_ore)
    return Document(
        kind=Kind.CREDIT_NOTE,
        series=series,
        number=number,
        issued_on=issued_on,
        due_on=issued_on,
        ocr="",
        seller=original.seller,
        buyer=original.buyer,
        lines=credited,
        totals=totals,
        terms=replace(original.terms, days=0, late_payment_text=""),
        language=original.language,
        original=_pointer(original, reason, numbers),
    )


def _pointer(original: Document, reason: str, line_numbers: tuple[int, ...]) -> Original:
    return Original(
        number_text=original.number_text,
        issued_on=original.issued_on,
        reason=reason,
        ocr=original.ocr,
        line_numbers=line_numbers,
    )


def remaining_ore(original: Document, earlier: Sequence[Document] = ()) -> list[int]:
    """Give, for each line of the original, the net amount that is not yet credited."""
    left = [line.net_ore for line in original.lines]
    for note in earlier:
        for line_number, line in zip(_line_numbers(note), note.lines, strict=True):
            left[line_number - 1] -= line.net_ore
    return left


def freed_source_references(original: Document, credits: Sequence[Document]) -> set[str]:
    """Tell which attested rows may be billed anew: those whose line is credited in full."""
    left = remaining_ore(original, credits)
    touched = _touched(credits)
    return {
        line.source_reference
        for number, (line, rest) in enumerate(zip(original.lines, left, strict=True), start=1)
        if number in touched and rest == 0 and line.source_reference
    }


def _line_numbers(note: Document) -> tuple[int, ...]:
    return note.original.line_numbers if note.original is not None else ()


def _credit_problems(
    original: Document,
    series: Series,
    issued_on: date,
    reason: str,
    earlier: Sequence[Document],
) -> Iterator[Problem]:
    if original.kind is Kind.CREDIT_NOTE:
        yield Problem("original", "En kreditfaktura kan inte krediteras.")
    if series.seller != original.series.seller:
        yield Problem("series.seller", "Serien tillhör en annan säljare.")
    if series.year != issued_on.year:
        yield Problem("series.year", "Serien gäller ett annat år än fakturadatumet.")
    if issued_on < original.issued_on:
        yield Problem("issued_on", "Kreditfakturan är daterad före fakturan.")
    yield from required_text("reason", reason, "Skriv varför fakturan krediteras.")
    for note in earlier:
        if note.original is None or note.original.number_text != original.number_text:
            yield Problem("earlier", f"{note.number_text} krediterar inte {original.number_text}.")


def _all_left(left: list[int], earlier: Sequence[Document]) -> list[LineCredit]:
    """Choose every line with something left; a line of 0 öre counts until it is credited once."""
    touched = _touched(earlier)
    return [
        LineCredit(line_number=number)
        for number, rest in enumerate(left, start=1)
        if rest or number not in touched
    ]


def _touched(notes: Sequence[Document]) -> set[int]:
    return {number for note in notes for number in _line_numbers(note)}


def _credited_lines(
    original: Document, left: list[int], chosen: list[LineCredit]
) -> tuple[tuple[int, ...], tuple[Line, ...]]:
    if not chosen:
        raise fail("lines", "Det finns inget kvar att kreditera.")
    numbers = tuple(one.line_number for one in chosen)
    if len(set(numbers)) != len(numbers):
        raise fail("lines", "Samma rad kan bara krediteras en gång på en kreditfaktura.")
    lines = tuple(_credited_line(original, left, one) for one in chosen)
    return numbers, lines


def _credited_line(original: Document, left: list[int], chosen: LineCredit) -> Line:
    field = f"lines[{chosen.line_number}]"
    if not 1 <= chosen.line_number <= len(original.lines):
        raise fail(field, f"Fakturan har ingen rad {chosen.line_number}.")
    line, rest = original.lines[chosen.line_number - 1], left[chosen.line_number - 1]
    net_ore = rest if chosen.net_ore is None else chosen.net_ore
    within = 0 < net_ore <= rest if rest > 0 else rest <= net_ore < 0
    if not within and not (rest == net_ore == line.net_ore == 0):
        raise fail(field, "Beloppet är noll eller större än det som är kvar på raden.")
    if net_ore == line.net_ore:
        return line
    return replace(
        line,
        quantity_minutes=None,
        quantity_thousandths=1_000 if net_ore > 0 else -1_000,
        unit=Unit.PIECE,
        unit_price_ore=abs(net_ore),
        discount_ore=0,
        discount_reason="",
    )


def _credit_totals(
    original: Document,
    earlier: Sequence[Document],
    lines: tuple[Line, ...],
    tax_reduction_ore: int | None,
) -> Totals:
    rows = tuple(
        row
        for whole in original.totals.vat_rows
        if (row := _credit_vat_row(whole, earlier, lines)) is not None
    )
    net = sum(row.net_ore for row in rows)
    vat = sum(row.vat_ore for row in rows)
    net_before = sum(note.totals.net_ore for note in earlier)
    gross_before = sum(note.totals.gross_ore for note in earlier)
    reduction_before = sum(note.totals.tax_reduction_ore for note in earlier)
    everything = net_before + net == original.totals.net_ore and gross_before + net + vat == (
        original.totals.gross_ore
    )
    left = original.totals.tax_reduction_ore - reduction_before
    reduction = (left if everything else 0) if tax_reduction_ore is None else tax_reduction_ore
    if not 0 <= reduction <= min(left, net + vat if net + vat > 0 else 0):
        raise fail("tax_reduction_ore", "Skattereduktionen är större än det som är kvar av den.")
    before = gross_before - reduction_before
    after = before + net + vat - reduction
    rounding = _rounding(original, after) - _rounding(original, before)
    return Totals(
        vat_rows=rows,
        net_ore=net,
        vat_ore=vat,
        tax_reduction_ore=reduction,
        rounding_ore=rounding,
        whole_kronor=original.totals.whole_kronor,
    )


def _rounding(original: Document, credited_ore: int) -> int:
    """Round as the original did: an invoice that was left unrounded keeps its öre."""
    return krona_rounding_ore(credited_ore) if original.totals.whole_kronor else 0


def _credit_vat_row(
    whole: VatRow, earlier: Sequence[Document], lines: tuple[Line, ...]
) -> VatRow | None:
    key = (whole.category, whole.rate_basis_points)
    now = [one for one in lines if (one.vat.category, one.vat.rate_basis_points) == key]
    if not now:
        return None
    before = sum(
        row.net_ore
        for note in earlier
        for row in note.totals.vat_rows
        if (row.category, row.rate_basis_points) == key
    )
    net = sum(line.net_ore for line in now)
    rate = whole.rate_basis_points
    return replace(whole, net_ore=net, vat_ore=vat_ore(before + net, rate) - vat_ore(before, rate))
