"""From draft to issued document: checked, numbered, frozen.

Numbers are taken at issue and never before, and an issued document is never changed; what is
wrong in it is put right by a credit note (`credit.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from invoicing import references
from invoicing.line import Line, Stream, line_problems
from invoicing.numbering import Series
from invoicing.party import Buyer, BuyerSector, Seller, buyer_problems, seller_problems
from invoicing.problems import InvoiceError, Problem, fail, optional_text
from invoicing.totals import Totals, add_up, mixed_reasons
from invoicing.vat import VatCategory

LANGUAGES = ("sv", "en")
LONGEST_TERMS_DAYS = 365


class Kind(StrEnum):
    """What sort of document it is. A requisition asks for a grant and lies outside VAT."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    REQUISITION = "requisition"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """When and how to pay. `late_payment_text` is the caller's wording, with its legal ground."""

    days: int = 30
    late_payment_text: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """All that is needed to issue except number and date.

    `tax_reduction_ore` is the part a private person does not pay because the seller asks the tax
    agency for it (RUT); the amount is worked out and vouched for by the caller.
    """

    seller: Seller
    buyer: Buyer
    lines: tuple[Line, ...]
    kind: Kind = Kind.INVOICE
    terms: Terms = Terms()
    language: str = "sv"
    note: str = ""
    tax_reduction_ore: int = 0
    whole_kronor: bool = True

    @property
    def totals(self) -> Totals:
        """What the draft adds up to."""
        return add_up(
            self.lines,
            tax_reduction_ore=self.tax_reduction_ore,
            whole_kronor=self.whole_kronor,
        )


@dataclass(frozen=True, kw_only=True)
class Original:
    """Which document a credit note changes, and why: it must be unambiguous (ML 17:22)."""

    number_text: str
    issued_on: date
    reason: str
    ocr: str = ""
    line_numbers: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """An issued document. Amounts on a credit note are positive; `sign` turns them round."""

    kind: Kind
    series: Series
    number: int
    issued_on: date
    due_on: date
    ocr: str
    seller: Seller
    buyer: Buyer
    lines: tuple[Line, ...]
    totals: Totals
    terms: Terms
    language: str = "sv"
    note: str = ""
    original: Original | None = None

    def __post_init__(self) -> None:
        if not self.lines:
            raise fail("lines", "Fakturan har inga rader.")
        if self.language not in LANGUAGES:
            raise fail("language", "Fakturans språk ska vara sv eller en.")
        totals = self.totals
        if totals.net_ore != sum(line.net_ore for line in self.lines):
            raise fail("totals.net_ore", "Radernas summa stämmer inte med dokumentets.")
        if totals.net_ore != sum(row.net_ore for row in totals.vat_rows):
            raise fail("totals.vat_rows", "Momsunderlagen stämmer inte med dokumentets summa.")
        if totals.vat_ore != sum(row.vat_ore for row in totals.vat_rows):
            raise fail("totals.vat_ore", "Momsraderna stämmer inte med dokumentets moms.")
        if (self.kind is Kind.CREDIT_NOTE) != (self.original is not None):
            raise fail("original", "En kreditfaktura, och bara den, pekar på en annan faktura.")

    @property
    def number_text(self) -> str:
        """The number as printed."""
        return self.series.number_text(self.number)

    @property
    def sign(self) -> int:
        """Minus one for a credit note, plus one for everything else."""
        return -1 if self.kind is Kind.CREDIT_NOTE else 1

    @property
    def buyer_sector(self) -> BuyerSector:
        """The sector all the lines share."""
        return self.lines[0].buyer_sector

    @property
    def supplied_from(self) -> date:
        """The first day of any line's supply."""
        return min(line.supplied_from or line.supplied_on for line in self.lines)

    @property
    def supplied_on(self) -> date:
        """The last day of any line's supply."""
        return max(line.supplied_on for line in self.lines)


def issue(draft: Draft, *, series: Series, number: int, issued_on: date) -> Document:
    """Freeze a draft under its number; raises InvoiceError naming every field that hinders it.

    The year of the series must be the year of issue, so that a number says when it was given.
    """
    problems = [*draft_problems(draft), *_series_problems(draft.seller, series, issued_on)]
    if problems:
        raise InvoiceError(problems)
    return Document(
        kind=draft.kind,
        series=series,
        number=number,
        issued_on=issued_on,
        due_on=issued_on + timedelta(days=draft.terms.days),
        ocr=references.make_ocr(series.reference_base(number)),
        seller=draft.seller,
        buyer=draft.buyer,
        lines=draft.lines,
        totals=draft.totals,
        terms=draft.terms,
        language=draft.language,
        note=draft.note,
    )


