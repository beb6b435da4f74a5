"""Payments from bank files in words: what the bank tells, and what could be done about them."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from invoicing.bankfiles import BankPayment
from invoicing.settle import CURRENCY, Decision, Suggestion, Verdict
from marketplace.errors import N_
from marketplace.models.bank_files import BankPaymentStatus, ReceivedPayment
from marketplace.services.open_debts import OpenDebts
from marketplace.text import kronor

STATUSES = {
    BankPaymentStatus.WAITING: N_("Väntar på er"),
    BankPaymentStatus.SETTLED: N_("Bokförda"),
    BankPaymentStatus.SET_ASIDE: N_("Lagda åt sidan"),
}
VERDICTS = {
    Verdict.SETTLED: N_("OCR-nummer och belopp stämmer."),
    Verdict.PARTIAL: N_("Beloppet är mindre än vad som är kvar på fakturan."),
    Verdict.OVER: N_("Beloppet är större än vad som är kvar på fakturan."),
    Verdict.ALREADY_PAID: N_("Fakturan är redan betald."),
    Verdict.DEDUCTION: N_("Banken har tagit tillbaka pengar. Vilken betalning gäller det?"),
    Verdict.FOREIGN_CURRENCY: N_("Betalningen är i en annan valuta än kronor."),
}
NO_REFERENCE = N_("Betalningen saknar OCR-nummer.")
STRANGE_REFERENCE = N_("Numret på betalningen hör inte till någon faktura.")
GROUNDS = (
    N_("Numret på betalningen"),
    N_("Numret i meddelandet"),
    N_("Samma betalare"),
    N_("Samma belopp och samma betalare"),
    N_("Allt som betalaren är skyldig"),
    N_("Samma belopp"),
    N_("OCR-nummer och belopp stämmer."),
)
"""Why something is suggested: the words of invoicing.settle, for the catalogues."""


@dataclass(frozen=True, slots=True)
class Told:
    """A payment as the bank tells of it."""

    day: date
    payer: str
    references: str
    amount: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """Something that could be done about a payment, with what its button sends."""

    text: str
    reason: str
    values: dict[str, str]


def amount_of(told: BankPayment) -> str:
    """An amount with its currency."""
    if told.currency == CURRENCY:
        return kronor(told.amount_ore)
    return f"{kronor(told.amount_ore).removesuffix('kr').rstrip()} {told.currency}"


def told_line(told: BankPayment, reason: str = "") -> Told:
    """A payment as a line of a table."""
    references = ", ".join(one.text for one in told.references) or told.message
    return Told(told.paid_on, told.payer.name, references, amount_of(told), reason)


def reason_of(decision: Decision) -> str:
    """Why a payment settles itself, or asks."""
    if decision.verdict is Verdict.UNKNOWN:
        has = decision.payment.references
        return str(gettext(STRANGE_REFERENCE if has else NO_REFERENCE))
    return str(gettext(VERDICTS[decision.verdict]))


def decided_line(decision: Decision) -> Told:
    """A payment with what the rules say of it."""
    numbers = ", ".join(part.debt.number_text for part in decision.allocations)
    return told_line(decision.payment, numbers or reason_of(decision))


def became(one: ReceivedPayment) -> str:
    """What somebody said of a payment, or the invoices it was booked on."""
    return one.note or ", ".join(part.invoice.label for part in one.parts)


def ways_of(decision: Decision, debts: OpenDebts) -> list[Way]:
    """What could be done about a payment, the likeliest first."""
    if decision.allocations:
        sure = Suggestion(decision.allocations, 100, decision.reason)
        return [_way(sure, debts)]
    return [_way(one, debts) for one in decision.suggestions if one.allocations]


def _way(suggestion: Suggestion, debts: OpenDebts) -> Way:
    parts = suggestion.allocations
    text = ", ".join(
        gettext(
            "%(number)s %(buyer)s: %(sum)s",
            number=part.debt.number_text,
            buyer=part.debt.buyer_name,
            sum=kronor(part.amount_ore),
        )
        for part in parts
    )
    values = {f"number_{place}": part.debt.number_text for place, part in enumerate(parts)}
    values |= {f"ore_{place}": str(part.amount_ore) for place, part in enumerate(parts)}
    return Way(text, gettext(suggestion.reason), values)
