"""The books read against themselves: every seal, number, sum and file, said in words if broken."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload, undefer

import invoicing
from invoicing.chain import START, link_hash
from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import (
    Invoice,
    InvoiceFile,
    InvoiceLine,
    InvoiceSeries,
    InvoiceStatus,
)
from marketplace.models.ledger import Chain, InvoiceSeal, Voucher, VoucherEntry
from marketplace.models.takings import Takings
from marketplace.services import chains, ledger, shop
from marketplace.services.invoice_documents import line_of
from marketplace.services.vouchers import Booking, content_of, tags_of

CHUNK = 200


def problems() -> Iterator[str]:
    """Everything in any cooperative's books that is not as it was written; nothing: all holds."""
    for cooperative in db.session.scalars(select(Cooperative).order_by(Cooperative.id)).all():
        for problem in of_cooperative(cooperative):
            yield f"{cooperative.name}: {problem}"


def of_cooperative(cooperative: Cooperative) -> Iterator[str]:
    """What does not hold in one cooperative's books."""
    yield from _seals(cooperative)
    yield from numbers_of(cooperative.id)
    yield from _documents(cooperative)
    yield from _files(cooperative)
    yield from _vouchers(cooperative)
    yield from _events(cooperative)


def numbers_of(cooperative_id: int) -> Iterator[str]:
    """Numbers that are missing, doubled, or beyond their counter, of every series and year."""
    counters = db.session.scalars(
        select(InvoiceSeries)
        .where(InvoiceSeries.cooperative_id == cooperative_id)
        .order_by(InvoiceSeries.series, InvoiceSeries.year)
    ).all()
    for counter in counters:
        numbers = db.session.scalars(
            select(Invoice.number).where(
                Invoice.cooperative_id == cooperative_id,
                Invoice.series == counter.series,
                Invoice.year == counter.year,
            )
        )
        found = [number for number in numbers if number is not None]
        for words in invoicing.breaks_in(found, last_number=counter.last_number):
            yield f"Serie {counter.series}{counter.year}: {words}"


def _seals(cooperative: Cooperative) -> Iterator[str]:
    ends = _ends(cooperative, "invoices:")
    seen: dict[str, tuple[int, str]] = {}
    query = (
        select(InvoiceSeal, Invoice.document, Invoice.series, Invoice.year, Invoice.number)
        .join(Invoice, Invoice.id == InvoiceSeal.invoice_id)
        .where(InvoiceSeal.cooperative_id == cooperative.id)
        .order_by(InvoiceSeal.series, InvoiceSeal.place)
        .execution_options(yield_per=CHUNK)
    )
    for seal, document, series, year, number in db.session.execute(query):
        place, before = seen.get(seal.series, (0, START.hex()))
        name = f"Faktura {series}{year}-{number or 0:05d}"
        if seal.place != place + 1:
            yield f"{name}: länk {place + 1} saknas i kedjan {seal.series}."
        sealed = link_hash(bytes.fromhex(before), (document or "").encode()).hex()
        if sealed != seal.link_hash:
            yield f"{name}: dokumentet är inte som när det utfärdades."
        seen[seal.series] = seal.place, seal.link_hash
    for name, (length, head) in ends.items():
        if seen.get(name.partition(":")[2], (0, START.hex())) != (length, head):
            yield f"Kedjan {name} slutar inte där den ska: länkar saknas i slutet."
    yield from _unsealed(cooperative)


def _unsealed(cooperative: Cooperative) -> Iterator[str]:
    query = (
        select(func.count())
        .select_from(Invoice)
        .outerjoin(InvoiceSeal, InvoiceSeal.invoice_id == Invoice.id)
        .where(
            Invoice.cooperative_id == cooperative.id,
            Invoice.status == InvoiceStatus.ISSUED,
            InvoiceSeal.invoice_id.is_(None),
        )
    )
    lacking = db.session.scalar(query)
    if lacking:
        yield f"{lacking} utfärdade fakturor saknar länk i kedjan. Kör ledger catch-up."


def _documents(cooperative: Cooperative) -> Iterator[str]:
    """Rows beside the frozen document say the same as it."""
    query = (
        select(Invoice)
        .where(Invoice.cooperative_id == cooperative.id, Invoice.status == InvoiceStatus.ISSUED)
        .order_by(Invoice.id)
        .options(
            undefer(Invoice.document),
            selectinload(Invoice.lines).joinedload(InvoiceLine.time_report),
        )
        .execution_options(yield_per=CHUNK)
    )
    for invoice in db.session.scalars(query):
        try:
            document = invoicing.document_from_json((invoice.document or "").encode())
        except invoicing.InvoicingError as error:
            yield f"Faktura {invoice.label}: dokumentet går inte att läsa: {error}"
            continue
        if not _same(invoice, document):
            yield f"Faktura {invoice.label}: raderna i registret säger annat än dokumentet."


def _same(invoice: Invoice, document: invoicing.Document) -> bool:
    totals, sign = document.totals, document.sign
    columns = (
        (invoice.label, document.number_text),
        (invoice.ocr or "", document.ocr),
        (invoice.issued_on, document.issued_on),
        (invoice.due_on, document.due_on),
        (invoice.net_ore, sign * totals.net_ore),
        (invoice.vat_ore, sign * totals.vat_ore),
        (invoice.payable_ore, sign * totals.payable_ore),
        (len(invoice.lines), len(document.lines)),
    )
    return all(one == other for one, other in columns) and all(
        _same_line(row, line, sign) for row, line in zip(invoice.lines, document.lines, strict=True)
    )


