"""`python -m benchmarks.payments`: what a bank file of ten thousand payments costs to take in.

A cooperative with as many unpaid invoices takes the file in as the product does: read, known
again, settled, booked and sealed. Beside it, on the same server, bare rows of as many payments are
written with nothing asked and nothing booked, so that the ratio tells what the care costs; a tenth
of the payments, so that growth is seen; and the same payments once more, of which nothing may come.
"""

import argparse
import platform
import resource
import statistics
import time
from datetime import timedelta
from pathlib import Path

import psutil
from sqlalchemy import func, insert, select, text, update

import invoicing
from benchmarks.site import site
from marketplace.clock import now, today
from marketplace.database import db, random_id
from marketplace.models.companies import BuyerSector, Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import SYSTEM
from marketplace.models.invoices import Invoice, InvoiceLine, InvoiceStatus, Stream
from marketplace.models.payments import Payment
from marketplace.services import bank_files, ledger, verifying
from marketplace.services.agreements import LABOUR_VAT
from marketplace.services.invoices import SERIES, SERIES_DIGIT
from tests.make import make_company, make_cooperative
from tests.make_payments import bgmax_to

RESULTS = Path(__file__).with_suffix(".md")
CHUNK, MINUTES = 500, 450
BARE = (
    "CREATE TABLE bare_payments (name text PRIMARY KEY, amount_ore bigint, received_on date,"
    " recorded_at timestamptz)",
    "GRANT SELECT, INSERT ON bare_payments TO orangeriet_app",
)
BARE_ROW = text("INSERT INTO bare_payments VALUES (:name, :ore, :day, :at)")
Row = dict[str, object]


def main() -> None:
    """Measure, print and write down."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--payments", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=2, help="of a tenth, beside the whole")
    chosen = options.parse_args()
    with site(*BARE) as app, app.app_context():
        lines = measured(chosen.payments, chosen.rounds)
        db.session.remove()
        db.engine.dispose()
    machine = f"Python {platform.python_version()} on {platform.machine()}"
    told = HEAD.format(machine=f"{machine}, {psutil.cpu_count()} cores") + "\n".join(lines) + "\n"
    print(told)
    RESULTS.write_text(told)


def measured(count: int, rounds: int) -> list[str]:
    """The whole file beside bare rows, and a tenth of it so that growth is seen."""
    small = statistics.median(taken_in(count // 10) for _ in range(rounds))
    bare = statistics.median(bare_rows(count) for _ in range(rounds))
    whole = taken_in(count)
    again = taken_in_again()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    wrong = list(verifying.problems())
    return [
        f"| {count} payments | seconds | payments a second |",
        "|---|---:|---:|",
        f"| taken in, settled, booked and sealed | {whole:.1f} | {count / whole:.0f} |",
        f"| a tenth of them | {small:.1f} | {count / 10 / small:.0f} |",
        f"| the same payments in another file | {again:.1f} | {count / again:.0f} |",
        f"| bare rows, one statement each | {bare:.1f} | {count / bare:.0f} |",
        f"| **ours by bare rows** | **{whole / bare:.2f}** | |",
        f"| **a payment of the whole by one of a tenth** (aim: at most 1.5) | "
        f"**{whole / small / 10:.2f}** | |",
        "",
        f"Peak of the process, the invoices among it: {peak} MiB. Faults that the books' own check "
        f"found afterwards: {len(wrong)}.",
    ]


def taken_in(count: int) -> float:
    """Seconds from handing in a file to the commit after it is taken in; all must settle."""
    cooperative, told = sold(count)
    content = bgmax_to(cooperative, *told)
    began = time.perf_counter()
    file = bank_files.upload(cooperative, "bgmax.txt", content, SYSTEM)
    db.session.commit()
    bank_files.take_in(file, SYSTEM)
    db.session.commit()
    seconds = time.perf_counter() - began
    paid = select(func.count()).select_from(Payment).join(Payment.invoice)
    found = db.session.scalar(paid.where(Invoice.cooperative_id == cooperative.id))
    if not file.settled_count == found == count:
        raise SystemExit(f"{found} of {count} payments settled")
    db.session.expunge_all()
    return seconds


def taken_in_again() -> float:
    """Seconds for the last file's payments in a file of other bytes: nothing comes of it."""
    last = db.session.scalars(select(Cooperative).order_by(Cooperative.id.desc()).limit(1)).one()
    rows = db.session.execute(
        select(Invoice.payable_ore, Invoice.ocr)
        .where(Invoice.cooperative_id == last.id)
        .order_by(Invoice.id)
    )
    content = bgmax_to(last, *[(ore or 0, ocr or "") for ore, ocr in rows])
    began = time.perf_counter()
    file = bank_files.upload(last, "again.txt", content.replace(b"\r\n", b"\n"), SYSTEM)
    bank_files.take_in(file, SYSTEM)
    db.session.commit()
    seconds = time.perf_counter() - began
    if file.settled_count or file.known_count != file.payment_count:
        raise SystemExit("a payment was taken in twice")
    return seconds


