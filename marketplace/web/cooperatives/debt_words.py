"""What happened to a debt, and how an invoice was sent, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext

from marketplace.errors import N_
from marketplace.models.agreements import Delivery
from marketplace.models.debts import DebtChange, DebtKind
from marketplace.models.deliveries import InvoiceDelivery
from marketplace.models.invoices import Invoice
from marketplace.services.invoice_documents import frozen
from marketplace.services.invoice_lists import Show
from marketplace.services.payments import Settlement
from marketplace.text import kronor
from marketplace.web.invoice_sums import sums_of
from marketplace.web.text import day

CHANGES = {
    DebtKind.LATE_INTEREST: N_("Dröjsmålsränta"),
    DebtKind.REMINDER_FEE: N_("Påminnelseavgift"),
    DebtKind.LATE_COMPENSATION: N_("Förseningsersättning"),
    DebtKind.WRITE_OFF: N_("Avskriven som förlust"),
    DebtKind.ROUNDING: N_("Avrundning"),
    DebtKind.REFUND: N_("Betalt tillbaka till kunden"),
}
DELIVERIES = {
    Delivery.MAIL: N_("Skickad med e-post till %(to)s"),
    Delivery.ACCESS_POINT: N_("Skickad som e-faktura till %(to)s"),
    Delivery.DOWNLOAD: N_("Kunden hämtar den själv"),
}
SHOWS: dict[str, str] = {
    Show.UNPAID: N_("Att betala"),
    Show.OVERDUE: N_("Förfallna"),
    Show.DISPUTED: N_("Ifrågasatta"),
    Show.CREDIT_NOTES: N_("Kreditfakturor"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a debt as a line."""

    day: date
    text: str
    amount_ore: int
    note: str


@dataclass(frozen=True, slots=True)
class Sending:
    """A sending as a line."""

    at: datetime
    text: str


def change_words(changes: Sequence[DebtChange]) -> list[Change]:
    """Changes in words."""
    return [
        Change(one.happened_on, gettext(CHANGES[one.kind]), one.amount_ore, one.note)
        for one in changes
    ]


def delivery_words(deliveries: Sequence[InvoiceDelivery]) -> list[Sending]:
    """Sendings in words."""
    return [
        Sending(one.sent_at, gettext(DELIVERIES[one.delivery], to=one.recipient))
        for one in deliveries
    ]


def facts_of(invoice: Invoice, settlement: Settlement) -> list[dict[str, str]]:
    """What is known of an issued invoice, as terms and values; what is nothing is left out."""
    if not invoice.is_issued:
        return []
    pays = not invoice.is_credit_note
    facts = [
        (gettext("Företag"), invoice.company.name),
        (gettext("Utfärdad"), day(invoice.issued_on) if invoice.issued_on else ""),
        (gettext("Förfaller"), day(invoice.due_on) if invoice.due_on and pays else ""),
        (gettext("OCR"), invoice.ocr or ""),
        *sums_of(frozen(invoice).totals),
        (gettext("Belopp"), kronor(invoice.payable_ore or 0)),
        (gettext("Krediterat"), _some(settlement.credited_ore)),
        (gettext("Räntor och avgifter"), _some(settlement.charged_ore)),
        (gettext("Avskrivet och avrundat"), _some(settlement.lost_ore)),
        (gettext("Betalt"), kronor(settlement.paid_ore) if pays else ""),
        (gettext("Kvar"), kronor(settlement.open_ore) if pays else ""),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def _some(ore: int) -> str:
    return kronor(ore) if ore else ""
