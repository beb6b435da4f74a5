"""Unbroken numbers beside a bare counter row, in turns on one server: see invoicing.py."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import text

from benchmarks.site import site
from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import InvoiceKind
from marketplace.services import numbering
from tests.make import make_cooperative

BARE = (
    "CREATE TABLE bare_counter (last_number bigint NOT NULL)",
    "INSERT INTO bare_counter VALUES (0)",
    "GRANT SELECT, UPDATE ON bare_counter TO orangeriet_app",
)
CLIENTS, ROUNDS, NUMBERS_A_ROUND = 4, 16, 400


def numbers() -> list[str]:
    """Numbers a second in one series, ours and of a bare counter row, in turns."""
    with site(*BARE) as app:
        with app.app_context():
            seller = _seller()
        turns = [(_rate(app, _take_ours(seller)), _rate(app, _take_bare)) for _ in range(ROUNDS)]
        with app.app_context():
            db.engine.dispose()
    ours, bare = zip(*turns[1:], strict=True)
    ratio = statistics.median(one / other for one, other in zip(ours, bare, strict=True))
    return [
        f"## Numbers in one series, {CLIENTS} clients, every commit on disk",
        "",
        "| | numbers a second |",
        "|---|---:|",
        f"| ours: chain held, day read, number taken | {statistics.median(ours):.0f} |",
        f"| a bare counter row | {statistics.median(bare):.0f} |",
        f"| **ours by bare**, {ROUNDS - 1} rounds (aim: at least 0.7) | **{ratio:.2f}** |",
        "",
    ]


def _seller() -> Cooperative:
    """A seller whose row nobody has to read again."""
    made = make_cooperative()
    seller = Cooperative(id=made.id, organisation_number=made.organisation_number)
    db.session.commit()
    return seller


def _take_ours(seller: Cooperative) -> Callable[[], None]:
    def take() -> None:
        numbering.take(seller, InvoiceKind.INVOICE)
        db.session.commit()

    return take


def _take_bare() -> None:
    db.session.scalar(
        text("UPDATE bare_counter SET last_number = last_number + 1 RETURNING last_number")
    )
    db.session.commit()


def _rate(app: Flask, take: Callable[[], None]) -> float:
    def client(_: int) -> None:
        with app.app_context():
            for _ in range(NUMBERS_A_ROUND // CLIENTS):
                take()
            db.session.remove()

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(client, range(CLIENTS)))
    return NUMBERS_A_ROUND / (time.perf_counter() - began)