def bare_rows(count: int) -> float:
    """Seconds for as many rows of money, one statement each, in one transaction."""
    began = time.perf_counter()
    for number in range(count):
        row = {"name": f"{began}:{number}", "ore": 100, "day": today(), "at": now()}
        db.session.execute(BARE_ROW, row)
    db.session.commit()
    return time.perf_counter() - began


def sold(count: int) -> tuple[Cooperative, list[tuple[int, str]]]:
    """A cooperative with as many unpaid invoices, sealed and booked; what pays each exactly."""
    cooperative, company = make_cooperative(), make_company(reference="4711")
    series = invoicing.Series(
        seller=cooperative.organisation_number.replace("-", ""),
        letters=SERIES,
        digit=SERIES_DIGIT,
        year=today().year,
    )
    documents = [
        invoicing.issue(_draft(cooperative, company, n), series=series, number=n, issued_on=today())
        for n in range(1, count + 1)
    ]
    for start in range(0, count, CHUNK):
        some = documents[start : start + CHUNK]
        made = db.session.scalars(
            insert(Invoice).returning(Invoice.id, sort_by_parameter_order=True),
            [_row(cooperative, company) for _ in some],
        ).all()
        these = list(zip(made, some, strict=True))
        db.session.execute(insert(InvoiceLine), [_line(*one) for one in these])
        db.session.execute(update(Invoice), [_issued(*one) for one in these])
    ledger.catch_up(cooperative.id)
    db.session.commit()
    return cooperative, [(one.totals.payable_ore, one.ocr) for one in documents]


def _draft(cooperative: Cooperative, company: Company, number: int) -> invoicing.Draft:
    digits = cooperative.organisation_number.replace("-", "")
    seller = invoicing.Seller(
        name=cooperative.name,
        organisation_number=digits,
        vat_number=f"SE{digits}01",
        seat=cooperative.city,
        f_tax_approved=True,
        bankgiro=cooperative.bankgiro.replace("-", ""),
        address=invoicing.Address(street="Gatan 1", postal_code="58222", city="Linköping"),
    )
    buyer = invoicing.Buyer(
        name=company.name,
        organisation_number=(company.organisation_number or "").replace("-", ""),
        reference=company.reference,
        address=invoicing.Address(street="Gatan 2", postal_code="58222", city="Linköping"),
    )
    line = invoicing.line_from_minutes(
        MINUTES,
        30_000 + number,
        description="Packning",
        vat=LABOUR_VAT,
        stream=invoicing.Stream.MARKET,
        buyer_sector=invoicing.BuyerSector.COMPANY,
        supplied_on=today() - timedelta(days=1),
    )
    return invoicing.Draft(seller=seller, buyer=buyer, lines=(line,))


def _row(cooperative: Cooperative, company: Company) -> Row:
    return {
        "public_id": random_id(),
        "cooperative_id": cooperative.id,
        "company_id": company.id,
        "status": InvoiceStatus.DRAFT,
        "created_at": now(),
        "series": SERIES,
    }


def _issued(invoice_id: int, document: invoicing.Document) -> Row:
    """What issuing does to a draft; its lines stand before, because afterwards none may change."""
    return {
        "id": invoice_id,
        "status": InvoiceStatus.ISSUED,
        "year": document.issued_on.year,
        "number": document.number,
        "ocr": document.ocr,
        "issued_on": document.issued_on,
        "due_on": document.due_on,
        "net_ore": document.totals.net_ore,
        "vat_ore": document.totals.vat_ore,
        "payable_ore": document.totals.payable_ore,
        "document": invoicing.document_to_json(document).decode(),
    }


def _line(invoice_id: int, document: invoicing.Document) -> Row:
    net_ore = document.totals.net_ore
    return {
        "invoice_id": invoice_id,
        "position": 1,
        "description": "Packning",
        "quantity_minutes": MINUTES,
        "ore_per_hour": net_ore * 60 // MINUTES,
        "net_ore": net_ore,
        "stream": Stream.MARKET,
        "buyer_sector": BuyerSector.COMPANY,
    }


HEAD = """# What a bank file costs

Written by `python -m benchmarks.payments`, {machine}. Seconds belong to that machine and its
neighbours; what is promised are the ratios, measured side by side in one run.

"""

if __name__ == "__main__":
    main()
