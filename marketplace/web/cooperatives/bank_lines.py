"""The payments of one bank file as a list: what taking it in would do, or what has come of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, url_for
from flask_babel import gettext

from invoicing.bankfiles import BankPayment
from marketplace.errors import N_
from marketplace.models.bank_files import BankFile, ReceivedPayment
from marketplace.services import bank_files, received
from marketplace.services.bank_files import Preview
from marketplace.services.lists import Gathered
from marketplace.web import lists
from marketplace.web.cooperatives.received_words import (
    STATUSES,
    Told,
    became,
    decided_line,
    told_line,
)
from marketplace.web.lists import Choice, Column, Listed
from marketplace.web.spreadsheets import Kind

HERE = "cooperatives.bank_files.show"
STATES = {
    "asking": N_("Väntar på ert beslut"),
    "settled": N_("Bokförs av sig själva"),
    "known": N_("Redan inlästa"),
}
ORDER = list(STATES)


@dataclass(frozen=True, slots=True)
class Line:
    """A payment of a file: what the bank tells, and what becomes or became of it."""

    payment: BankPayment
    told: Told
    state: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Payments:
    """The payments of one file as its page shows them."""

    preview: Preview | None
    """what taking the file in would do, where it is not taken in"""
    listed: Listed[Any]
    lines: Sequence[Line]
    columns: Sequence[Column[Any]]
    states: dict[str, str]


TOLD: tuple[Column[Line], ...] = (
    Column(N_("Dag"), lambda line: line.told.day, "day"),
    Column(N_("Betalare"), lambda line: line.told.payer, "payer"),
    Column(N_("Referens"), lambda line: line.told.references),
    Column(N_("Belopp"), lambda line: line.payment.amount_ore, "amount", Kind.ORE),
    Column(N_("Vad som händer"), lambda line: gettext(STATES[line.state]), "state"),
    Column(N_("Varför"), lambda line: line.told.reason),
    Column(N_("Valuta"), lambda line: line.payment.currency, on_page=False),
)
CAME: tuple[Column[ReceivedPayment], ...] = (
    Column(N_("Dag"), lambda one: one.paid_on, "day"),
    Column(N_("Betalare"), lambda one: one.payer_name, "payer"),
    Column(N_("Referens"), lambda one: told_line(one.as_told).references),
    Column(N_("Belopp"), lambda one: one.amount_ore, "amount", Kind.ORE),
    Column(N_("Läge"), lambda one: gettext(STATUSES[one.status])),
    Column(N_("Vad som hände"), became),
    Column(N_("Valuta"), lambda one: one.currency, on_page=False),
)


def of(file: BankFile) -> Payments:
    """What the address asks of the payments of a file."""
    if file.is_waiting:
        preview = bank_files.preview(file)
        choice = Choice("state", N_("Vad som händer"), STATES, counted=True)
        would = lists.read(_would(preview), [choice], endpoint=HERE)
        return Payments(preview, would, would.rows, TOLD, STATES)
    states = {one.value: text for one, text in STATUSES.items()}
    came = lists.read(received.of_file(file), [Choice("status", N_("Läge"), states)], endpoint=HERE)
    return Payments(None, came, [_came(one) for one in came.rows], CAME, states)


def file_of(found: Payments, name: str) -> Response | None:
    """The file that the address asks for; None where it asks for the page."""
    return found.listed.file(name, found.columns)


def _would(preview: Preview) -> Gathered[Line]:
    asking = [Line(one.payment, decided_line(one), "asking") for one in preview.asking]
    settled = [Line(one.payment, decided_line(one), "settled") for one in preview.settled]
    known = [Line(one, told_line(one), "known") for one in preview.known]
    return Gathered(
        [*asking, *settled, *known],
        orders={
            "state": lambda line: ORDER.index(line.state),
            "day": lambda line: line.told.day,
            "payer": lambda line: line.told.payer,
            "amount": lambda line: line.payment.amount_ore,
        },
        texts=(
            lambda line: line.told.payer,
            lambda line: line.told.references,
            lambda line: line.told.reason,
        ),
        filters={
            "state": {
                "asking": lambda line: line.state == "asking",
                "settled": lambda line: line.state == "settled",
                "known": lambda line: line.state == "known",
            }
        },
    )


def _came(one: ReceivedPayment) -> Line:
    url = url_for("cooperatives.received.show", public_id=one.public_id)
    return Line(one.as_told, told_line(one.as_told, became(one)), one.status.value, url)
