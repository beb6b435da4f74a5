"""Numbers of documents: taken at issue, unbroken per cooperative, series and year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import text

import invoicing
from marketplace.clock import local, now, today
from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import InvoiceKind
from marketplace.services import chains
from marketplace.services.chains import ChainEnd

LETTERS: Mapping[InvoiceKind, str] = {
    InvoiceKind.INVOICE: "F",
    InvoiceKind.CREDIT_NOTE: "K",
    InvoiceKind.REQUISITION: "R",
}
DIGITS: Mapping[str, int] = {"F": 1, "K": 2, "R": 3}
"""Part of the payment reference, so that no two series of a seller can make the same one."""
LONGEST_WAIT: Final = timedelta(minutes=1)
"""Longer than anybody waits for a lock: the database gives up after ten seconds."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A number with the day it was taken on, and the chain in which its document is sealed."""

    series: invoicing.Series
    number: int
    day: date
    end: ChainEnd


def series_of(cooperative: Cooperative, kind: InvoiceKind, year: int) -> invoicing.Series:
    """The series of a cooperative's documents of a kind in a year."""
    letters = LETTERS[kind]
    seller = cooperative.organisation_number.replace("-", "")
    return invoicing.Series(seller=seller, letters=letters, digit=DIGITS[letters], year=year)


def take(cooperative: Cooperative, kind: InvoiceKind) -> Taken:
    """The next number of a series; what fails afterwards gives it back with its transaction.

    One statement holds chain and counter, so that others wait as short as can be. The day is read
    while they are held: no number of the old year is given after one of the new.
    """
    letters = LETTERS[kind]
    name = chains.name_of_invoices(letters)
    if _year_may_turn():
        chains.hold(cooperative.id, name)
    taken = _next(cooperative.id, letters, name)
    if taken is None:
        chains.hold(cooperative.id, name)
        taken = _next(cooperative.id, letters, name)
    assert taken is not None  # noqa: S101 -- the chain is there and is held
    number, end = taken
    day = today()
    return Taken(series_of(cooperative, kind, day.year), number, day, end)


_TAKE = text(
    """
    WITH held AS (
      SELECT length, head FROM chains WHERE cooperative_id = :cooperative AND name = :chain
      FOR UPDATE
    )
    INSERT INTO invoice_series AS counter (cooperative_id, series, year, last_number)
      SELECT :cooperative, :series, :year, 1 FROM held
    ON CONFLICT (cooperative_id, series, year) DO UPDATE SET last_number = counter.last_number + 1
    RETURNING last_number, (SELECT length FROM held), (SELECT head FROM held)
    """
)


def _next(cooperative_id: int, letters: str, name: str) -> tuple[int, ChainEnd] | None:
    """The number and the end of the chain, both held until the commit; None without a chain."""
    values = {"cooperative": cooperative_id, "series": letters, "chain": name}
    row = db.session.execute(_TAKE, {**values, "year": today().year}).one_or_none()
    if row is None:
        return None
    return int(row[0]), ChainEnd(cooperative_id, name, length=row[1], head=row[2])


def _year_may_turn() -> bool:
    """Whether the year could end while we wait for others: then the chain is held beforehand."""
    return local(now() + LONGEST_WAIT).year != today().year
