"""What a list of invoices holds, for those who send them and those who pay them."""

from collections.abc import Mapping, Sequence

from marketplace.errors import N_
from marketplace.models.invoices import Invoice
from marketplace.services.payments import Settlement
from marketplace.web.lists import Column
from marketplace.web.spreadsheets import Kind
from marketplace.web.states import settlement_state

NUMBER: Column[Invoice] = Column(N_("Nummer"), lambda one: one.label)
DUE: Column[Invoice] = Column(
    N_("Förfaller"), lambda one: None if one.is_credit_note else one.due_on, "due"
)
AMOUNT: Column[Invoice] = Column(N_("Belopp"), lambda one: one.payable_ore, "amount", Kind.ORE)
IN_FILES: tuple[Column[Invoice], ...] = (
    Column(N_("OCR"), lambda one: one.ocr, on_page=False),
    Column(N_("Före moms"), lambda one: one.net_ore, kind=Kind.ORE, on_page=False),
    Column(N_("Moms"), lambda one: one.vat_ore, kind=Kind.ORE, on_page=False),
)


def of_seller(settled: Mapping[int, Settlement]) -> Sequence[Column[Invoice]]:
    """The columns for a cooperative, with how each invoice stands."""
    return (
        NUMBER,
        Column(N_("Företag"), lambda one: one.company.name, "company"),
        DUE,
        AMOUNT,
        _state(settled),
        _left(settled),
        Column(N_("Utfärdad"), lambda one: one.issued_on, on_page=False),
        *IN_FILES,
    )


def of_buyer(settled: Mapping[int, Settlement]) -> Sequence[Column[Invoice]]:
    """The columns for a company: on a phone it sees first whether there is something to pay."""
    return (
        NUMBER,
        _state(settled),
        AMOUNT,
        DUE,
        Column(N_("Utfärdad"), lambda one: one.issued_on, "issued"),
        _left(settled),
        Column(N_("Kooperativ"), lambda one: one.cooperative.name, on_page=False),
        *IN_FILES,
    )


def _state(settled: Mapping[int, Settlement]) -> Column[Invoice]:
    return Column(N_("Läge"), lambda one: settlement_state(settled[one.id]).text)


def _left(settled: Mapping[int, Settlement]) -> Column[Invoice]:
    return Column(N_("Kvar"), lambda one: settled[one.id].open_ore, kind=Kind.ORE, on_page=False)