def _same_line(row: InvoiceLine, line: invoicing.Line, sign: int) -> bool:
    if row.net_ore != sign * line.net_ore or row.vat_basis_points != line.vat.rate_basis_points:
        return False
    if sign < 0:
        return row.description == line.description
    read = line_of(row)
    same_words = (read.description, read.gross_ore) == (line.description, line.gross_ore)
    return same_words and read.vat.category is line.vat.category


def _files(cooperative: Cooperative) -> Iterator[str]:
    query = (
        select(InvoiceFile.sha256, InvoiceFile.content, InvoiceFile.media_type, Invoice)
        .join(Invoice, Invoice.id == InvoiceFile.invoice_id)
        .where(Invoice.cooperative_id == cooperative.id)
        .order_by(InvoiceFile.id)
        .execution_options(yield_per=CHUNK)
    )
    for sha256, content, media_type, invoice in db.session.execute(query):
        if hashlib.sha256(content).hexdigest() != sha256:
            yield f"Faktura {invoice.label}: filen ({media_type}) är ändrad."


def _vouchers(cooperative: Cooperative) -> Iterator[str]:
    """Links, numbers and balance of every voucher."""
    seen: dict[str, tuple[int, str]] = {}
    query = (
        select(Voucher)
        .where(Voucher.cooperative_id == cooperative.id)
        .order_by(Voucher.series, Voucher.year, Voucher.number)
        .options(selectinload(Voucher.entries))
        .execution_options(yield_per=CHUNK)
    )
    for voucher in db.session.scalars(query):
        chain = chains.name_of_vouchers(voucher.series, voucher.year)
        place, before = seen.get(chain, (0, START.hex()))
        name = f"Verifikation {voucher.label} ({voucher.year})"
        if voucher.number != place + 1:
            yield f"{name}: nummer {place + 1} saknas."
        if sum(entry.amount_ore for entry in voucher.entries):
            yield f"{name} går inte ihop."
        content = content_of(vars(voucher), [vars(entry) for entry in voucher.entries])
        if link_hash(bytes.fromhex(before), content).hex() != voucher.link_hash:
            yield f"{name} är inte som när den bokfördes."
        seen[chain] = voucher.number, voucher.link_hash
    for name, end in _ends(cooperative, "vouchers:").items():
        if seen.get(name, (0, START.hex())) != end:
            yield f"Kedjan {name} slutar inte där den ska: verifikationer saknas i slutet."


def _events(cooperative: Cooperative) -> Iterator[str]:
    """Every event has its voucher, and the voucher says what the event's rows say."""
    query = select(Voucher.cause, Voucher.id).where(Voucher.cooperative_id == cooperative.id)
    booked: dict[str, int] = {row[0]: row[1] for row in db.session.execute(query)}
    try:
        for bookings in _bookings(cooperative):
            rows = _rows([booked[one.cause] for one in bookings if one.cause in booked])
            for booking in bookings:
                yield from _event(booking, rows.get(booked.pop(booking.cause, 0)))
    except invoicing.InvoicingError as error:
        yield f"Händelserna går inte att läsa om: {error}"
        return
    for cause in booked:
        yield f"Det finns en verifikation för {cause}, men inte längre det som orsakade den."


def _event(booking: Booking, row: tuple[str, list[VoucherEntry]] | None) -> Iterator[str]:
    name = f"{booking.voucher.text} ({booking.cause})"
    if row is None:
        yield f"{name} är inte bokförd. Kör ledger catch-up."
        return
    evidence, entries = row
    wanted = [(one.account, one.amount_ore, one.tags) for one in booking.voucher.entries]
    found = [(one.account, one.amount_ore, tags_of(one)) for one in entries]
    if evidence != booking.evidence or wanted != found:
        yield f"{name}: verifikationen säger annat än det som hände."


def _bookings(cooperative: Cooperative) -> Iterator[list[Booking]]:
    ids = db.session.scalars(
        select(Invoice.id)
        .where(Invoice.cooperative_id == cooperative.id, Invoice.status == InvoiceStatus.ISSUED)
        .order_by(Invoice.id)
    ).all()
    for start in range(0, len(ids), CHUNK):
        chunk = db.session.scalars(
            select(Invoice)
            .where(Invoice.id.in_(ids[start : start + CHUNK]))
            .order_by(Invoice.id)
            .options(undefer(Invoice.document), joinedload(Invoice.cooperative))
        ).all()
        yield list(ledger.bookings_of(chunk))
    takings = select(Takings).where(Takings.cooperative_id == cooperative.id)
    yield [shop.booking_of(one) for one in db.session.scalars(takings)]


def _rows(voucher_ids: Sequence[int]) -> Mapping[int, tuple[str, list[VoucherEntry]]]:
    query = (
        select(Voucher).where(Voucher.id.in_(voucher_ids)).options(selectinload(Voucher.entries))
    )
    return {row.id: (row.evidence, list(row.entries)) for row in db.session.scalars(query)}


def _ends(cooperative: Cooperative, kind: str) -> dict[str, tuple[int, str]]:
    query = select(Chain).where(Chain.cooperative_id == cooperative.id, Chain.name.startswith(kind))
    return {chain.name: (chain.length, chain.head) for chain in db.session.scalars(query)}
