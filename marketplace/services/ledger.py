"""What happened to invoices, as vouchers: one way from events to books, for now and for the past.

An invoice's events are replayed in their order; those that have no voucher yet get one. So a
payment is booked by the same lines that book a year of history after the fact.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, undefer

import invoicing
from invoicing import ledger as rules
from invoicing.voucher import Dimension, Tag
from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.debts import DebtChange
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.models.ledger import Chain, InvoiceSeal, Voucher
from marketplace.models.payments import Payment, PaymentCorrection
from marketplace.models.takings import Takings
from marketplace.services import agreements, chains, debt_bookings, shop
from marketplace.services.debt_bookings import Standing
from marketplace.services.invoice_documents import frozen
from marketplace.services.vouchers import Booking, book

CHUNK = 500


def issued(invoice: Invoice, document: invoicing.Document) -> None:
    """Book a document that is issued in this transaction; a credit note on what it credits."""
    booking = _of_issue(invoice, document, _tags(invoice), debt=invoice.credits)
    book(invoice.cooperative_id, [booking])


def caught_up(invoice: Invoice) -> int:
    """Book all that has happened to an invoice and is not booked yet; how many vouchers."""
    db.session.flush()
    return book(invoice.cooperative_id, list(bookings_of([invoice])))


def caught_up_with(cooperative_id: int, invoice_ids: Sequence[int]) -> int:
    """Book all that has happened to many invoices of a cooperative at once; how many vouchers."""
    db.session.flush()
    made = 0
    for start in range(0, len(invoice_ids), CHUNK):
        chunk = invoice_ids[start : start + CHUNK]
        query = _invoices().where(Invoice.cooperative_id == cooperative_id, Invoice.id.in_(chunk))
        found = {one.id: one for one in db.session.scalars(query)}
        made += book(cooperative_id, list(bookings_of([found[number] for number in chunk])))
    return made


def is_behind(cooperative_id: int) -> bool:
    """Whether some issued invoice, payment or correction of a cooperative has no voucher."""
    own = Invoice.cooperative_id == cooperative_id, Invoice.status == InvoiceStatus.ISSUED
    booked = select(Voucher.cause).where(Voucher.cooperative_id == cooperative_id)
    invoices = select(Invoice.id).where(*own, func.concat("invoice:", Invoice.id).not_in(booked))
    payments = (
        select(Payment.id)
        .join(Payment.invoice)
        .where(*own, func.concat("payment:", Payment.id).not_in(booked))
    )
    corrections = (
        select(PaymentCorrection.id)
        .join(PaymentCorrection.payment)
        .join(Payment.invoice)
        .where(*own, func.concat("payment_correction:", PaymentCorrection.id).not_in(booked))
    )
    behind = or_(invoices.exists(), payments.exists(), corrections.exists())
    return bool(db.session.scalar(select(behind)))


def catch_up(cooperative_id: int | None = None) -> int:
    """Seal and book every issued invoice, payment, change and takings that lacks it; how many.

    For rows that were not written by these services: a demo's history, or data from before the
    books. Run again, nothing happens. Of one cooperative, or of all.
    """
    db.session.flush()
    made = 0
    wanted = select(Cooperative).order_by(Cooperative.id)
    if cooperative_id is not None:
        wanted = wanted.where(Cooperative.id == cooperative_id)
    for cooperative in db.session.scalars(wanted).all():
        made += seal_missing(cooperative.id)
        query = _invoices().where(Invoice.cooperative_id == cooperative.id)
        invoices = db.session.scalars(query.order_by(Invoice.issued_on, Invoice.id)).all()
        history = [*bookings_of(invoices), *_of_takings(cooperative)]
        history.sort(key=lambda one: one.voucher.booked_on)
        made += book(cooperative.id, history)
        db.session.flush()
    return made


def seal(invoice: Invoice, chain: Chain, content: bytes) -> None:
    """Seal an issued document in its chain, which is held."""
    link = chains.add(chain, content)
    db.session.add(
        InvoiceSeal(
            invoice_id=invoice.id,
            cooperative_id=invoice.cooperative_id,
            series=invoice.series,
            place=link.place,
            link_hash=link.link_hash,
        )
    )


def seal_missing(cooperative_id: int) -> int:
    """Seal issued documents that no chain holds, by year and number; how many."""
    lacking = [
        Invoice.cooperative_id == cooperative_id,
        Invoice.status == InvoiceStatus.ISSUED,
        ~exists().where(InvoiceSeal.invoice_id == Invoice.id),
    ]
    made = 0
    for series in db.session.scalars(select(Invoice.series).where(*lacking).distinct()).all():
        chain = chains.hold(cooperative_id, chains.name_of_invoices(series))
        rows = db.session.scalars(
            select(Invoice)
            .where(*lacking, Invoice.series == series)
            .order_by(Invoice.year, Invoice.number)
            .options(undefer(Invoice.document))
        ).all()
        for invoice in rows:
            seal(invoice, chain, (invoice.document or "").encode())
        made += len(rows)
        db.session.flush()
    return made


def bookings_of(invoices: Sequence[Invoice]) -> Iterator[Booking]:
    """Every voucher that the events of these invoices make, invoice by invoice, in order.

    Credit notes are events of the invoice they credit; asked for by themselves they give nothing.
    """
    tags: dict[tuple[int, int], tuple[Tag, ...]] = {}
    for start in range(0, len(invoices), CHUNK):
        chunk = [one for one in invoices[start : start + CHUNK] if not one.is_credit_note]
        events = _events([one.id for one in chunk])
        for invoice in chunk:
            parties = invoice.cooperative_id, invoice.company_id
            if parties not in tags:
                tags[parties] = _tags(invoice)
            yield from _replay(invoice, events.get(invoice.id, []), tags[parties])


Happening = Payment | PaymentCorrection | DebtChange | Invoice


def _events(invoice_ids: Sequence[int]) -> dict[int, list[tuple[datetime, Happening]]]:
    found: dict[int, list[tuple[datetime, Happening]]] = {}
    payments = select(Payment).where(Payment.invoice_id.in_(invoice_ids))
    for payment in db.session.scalars(payments):
        found.setdefault(payment.invoice_id, []).append((payment.recorded_at, payment))
    corrections = (
        select(PaymentCorrection)
        .join(PaymentCorrection.payment)
        .where(Payment.invoice_id.in_(invoice_ids))
        .options(contains_eager(PaymentCorrection.payment))
    )
    for correction in db.session.scalars(corrections):
        happened = correction.corrected_at, correction
        found.setdefault(correction.payment.invoice_id, []).append(happened)
    changes = select(DebtChange).where(DebtChange.invoice_id.in_(invoice_ids))
    for change in db.session.scalars(changes):
        found.setdefault(change.invoice_id, []).append((change.made_at, change))
    credits = _invoices().where(Invoice.credits_id.in_(invoice_ids))
    for note in db.session.scalars(credits):
        found.setdefault(note.credits_id or 0, []).append((note.created_at, note))
    for rows in found.values():
        rows.sort(key=lambda pair: (pair[0], type(pair[1]).__name__, pair[1].id))
    return found


def _replay(
    invoice: Invoice, events: Sequence[tuple[datetime, Happening]], tags: Sequence[Tag]
) -> Iterator[Booking]:
    document = frozen(invoice)
    standing = Standing(receivable_ore=document.totals.payable_ore)
    yield _of_issue(invoice, document, tags)
    for _, event in events:
        if isinstance(event, Invoice):
            note = frozen(event)
            standing.receivable_ore -= note.totals.payable_ore
            yield _of_issue(event, note, tags, debt=invoice)
        elif isinstance(event, Payment):
            yield debt_bookings.paid(event, standing, document.number_text, tags)
        elif isinstance(event, PaymentCorrection):
            yield from debt_bookings.corrected(event, standing, document.number_text, tags)
        else:
            yield from debt_bookings.changed(event, standing, document, tags)


def _of_issue(
    invoice: Invoice,
    document: invoicing.Document,
    tags: Sequence[Tag],
    debt: Invoice | None = None,
) -> Booking:
    voucher = rules.issued(document, tags=tags)
    return Booking(f"invoice:{invoice.id}", voucher, (debt or invoice).id)


def _of_takings(cooperative: Cooperative) -> Iterator[Booking]:
    query = select(Takings).where(Takings.cooperative_id == cooperative.id).order_by(Takings.id)
    for takings in db.session.scalars(query):
        yield shop.booking_of(takings)


def _invoices() -> Select[Invoice]:
    return (
        select(Invoice)
        .where(Invoice.status == InvoiceStatus.ISSUED)
        .options(undefer(Invoice.document), joinedload(Invoice.cooperative))
    )


def _tags(invoice: Invoice) -> tuple[Tag, ...]:
    parties = invoice.cooperative_id, invoice.company_id
    agreement = agreements.known(*parties) or agreements.of(*parties)
    return (
        (Dimension.COST_CENTRE, invoice.cooperative.slug),
        (Dimension.PROJECT, str(agreement.id)),
    )
