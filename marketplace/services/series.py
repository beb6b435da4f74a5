"""Number series seen from above: are they unbroken, and does every document have its seal."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

import invoicing
from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import Invoice, InvoiceSeries, InvoiceStatus
from marketplace.models.ledger import InvoiceSeal


@dataclass(frozen=True, slots=True)
class SeriesState:
    """One series of one cooperative in one year."""

    cooperative: Cooperative
    series: str
    year: int
    last_number: int
    documents: int
    sealed: int
    breaks: Sequence[str]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing, doubled or unsealed."""
        return not self.breaks and self.documents == self.sealed == self.last_number


def states() -> Sequence[SeriesState]:
    """Every series that has begun, by cooperative, in a fixed number of queries.

    Numbers are read one by one only where counting says that something is off.
    """
    counted = _counts()
    cooperatives = {row.id: row for row in db.session.scalars(select(Cooperative))}
    counters = db.session.scalars(
        select(InvoiceSeries).order_by(
            InvoiceSeries.cooperative_id, InvoiceSeries.series, InvoiceSeries.year.desc()
        )
    ).all()
    found = []
    for counter in counters:
        key = counter.cooperative_id, counter.series, counter.year
        documents, sealed, lowest, highest, different = counted.get(key, (0, 0, 0, 0, 0))
        whole = documents == different == highest == counter.last_number and lowest == 1
        found.append(
            SeriesState(
                cooperative=cooperatives[counter.cooperative_id],
                series=counter.series,
                year=counter.year,
                last_number=counter.last_number,
                documents=documents,
                sealed=sealed,
                breaks=[] if whole else _breaks(counter),
            )
        )
    return found


def _counts() -> dict[tuple[int, str, int | None], tuple[int, int, int, int, int]]:
    rows = db.session.execute(
        select(
            Invoice.cooperative_id,
            Invoice.series,
            Invoice.year,
            func.count(),
            func.count(InvoiceSeal.invoice_id),
            func.min(Invoice.number),
            func.max(Invoice.number),
            func.count(Invoice.number.distinct()),
        )
        .outerjoin(InvoiceSeal, InvoiceSeal.invoice_id == Invoice.id)
        .where(Invoice.status == InvoiceStatus.ISSUED)
        .group_by(Invoice.cooperative_id, Invoice.series, Invoice.year)
    )
    return {
        (row[0], row[1], row[2]): (row[3], row[4], row[5] or 0, row[6] or 0, row[7]) for row in rows
    }


def _breaks(counter: InvoiceSeries) -> list[str]:
    numbers = db.session.scalars(
        select(Invoice.number).where(
            Invoice.cooperative_id == counter.cooperative_id,
            Invoice.series == counter.series,
            Invoice.year == counter.year,
        )
    )
    found = [number for number in numbers if number is not None]
    return invoicing.breaks_in(found, last_number=counter.last_number)