def draft_problems(draft: Draft) -> list[Problem]:
    """List everything that hinders the draft from being issued; empty means it can be."""
    if not draft.lines:
        return [Problem("lines", "Fakturan har inga rader.")]
    return [
        *seller_problems(draft.seller),
        *buyer_problems(draft.buyer, draft.lines[0].buyer_sector),
        *_line_problems(draft.lines),
        *_vat_problems(draft),
        *_kind_problems(draft),
        *_sum_problems(draft),
        *_terms_problems(draft),
    ]


def _line_problems(lines: tuple[Line, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, line in enumerate(lines):
        yield from line_problems(line, f"lines[{index}]")
        if line.buyer_sector is not lines[0].buyer_sector:
            yield Problem(f"lines[{index}].buyer_sector", "Alla rader ska ha samma köparsektor.")
        if line.source_reference and line.source_reference in seen:
            yield Problem(f"lines[{index}].source_reference", "Underlaget finns redan på en rad.")
        seen.add(line.source_reference)


def _vat_problems(draft: Draft) -> Iterator[Problem]:
    categories = {line.vat.category for line in draft.lines}
    mixed = mixed_reasons(draft.lines)
    if mixed is not None:
        yield Problem(
            "lines", f"Två olika momsskäl i kategori {mixed} får inte plats på en faktura."
        )
    if VatCategory.OUTSIDE_SCOPE in categories and len(categories) > 1:
        yield Problem("lines", "Rader utanför momsen kan inte blandas med andra rader.")
    if categories - {VatCategory.OUTSIDE_SCOPE} and not draft.seller.vat_number:
        yield Problem("seller.vat_number", "Säljarens momsnummer saknas.")
    if VatCategory.REVERSE_CHARGE in categories and not draft.buyer.vat_number:
        yield Problem("buyer.vat_number", "Omvänd betalningsskyldighet kräver köparens momsnummer.")


def _kind_problems(draft: Draft) -> Iterator[Problem]:
    if draft.kind is Kind.CREDIT_NOTE:
        yield Problem("kind", "En kreditfaktura görs från den faktura som ska krediteras.")
    if draft.kind is Kind.REQUISITION:
        yield from _requisition_problems(draft.lines)


def _requisition_problems(lines: tuple[Line, ...]) -> Iterator[Problem]:
    for index, line in enumerate(lines):
        if line.vat.category is not VatCategory.OUTSIDE_SCOPE:
            yield Problem(f"lines[{index}].vat", "En rekvisition ligger utanför momsen.")
        if line.stream is not Stream.PUBLIC_COMPENSATION:
            yield Problem(f"lines[{index}].stream", "En rekvisition gäller ersättning.")


def _sum_problems(draft: Draft) -> Iterator[Problem]:
    totals = draft.totals
    if totals.gross_ore < 0:
        yield Problem("lines", "Fakturans summa är negativ. Gör en kreditfaktura i stället.")
    elif not 0 <= draft.tax_reduction_ore <= totals.gross_ore:
        yield Problem("tax_reduction_ore", "Skattereduktionen är större än fakturan eller negativ.")
    private = draft.lines[0].buyer_sector is BuyerSector.PRIVATE_PERSON
    if draft.tax_reduction_ore and not private:
        yield Problem("tax_reduction_ore", "Skattereduktion kan bara ges till en privatperson.")


def _terms_problems(draft: Draft) -> Iterator[Problem]:
    if not 0 <= draft.terms.days <= LONGEST_TERMS_DAYS:
        yield Problem("terms.days", f"Betalningstiden ska vara 0 till {LONGEST_TERMS_DAYS} dagar.")
    if draft.language not in LANGUAGES:
        yield Problem("language", "Fakturans språk ska vara sv eller en.")
    yield from optional_text("terms.late_payment_text", draft.terms.late_payment_text)
    yield from optional_text("note", draft.note, line_breaks=True)


def _series_problems(seller: Seller, series: Series, issued_on: date) -> Iterator[Problem]:
    if series.seller != seller.organisation_number:
        yield Problem("series.seller", "Serien tillhör en annan säljare.")
    if series.year != issued_on.year:
        yield Problem("series.year", "Serien gäller ett annat år än fakturadatumet.")
