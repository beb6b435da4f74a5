"""Unbroken number series: one per seller, letter and year, so that a missing number shows.

The number is taken at issue, from a counter row locked in the issuing transaction; drafts have no
number. Separate series per seller are required when someone else writes the invoices
(Skatteverket, Rättslig vägledning 321574).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from invoicing.errors import InvoicingError


class NumberingError(InvoicingError):
    """A series is badly named, or a number does not follow on the one before."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """A seller's run of numbers in one year.

    `seller` is the seller's organisation number. `letters` open the printed number. `digit` keeps
    payment references of different series apart, so it must be unique among a seller's series.
    """

    seller: str
    letters: str
    digit: int
    year: int

    def __post_init__(self) -> None:
        if not (self.letters.isascii() and self.letters.isalpha() and self.letters.isupper()):
            raise NumberingError("En serie namnges med stora bokstäver A till Z.")
        if len(self.letters) > 4:
            raise NumberingError("En serie har högst fyra bokstäver.")
        if not 0 <= self.digit <= 9:
            raise NumberingError("En series siffra är 0 till 9.")
        if not 2000 <= self.year <= 2099:
            raise NumberingError("En series år ska vara 2000 till 2099.")

    def number_text(self, number: int) -> str:
        """Write a number of the series as it is printed: F2026-00017."""
        return f"{self.letters}{self.year}-{_checked(number):05d}"

    def reference_base(self, number: int) -> str:
        """Give the digits a payment reference is made from: year, series digit, number."""
        return f"{self.year % 100:02d}{self.digit}{_checked(number):04d}"


def next_number(last_number: int) -> int:
    """Give the number after the last one used; a series that is unused has last number 0."""
    if last_number < 0:
        raise NumberingError("Det sista numret i en serie kan inte vara negativt.")
    return last_number + 1


def breaks_in(numbers: Iterable[int], *, last_number: int | None = None) -> list[str]:
    """Say in Swedish every way in which numbers fail to be 1, 2, 3 … without gap or double.

    With `last_number`, the counter's value, numbers lost at the end are found too.
    """
    seen = sorted(numbers)
    doubled = sorted({after for before, after in pairwise(seen) if before == after})
    breaks = [f"Nummer {number} finns mer än en gång." for number in doubled]
    expected = 1
    for number in dict.fromkeys(seen):
        if number < 1:
            breaks.append(f"Nummer {number} är mindre än 1.")
            continue
        if number > expected:
            breaks.append(_missing(expected, number - 1))
        expected = number + 1
    if last_number is not None and expected <= last_number:
        breaks.append(_missing(expected, last_number))
    if last_number is not None and expected - 1 > last_number:
        breaks.append(f"Nummer {expected - 1} finns, men räknaren står på {last_number}.")
    return breaks


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"Nummer {first} saknas."
    return f"Nummer {first} till {last} saknas."


def _checked(number: int) -> int:
    if not 1 <= number <= 999_999_999:
        raise NumberingError("Ett nummer ska vara 1 till 999 999 999.")
    return number
