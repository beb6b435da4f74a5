"""What a document adds up to: VAT once per rate on the summed base, then whole kronor."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from invoicing.line import Line
from invoicing.money import krona_rounding_ore, vat_ore
from invoicing.vat import VatCategory, VatTreatment


@dataclass(frozen=True, kw_only=True)
class VatRow:
    """The base and the VAT of one category and rate; the reasons are those of the treatment."""

    category: VatCategory
    rate_basis_points: int
    net_ore: int
    vat_ore: int
    reason_swedish: str = ""
    reason_english: str = ""
    reason_code: str = ""

    def reason(self, language: str) -> str:
        """Give the wording for why no VAT is charged, in Swedish (`sv`) or English (`en`)."""
        return self.reason_english if language == "en" else self.reason_swedish


@dataclass(frozen=True, kw_only=True)
class Totals:
    """net + VAT = gross; gross less tax reduction plus rounding = payable."""

    vat_rows: tuple[VatRow, ...]
    net_ore: int
    vat_ore: int
    tax_reduction_ore: int
    rounding_ore: int
    whole_kronor: bool = True

    @property
    def gross_ore(self) -> int:
        """The whole sum with VAT, before tax reduction and rounding."""
        return self.net_ore + self.vat_ore

    @property
    def payable_ore(self) -> int:
        """What the buyer is to pay."""
        return self.gross_ore - self.tax_reduction_ore + self.rounding_ore


def add_up(
    lines: Iterable[Line], *, tax_reduction_ore: int = 0, whole_kronor: bool = True
) -> Totals:
    """Sum lines into totals; `whole_kronor` rounds what is to be paid (öresavrundning)."""
    rows = vat_rows(lines)
    net = sum(row.net_ore for row in rows)
    vat = sum(row.vat_ore for row in rows)
    unrounded = net + vat - tax_reduction_ore
    return Totals(
        vat_rows=rows,
        net_ore=net,
        vat_ore=vat,
        tax_reduction_ore=tax_reduction_ore,
        rounding_ore=krona_rounding_ore(unrounded) if whole_kronor else 0,
        whole_kronor=whole_kronor,
    )


def vat_rows(lines: Iterable[Line]) -> tuple[VatRow, ...]:
    """Sum the base per category and rate and take VAT of each sum, highest rate first."""
    bases: dict[tuple[VatCategory, int], int] = defaultdict(int)
    treatments: dict[tuple[VatCategory, int], VatTreatment] = {}
    for line in lines:
        key = (line.vat.category, line.vat.rate_basis_points)
        bases[key] += line.net_ore
        treatments.setdefault(key, line.vat)
    keys = sorted(bases, key=lambda key: (-key[1], key[0]))
    return tuple(_vat_row(treatments[key], bases[key]) for key in keys)


def _vat_row(treatment: VatTreatment, net_ore: int) -> VatRow:
    return VatRow(
        category=treatment.category,
        rate_basis_points=treatment.rate_basis_points,
        net_ore=net_ore,
        vat_ore=vat_ore(net_ore, treatment.rate_basis_points),
        reason_swedish=treatment.reason_swedish,
        reason_english=treatment.reason_english,
        reason_code=treatment.reason_code,
    )


def mixed_reasons(lines: Sequence[Line]) -> VatCategory | None:
    """Find a category that has two different wordings: EN 16931 allows one per document."""
    wordings: dict[VatCategory, set[tuple[str, str]]] = defaultdict(set)
    for line in lines:
        wordings[line.vat.category].add((line.vat.reason_swedish, line.vat.reason_code))
    return next((category for category, found in wordings.items() if len(found) > 1), None)
