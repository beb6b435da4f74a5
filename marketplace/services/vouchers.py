"""Vouchers in the books: numbered without a gap, sealed in a chain, written once an event.

The day of an event in a month that is closed becomes today: what was handed to the accountant
stays as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import insert, select

import invoicing.voucher
from invoicing.snapshot import canonical_json
from invoicing.voucher import Dimension, Entry, Event, Tag
from marketplace.clock import now, today
from marketplace.database import Base, db, random_id
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import Stream
from marketplace.models.ledger import Chain, ClosedMonth, Voucher, VoucherEntry
from marketplace.services import chains

CHUNK = 500
PAYMENTS = (Event.PAYMENT, Event.REFUND, Event.CREDIT_USED, Event.TAX_REDUCTION)
SERIES: Mapping[Event, str] = {
    **dict.fromkeys(Event, "D"),
    **dict.fromkeys((Event.ISSUE, Event.CREDIT, Event.GRANT), "B"),
    **dict.fromkeys(PAYMENTS, "C"),
}
"""Series apart, so that a payment never waits for somebody who issues."""
SERIES_NAMES = {"B": "Kundfakturor", "C": "Betalningar", "D": "Övrigt"}


@dataclass(frozen=True, slots=True)
class Booking:
    """A voucher to be booked: the event that causes it, and the row behind it as evidence."""

    cause: str
    voucher: invoicing.voucher.Voucher
    invoice_id: int | None = None
    evidence: str = ""


def book(cooperative_id: int, bookings: Sequence[Booking]) -> int:
    """Book events of a cooperative that are not booked yet, in the order given; how many.

    The ends of the chains are held until the commit, so numbers have no gap. Raises the
    database's refusal where a month was closed at this very moment.
    """
    if not bookings:
        return 0
    closed = closed_months(cooperative_id)
    dated = [_dated(booking, closed) for booking in bookings]
    names = sorted({_chain_of(booking) for booking in dated})
    ends = {name: chains.hold(cooperative_id, name) for name in names}
    booked = _booked(cooperative_id, [one.cause for one in dated])
    fresh = [one for one in dated if one.cause not in booked]
    for start in range(0, len(fresh), CHUNK):
        _write(cooperative_id, fresh[start : start + CHUNK], ends)
    return len(fresh)


def closed_months(cooperative_id: int) -> set[date]:
    """The first days of the months in which nothing is booked any more."""
    query = select(ClosedMonth.first_day).where(ClosedMonth.cooperative_id == cooperative_id)
    return set(db.session.scalars(query))


def evidence_of(row: Base) -> str:
    """A row as canonical JSON: what a voucher was made of."""
    columns = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    return canonical_json({name: _plain(value) for name, value in columns.items()}).decode()


def content_of(voucher: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> bytes:
    """What is sealed: every word and every öre of a voucher, as its rows have them."""
    sealed = {name: _plain(voucher[name]) for name in SEALED}
    rows = [{name: _plain(entry[name]) for name in SEALED_ENTRY} for entry in entries]
    return canonical_json({**sealed, "entries": rows})


SEALED = (
    "cooperative_id",
    "series",
    "year",
    "number",
    "booked_on",
    "event",
    "text",
    "source",
    "cause",
    "evidence",
    "entry_count",
    "invoice_id",
    "created_at",
)
SEALED_ENTRY = (
    "position",
    "account",
    "amount_ore",
    "cost_centre",
    "project",
    "stream",
    "buyer_sector",
)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _dated(booking: Booking, closed: set[date]) -> Booking:
    if booking.voucher.booked_on.replace(day=1) not in closed:
        return booking
    return replace(booking, voucher=replace(booking.voucher, booked_on=today()))


def _chain_of(booking: Booking) -> str:
    voucher = booking.voucher
    return chains.name_of_vouchers(SERIES[voucher.event], voucher.booked_on.year)


def _booked(cooperative_id: int, causes: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(causes), CHUNK):
        query = select(Voucher.cause).where(
            Voucher.cooperative_id == cooperative_id,
            Voucher.cause.in_(causes[start : start + CHUNK]),
        )
        found.update(db.session.scalars(query))
    return found


def _write(cooperative_id: int, bookings: Sequence[Booking], ends: Mapping[str, Chain]) -> None:
    vouchers, entries = [], []
    for booking in bookings:
        rows = [_entry(place, one) for place, one in enumerate(booking.voucher.entries, start=1)]
        end = ends[_chain_of(booking)]
        voucher = _voucher(cooperative_id, booking, end.length + 1)
        link = chains.add(end, content_of(voucher, rows))
        vouchers.append({**voucher, "link_hash": link.link_hash, "public_id": random_id()})
        entries.append(rows)
    made = db.session.execute(
        insert(Voucher).returning(Voucher.id, sort_by_parameter_order=True), vouchers
    ).scalars()
    lines = [
        {**row, "voucher_id": number}
        for number, rows in zip(made.all(), entries, strict=True)
        for row in rows
    ]
    db.session.execute(insert(VoucherEntry), lines)


def _voucher(cooperative_id: int, booking: Booking, number: int) -> dict[str, Any]:
    voucher = booking.voucher
    return {
        "cooperative_id": cooperative_id,
        "series": SERIES[voucher.event],
        "year": voucher.booked_on.year,
        "number": number,
        "booked_on": voucher.booked_on,
        "event": voucher.event,
        "text": voucher.text,
        "source": voucher.source,
        "cause": booking.cause,
        "evidence": booking.evidence,
        "entry_count": len(voucher.entries),
        "invoice_id": booking.invoice_id,
        "created_at": now(),
    }


def _entry(place: int, entry: Entry) -> dict[str, Any]:
    tags = dict(entry.tags)
    stream, sector = tags.get(Dimension.STREAM), tags.get(Dimension.BUYER_SECTOR)
    return {
        "position": place,
        "account": entry.account,
        "amount_ore": entry.amount_ore,
        "cost_centre": tags.get(Dimension.COST_CENTRE, ""),
        "project": tags.get(Dimension.PROJECT, ""),
        "stream": Stream(stream) if stream else None,
        "buyer_sector": BuyerSector(sector) if sector else None,
    }


def tags_of(entry: VoucherEntry) -> tuple[Tag, ...]:
    """The dimensions of an entry, as the books' files have them."""
    pairs = (
        (Dimension.COST_CENTRE, entry.cost_centre),
        (Dimension.PROJECT, entry.project),
        (Dimension.STREAM, entry.stream.value if entry.stream else ""),
        (Dimension.BUYER_SECTOR, entry.buyer_sector.value if entry.buyer_sector else ""),
    )
    return tuple((dimension, value) for dimension, value in pairs if value)
