"""Which debt does a payment settle? Only what is certain settles itself; the rest asks a person.

Certain means: every reference is the payment reference of an open debt, and the money is exactly
what those debts have open. All else comes with ranked suggestions and a reason in Swedish.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from invoicing.bankfiles.payment import BankPayment, Reference
from invoicing.money import format_kronor

CURRENCY = "SEK"
MOST_SUGGESTIONS = 5
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMPANY_WORDS = frozenset({"aktiebolag", "bolag", "kommun", "firma", "handelsbolag"})


class Verdict(StrEnum):
    """What is to be done with a payment."""

    SETTLED = "settled"
    PARTIAL = "partial"
    OVER = "over"
    ALREADY_PAID = "already_paid"
    UNKNOWN = "unknown"
    DEDUCTION = "deduction"
    FOREIGN_CURRENCY = "foreign_currency"


@dataclass(frozen=True, kw_only=True)
class OpenDebt:
    """An issued invoice and what is left to pay of it; 0 when it is paid."""

    ocr: str
    number_text: str
    open_ore: int
    buyer_name: str
    organisation_number: str = ""


@dataclass(frozen=True)
class Allocation:
    """A part of a payment for a debt."""

    debt: OpenDebt
    amount_ore: int


@dataclass(frozen=True)
class Suggestion:
    """A guess for a person to judge; the higher the score, out of 100, the likelier."""

    allocations: tuple[Allocation, ...]
    score: int
    reason: str


@dataclass(frozen=True)
class Decision:
    """The verdict on a payment; allocations only when it settles itself."""

    payment: BankPayment
    verdict: Verdict
    reason: str
    allocations: tuple[Allocation, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


def settle(payments: Iterable[BankPayment], debts: Iterable[OpenDebt]) -> list[Decision]:
    """Judge payments in order; a debt that one payment settles is paid for those after it.

    Give paid invoices too, with 0 open, so that a second payment of one is told as such.
    """
    book = _Book(debts)
    decisions = []
    for payment in payments:
        decision = _judge(payment, book)
        for allocation in decision.allocations:
            book.pay(allocation)
        decisions.append(decision)
    return decisions


class _Book:
    """The debts, found by payment reference, by number, by amount and by words of the name."""

    def __init__(self, debts: Iterable[OpenDebt]) -> None:
        self.debts = list(debts)
        self.open_ore = [debt.open_ore for debt in self.debts]
        self.by_reference: dict[str, int] = {}
        # A dict of places is a set that keeps their order.
        self.by_amount: dict[int, dict[int, None]] = defaultdict(dict)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for place, debt in enumerate(self.debts):
            self.by_reference[_plain(debt.ocr)] = place
            self.by_reference[_plain(debt.number_text)] = place
            self.by_amount[debt.open_ore][place] = None
            for word in _words(debt.buyer_name) | {debt.organisation_number} - {""}:
                self.by_word[word].append(place)

    def find(self, reference: str) -> int | None:
        return self.by_reference.get(_plain(reference))

    def pay(self, allocation: Allocation) -> None:
        place = self.by_reference[_plain(allocation.debt.ocr)]
        self.by_amount[self.open_ore[place]].pop(place, None)
        self.open_ore[place] -= allocation.amount_ore
        self.by_amount[self.open_ore[place]][place] = None


def _judge(payment: BankPayment, book: _Book) -> Decision:
    if payment.currency != CURRENCY:
        reason = f"Betalningen är i {payment.currency}. Bestäm kurs och faktura."
        return Decision(payment, Verdict.FOREIGN_CURRENCY, reason, (), _suggest(payment, book))
    if payment.is_deduction:
        reason = "Banken har dragit tillbaka pengar. Bestäm vilken betalning det gäller."
        return Decision(payment, Verdict.DEDUCTION, reason, (), _suggest(payment, book))
    found = [(one, book.find(one.text)) for one in payment.references]
    known = [(one, place) for one, place in found if place is not None]
    if not known or len(known) < len(found):
        reason = _why_unknown(payment, len(known))
        return Decision(payment, Verdict.UNKNOWN, reason, (), _suggest(payment, book))
    return _judge_known(payment, known, book)


def _why_unknown(payment: BankPayment, known: int) -> str:
    if not payment.references:
        return "Betalningen saknar OCR-nummer."
    if known:
        return "Några av numren på betalningen hör inte till någon faktura."
    return "Numret på betalningen hör inte till någon faktura."


def _judge_known(
    payment: BankPayment, known: Sequence[tuple[Reference, int]], book: _Book
) -> Decision:
    places = list(dict.fromkeys(place for _, place in known))
    open_ore = sum(book.open_ore[place] for place in places)
    if open_ore == 0:
        reason = "Fakturan är redan betald."
        return Decision(payment, Verdict.ALREADY_PAID, reason, (), _suggest(payment, book))
    agreed = all(one.amount_ore in (None, book.open_ore[place]) for one, place in known)
    if payment.amount_ore == open_ore and agreed:
        allocations = tuple(
            Allocation(book.debts[place], book.open_ore[place])
            for place in places
            if book.open_ore[place]
        )
        reason = "OCR-nummer och belopp stämmer."
        return Decision(payment, Verdict.SETTLED, reason, allocations)
    difference = payment.amount_ore - open_ore
    if difference > 0:
        verdict, reason = Verdict.OVER, f"{format_kronor(difference)} för mycket."
    elif difference < 0:
        verdict, reason = Verdict.PARTIAL, f"{format_kronor(-difference)} saknas."
    else:
        verdict, reason = Verdict.PARTIAL, "Delbeloppen är andra än fakturornas."
    return Decision(payment, verdict, reason, (), _suggest(payment, book))


def _suggest(payment: BankPayment, book: _Book) -> tuple[Suggestion, ...]:
    ranked: dict[tuple[str, ...], Suggestion] = {}
    for suggestion in _guesses(payment, book):
        key = tuple(one.debt.ocr for one in suggestion.allocations)
        if key not in ranked or suggestion.score > ranked[key].score:
            ranked[key] = suggestion
    best = sorted(
        ranked.values(),
        key=lambda one: (-one.score, [part.debt.number_text for part in one.allocations]),
    )
    return tuple(best[:MOST_SUGGESTIONS])


def _guesses(payment: BankPayment, book: _Book) -> Iterator[Suggestion]:
    for numbers, score, reason in (
        ([one.text for one in payment.references], 90, "Numret på betalningen"),
        (payment.numbers_in_message, 80, "Numret i meddelandet"),
    ):
        found = [place for number in numbers if (place := book.find(number)) is not None]
        if found:
            yield _spread(payment, list(dict.fromkeys(found)), book, score, reason)
    theirs = _debts_of_payer(payment, book)
    if payment.currency == CURRENCY and payment.amount_ore > 0:
        yield from _guesses_by_amount(payment, theirs, book)
    for place in theirs:
        if book.open_ore[place] > 0 or payment.is_deduction:
            yield _spread(payment, [place], book, 20, "Samma betalare")


def _guesses_by_amount(
    payment: BankPayment, theirs: Sequence[int], book: _Book
) -> Iterator[Suggestion]:
    same = book.by_amount.get(payment.amount_ore, {})
    for place in theirs:
        if place in same:
            yield _spread(payment, [place], book, 70, "Samma belopp och samma betalare")
    owed = [place for place in theirs if book.open_ore[place] > 0]
    if len(owed) > 1 and sum(book.open_ore[place] for place in owed) == payment.amount_ore:
        yield _spread(payment, owed, book, 60, "Allt som betalaren är skyldig")
    for place in islice(same, MOST_SUGGESTIONS):
        yield _spread(payment, [place], book, 40, "Samma belopp")


def _debts_of_payer(payment: BankPayment, book: _Book) -> list[int]:
    """Debts whose buyer shares the organisation number, or most words of the name."""
    number = payment.payer.organisation_number
    if number in book.by_word:
        return book.by_word[number]
    words = _words(payment.payer.name)
    hits: dict[int, int] = defaultdict(int)
    for word in words:
        for place in book.by_word.get(word, ()):
            hits[place] += 1
    return sorted(place for place, count in hits.items() if count * 2 > len(words))


def _spread(
    payment: BankPayment, places: Sequence[int], book: _Book, score: int, reason: str
) -> Suggestion:
    """Lay the money on debts in order, oldest number first; the last takes what is over.

    Of money in another currency nobody knows yet how many öre it makes: then each debt's own
    amount is suggested.
    """
    ordered = sorted(places, key=lambda place: book.debts[place].number_text)
    foreign = payment.currency != CURRENCY
    left = payment.amount_ore
    allocations = []
    for place in ordered:
        part = min(left, book.open_ore[place])
        if foreign:
            part = book.open_ore[place]
        elif place == ordered[-1]:
            part = left
        allocations.append(Allocation(book.debts[place], part))
        left -= part
    return Suggestion(tuple(allocations), score, reason)


def _plain(reference: str) -> str:
    return re.sub(r"[\s-]", "", reference).upper().lstrip("0")


def _words(name: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(name)} - _COMPANY_WORDS
