"""How a sale is taxed, as dated rows that the caller keeps. No rate is written in this package."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from invoicing.errors import InvoicingError


class VatError(InvoicingError):
    """A VAT treatment is contradictory, missing on a day, or doubled on a day."""


class VatCategory(StrEnum):
    """The four cases we sell under; the letters are EN 16931's (UNCL 5305)."""

    STANDARD = "S"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    OUTSIDE_SCOPE = "O"


@dataclass(frozen=True, kw_only=True)
class VatTreatment:
    """One row: a named way to tax, valid from a day until (not including) another.

    `code` is the caller's own name for the treatment, such as `labour`; several rows may share it
    as long as their periods do not overlap. `reason_*` is the wording that the invoice must carry
    when no VAT is charged; `reason_code` is its VATEX code where one exists.
    """

    code: str
    category: VatCategory
    rate_basis_points: int = 0
    reason_swedish: str = ""
    reason_english: str = ""
    reason_code: str = ""
    valid_from: date = date.min
    valid_until: date | None = None

    def __post_init__(self) -> None:
        charges_vat = self.category is VatCategory.STANDARD
        if charges_vat != (self.rate_basis_points > 0):
            raise VatError(f"Momsregeln {self.code}: bara kategori S har en momssats över noll.")
        if not charges_vat and not (self.reason_swedish.strip() and self.reason_english.strip()):
            raise VatError(
                f"Momsregeln {self.code}: skriv på svenska och engelska varför moms inte tas ut."
            )
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            raise VatError(f"Momsregeln {self.code}: perioden slutar innan den börjar.")

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the row applies on the day; its last day is the day before `valid_until`."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def reason(self, language: str) -> str:
        """Give the wording for why no VAT is charged, in Swedish (`sv`) or English (`en`)."""
        return self.reason_english if language == "en" else self.reason_swedish


def treatment_on(rows: Iterable[VatTreatment], code: str, day: date) -> VatTreatment:
    """Find the single row for a code on the day of supply; none or two raise VatError."""
    found = [row for row in rows if row.code == code and row.is_valid_on(day)]
    if not found:
        raise VatError(f"Det finns ingen momsregel {code} för {day.isoformat()}.")
    if len(found) > 1:
        raise VatError(f"Det finns {len(found)} momsregler {code} som gäller {day.isoformat()}.")
    return found[0]


def format_rate(rate_basis_points: int, *, decimal_mark: str = ",") -> str:
    """Write a rate as per cent without needless zeros: 2500 becomes `25`, 550 becomes `5,5`."""
    whole, rest = divmod(rate_basis_points, 100)
    return f"{whole}{decimal_mark}{rest:02d}".rstrip("0") if rest else str(whole)
