"""Interest on late payment, day by day, from dated rows that the caller keeps.

The Interest Act (räntelagen) sets it to the reference rate plus a margin; the reference rate
changes, so both are rows with a first day and nothing is assumed about any day without a row.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from invoicing.errors import InvoicingError
from invoicing.money import BASIS_POINTS_PER_WHOLE, round_half_up

DAYS_A_YEAR = 365


class InterestError(InvoicingError):
    """A day has no rate, or the rows or days contradict each other."""


@dataclass(frozen=True, kw_only=True)
class InterestRate:
    """From this day until the next row: the reference rate, and the margin on top of it."""

    valid_from: date
    reference_basis_points: int
    margin_basis_points: int

    @property
    def basis_points(self) -> int:
        """The yearly rate; never below zero, whatever the reference rate is."""
        return max(0, self.reference_basis_points + self.margin_basis_points)


@dataclass(frozen=True, kw_only=True)
class Balance:
    """What a debt was from this day on, until the next row."""

    from_day: date
    open_ore: int


def late_interest_ore(
    balances: Sequence[Balance],
    *,
    due_on: date,
    until: date,
    rates: Iterable[InterestRate],
    days_a_year: int = DAYS_A_YEAR,
) -> int:
    """Sum simple interest from the day after `due_on` to and including `until`, rounded once.

    `balances` say what was open when, so part payments lower the interest from their day on.
    Raises InterestError when a day that bears interest has no rate.
    """
    rows = sorted(rates, key=lambda rate: rate.valid_from)
    if len({rate.valid_from for rate in rows}) < len(rows):
        raise InterestError("Två räntor börjar gälla samma dag.")
    after = until + timedelta(days=1)
    weighted = sum(
        open_ore * days * _rate_on(rows, first).basis_points
        for first, days, open_ore in _spans(balances, rows, due_on + timedelta(days=1), after)
    )
    return round_half_up(weighted, BASIS_POINTS_PER_WHOLE * days_a_year)


def _spans(
    balances: Sequence[Balance], rates: Sequence[InterestRate], start: date, end: date
) -> Iterator[tuple[date, int, int]]:
    """Cut the time where a balance or a rate changes; give first day, days and open amount."""
    cuts = {balance.from_day for balance in balances} | {rate.valid_from for rate in rates}
    days = [start, *sorted(day for day in cuts if start < day < end), end]
    for first, last in pairwise(days):
        open_ore = _open_on(balances, first)
        if open_ore > 0 and last > first:
            yield first, (last - first).days, open_ore


def _open_on(balances: Sequence[Balance], day: date) -> int:
    known = [balance for balance in balances if balance.from_day <= day]
    return max(known, key=lambda balance: balance.from_day).open_ore if known else 0


def _rate_on(rates: Sequence[InterestRate], day: date) -> InterestRate:
    known = [rate for rate in rates if rate.valid_from <= day]
    if not known:
        raise InterestError(f"Det finns ingen dröjsmålsränta för {day.isoformat()}.")
    return known[-1]
