"""What may be asked for on top of an overdue invoice, and what not, with the reason.

Amounts and their periods are dated rows of the caller's. Late compensation (förseningsersättning)
is for businesses and public bodies, never for private persons. A reminder fee needs that it was
agreed on before the debt arose. Where compensation is asked for, no reminder fee is added to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from invoicing.errors import InvoicingError
from invoicing.interest import Balance, InterestRate, late_interest_ore
from invoicing.party import BuyerSector


class ReminderError(InvoicingError):
    """A reminder is asked for before the invoice is overdue, when it is paid, or without rules."""


@dataclass(frozen=True, kw_only=True)
class FeeRule:
    """From this day until the next row: the reminder fee and the late compensation."""

    valid_from: date
    reminder_fee_ore: int
    late_compensation_ore: int


class NotCharged(StrEnum):
    """Why a reminder asks for no fee or no compensation."""

    PRIVATE_PERSON = "private_person"
    COMPENSATION_TAKEN = "compensation_taken"
    FEE_NOT_AGREED = "fee_not_agreed"
    FEE_BESIDE_COMPENSATION = "fee_beside_compensation"
    FEE_TAKEN = "fee_taken"


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """A demand: the open debt, what is added to it, and why something was not."""

    reminded_on: date
    due_on: date
    open_ore: int
    interest_ore: int
    reminder_fee_ore: int
    late_compensation_ore: int
    not_charged: tuple[NotCharged, ...] = ()

    @property
    def total_ore(self) -> int:
        """All that is to be paid."""
        added = self.interest_ore + self.reminder_fee_ore + self.late_compensation_ore
        return self.open_ore + added


def remind(
    balances: Sequence[Balance],
    *,
    sector: BuyerSector,
    due_on: date,
    reminded_on: date,
    days_to_pay: int,
    rates: Iterable[InterestRate],
    fees: Iterable[FeeRule],
    fee_agreed_on: date | None,
    debt_arose_on: date,
    is_first: bool,
    compensation_wanted: bool = False,
) -> Reminder:
    """Make a reminder of an overdue debt. Raises ReminderError when there is nothing to remind of.

    `fee_agreed_on` is the day the customer agreed to a reminder fee, if ever; `is_first` says that
    no fee and no compensation has been asked for on this debt before.
    """
    if reminded_on <= due_on:
        raise ReminderError("Fakturan har inte förfallit än.")
    known = [balance for balance in balances if balance.from_day <= reminded_on]
    open_ore = max(known, key=lambda one: one.from_day).open_ore if known else 0
    if open_ore <= 0:
        raise ReminderError("Fakturan är redan betald.")
    rule = _rule_on(fees, reminded_on)
    compensation, why_no_compensation = _compensation(rule, sector, compensation_wanted, is_first)
    fee, why_no_fee = _fee(rule, fee_agreed_on, debt_arose_on, is_first, compensation)
    return Reminder(
        reminded_on=reminded_on,
        due_on=reminded_on + timedelta(days=days_to_pay),
        open_ore=open_ore,
        interest_ore=late_interest_ore(balances, due_on=due_on, until=reminded_on, rates=rates),
        reminder_fee_ore=fee,
        late_compensation_ore=compensation,
        not_charged=tuple(reason for reason in (why_no_compensation, why_no_fee) if reason),
    )


def is_reminder_due(
    *, due_on: date, today: date, sent_on: Sequence[date], first_after: int, then_every: int
) -> bool:
    """Tell whether to remind today: some days after the due date, then at even intervals."""
    last = max(sent_on, default=None)
    if last is None:
        return today >= due_on + timedelta(days=first_after)
    return today >= last + timedelta(days=then_every)


def _compensation(
    rule: FeeRule, sector: BuyerSector, wanted: bool, is_first: bool
) -> tuple[int, NotCharged | None]:
    if not wanted:
        return 0, None
    if sector is BuyerSector.PRIVATE_PERSON:
        return 0, NotCharged.PRIVATE_PERSON
    if not is_first:
        return 0, NotCharged.COMPENSATION_TAKEN
    return rule.late_compensation_ore, None


def _fee(
    rule: FeeRule,
    agreed_on: date | None,
    debt_arose_on: date,
    is_first: bool,
    compensation_ore: int,
) -> tuple[int, NotCharged | None]:
    if agreed_on is None or agreed_on > debt_arose_on:
        return 0, NotCharged.FEE_NOT_AGREED
    if compensation_ore:
        return 0, NotCharged.FEE_BESIDE_COMPENSATION
    if not is_first:
        return 0, NotCharged.FEE_TAKEN
    return rule.reminder_fee_ore, None


def _rule_on(fees: Iterable[FeeRule], day: date) -> FeeRule:
    known = [rule for rule in fees if rule.valid_from <= day]
    if not known:
        raise ReminderError(f"Det finns inga avgifter angivna för {day.isoformat()}.")
    return max(known, key=lambda rule: rule.valid_from)
