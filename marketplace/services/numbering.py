"""Numbers of documents: taken at issue, unbroken per cooperative, series and year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.dialects.postgresql import insert

import invoicing
from marketplace.clock import today
from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import InvoiceKind, InvoiceSeries
from marketplace.models.ledger import Chain
from marketplace.services import chains

LETTERS: Mapping[InvoiceKind, str] = {
    InvoiceKind.INVOICE: "F",
    InvoiceKind.CREDIT_NOTE: "K",
    InvoiceKind.REQUISITION: "R",
}
DIGITS: Mapping[str, int] = {"F": 1, "K": 2, "R": 3}
"""Part of the payment reference, so that no two series of a seller can make the same one."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A number with the day it was taken on, and the chain in which its document is sealed."""

    series: invoicing.Series
    number: int
    day: date
    chain: Chain


def series_of(cooperative: Cooperative, kind: InvoiceKind, year: int) -> invoicing.Series:
    """The series of a cooperative's documents of a kind in a year."""
    letters = LETTERS[kind]
    seller = cooperative.organisation_number.replace("-", "")
    return invoicing.Series(seller=seller, letters=letters, digit=DIGITS[letters], year=year)


def take(cooperative: Cooperative, kind: InvoiceKind) -> Taken:
    """The next number of a series; what fails afterwards gives it back with its transaction.

    The day is read while the chain is held: at midnight of New Year no number of the old year is
    given after one of the new.
    """
    letters = LETTERS[kind]
    chain = chains.hold(cooperative.id, chains.name_of_invoices(letters))
    day = today()
    row = {"cooperative_id": cooperative.id, "series": letters, "year": day.year}
    last = db.session.scalar(
        insert(InvoiceSeries)
        .values(last_number=1, **row)
        .on_conflict_do_update(
            index_elements=[
                InvoiceSeries.cooperative_id,
                InvoiceSeries.series,
                InvoiceSeries.year,
            ],
            set_={"last_number": InvoiceSeries.last_number + 1},
        )
        .returning(InvoiceSeries.last_number)
    )
    assert last is not None  # noqa: S101 -- an upsert always gives its row
    return Taken(series_of(cooperative, kind, day.year), last, day, chain)
