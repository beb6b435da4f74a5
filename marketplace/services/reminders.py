"""Overdue invoices: interest and fees from dated rows, and reminders that say what they ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select, union_all
from sqlalchemy.orm import joinedload

from invoicing import BuyerSector as Sector
from invoicing import InvoicingError
from invoicing import reminders as rules
from invoicing.interest import Balance, InterestRate
from marketplace.clock import now, today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.debts import (
    CollectionFee,
    DebtChange,
    DebtKind,
    InvoiceReminder,
    ReferenceRate,
)
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.models.messages import Message
from marketplace.models.payments import Payment
from marketplace.services import agreements, debts, deliveries, disputes, payments
from marketplace.services.history import record

DAYS_TO_PAY = 10
FIRST_AFTER, THEN_EVERY = 5, 14
"""Days: money that is on its way need not be asked for, and nobody is nagged every week."""
TEMPLATES = {"sv": "reminder", "en": "reminder_en"}


@dataclass(frozen=True, slots=True)
class Demand:
    """What a reminder would ask for today, and why not for more."""

    reminder: rules.Reminder
    new_interest_ore: int
    """interest that is not charged yet"""
    debt_ore: int
    """what is open with fees and interest charged before"""
    reasons: Sequence[rules.NotCharged]
    no_rate_on: date | None
    """the first day without a reference rate, for which no interest is asked"""

    @property
    def total_ore(self) -> int:
        """All that is to be paid after this reminder."""
        asked = self.reminder
        return (
            self.debt_ore
            + self.new_interest_ore
            + asked.reminder_fee_ore
            + asked.late_compensation_ore
        )


def demand(invoice: Invoice, *, wants_compensation: bool = False) -> Demand:
    """What to ask for.

    Raises Invalid where nothing is overdue, or where the customer waits for an answer.
    """
    if disputes.open_against(invoice) is not None:
        raise Invalid(N_("Kunden har invänt mot fakturan. Svara först, påminn sedan."))
    balances, (rates, uncovered) = _balances(invoice), _rates(invoice)
    if today() <= _due(invoice):
        raise Invalid(N_("Fakturan har inte förfallit än."))
    if not balances or balances[-1].open_ore <= 0:
        raise Invalid(N_("Fakturan är redan betald."))
    agreement = agreements.known(invoice.cooperative_id, invoice.company_id)
    agreed_on = agreement.reminder_fee_agreed_on if agreement else None
    charged = _charged(invoice)
    try:
        reminder = rules.remind(
            balances,
            sector=Sector(invoice.company.buyer_sector.value),
            due_on=_due(invoice),
            reminded_on=today(),
            days_to_pay=DAYS_TO_PAY,
            rates=rates,
            fees=_fees(),
            fee_agreed_on=agreed_on,
            debt_arose_on=invoice.issued_on or today(),
            is_first=not charged.keys() & {DebtKind.REMINDER_FEE, DebtKind.LATE_COMPENSATION},
            compensation_wanted=wants_compensation,
        )
    except InvoicingError as error:
        raise Invalid(N_("Det går inte att påminna: %(what)s"), what=str(error)) from error
    interest = 0 if uncovered else reminder.interest_ore - charged.get(DebtKind.LATE_INTEREST, 0)
    left = payments.settlement(invoice).open_ore
    return Demand(reminder, max(0, interest), left, reminder.not_charged, uncovered)


def send(
    invoice: Invoice,
    by: Actor,
    *,
    wants_compensation: bool,
    with_interest: bool,
    key: str,
) -> InvoiceReminder:
    """Send a reminder by mail with the invoice, and book what it asks for on top.

    Raises Invalid where nothing is overdue or the customer has no mail, Conflict where somebody
    has reminded today already.
    """
    payments.hold(invoice)
    if any(row.reminded_on == today() for row in of_invoice(invoice)):
        raise Conflict(N_("Kunden har redan fått en påminnelse i dag."))
    asked = demand(invoice, wants_compensation=wants_compensation)
    interest = asked.new_interest_ore if with_interest else 0
    charges = {
        DebtKind.LATE_INTEREST: interest,
        DebtKind.REMINDER_FEE: asked.reminder.reminder_fee_ore,
        DebtKind.LATE_COMPENSATION: asked.reminder.late_compensation_ore,
    }
    for kind, ore in charges.items():
        if ore:
            debts.charge(invoice, kind, ore, key=key, by=by)
    total = payments.settlement(invoice).open_ore
    facts = {"asked": asked.reminder, "interest_ore": interest, "total_ore": total}
    message = deliveries.mail(invoice, TEMPLATES[invoice.language], facts)
    reminder = _row(invoice, asked, interest, total, message)
    db.session.add(reminder)
    record("invoices.reminded", invoice, by, total_ore=total)
    return reminder


def _row(
    invoice: Invoice, asked: Demand, interest_ore: int, total_ore: int, message: Message
) -> InvoiceReminder:
    return InvoiceReminder(
        invoice_id=invoice.id,
        reminded_on=today(),
        due_on=asked.reminder.due_on,
        open_ore=total_ore,
        interest_ore=interest_ore,
        fee_ore=asked.reminder.reminder_fee_ore,
        compensation_ore=asked.reminder.late_compensation_ore,
        not_charged=[reason.value for reason in asked.reasons],
        no_rate_on=asked.no_rate_on,
        message_id=message.id,
        sent_at=now(),
    )


def of_invoice(invoice: Invoice) -> Sequence[InvoiceReminder]:
    """The reminders of an invoice, oldest first."""
    query = select(InvoiceReminder).where(InvoiceReminder.invoice_id == invoice.id)
    return db.session.scalars(query.order_by(InvoiceReminder.id)).all()


def last_of(invoices: Sequence[Invoice]) -> Mapping[int, date]:
    """When each of these invoices was last reminded of, in one query."""
    rows = db.session.execute(
        select(InvoiceReminder.invoice_id, func.max(InvoiceReminder.reminded_on))
        .where(InvoiceReminder.invoice_id.in_([invoice.id for invoice in invoices]))
        .group_by(InvoiceReminder.invoice_id)
    )
    return {row[0]: row[1] for row in rows}


def is_due(invoice: Invoice, last: date | None) -> bool:
    """Whether it is time to remind."""
    return rules.is_reminder_due(
        due_on=_due(invoice),
        today=today(),
        sent_on=[last] if last else [],
        first_after=FIRST_AFTER,
        then_every=THEN_EVERY,
    )


def _due(invoice: Invoice) -> date:
    if invoice.due_on is None:
        raise Invalid(N_("Fakturan är inte utfärdad än."))
    return invoice.due_on


def _charged(invoice: Invoice) -> Mapping[DebtKind, int]:
    rows = db.session.execute(
        select(DebtChange.kind, func.sum(DebtChange.amount_ore))
        .where(DebtChange.invoice_id == invoice.id)
        .group_by(DebtChange.kind)
    )
    return {row[0]: int(row[1]) for row in rows}


def _balances(invoice: Invoice) -> list[Balance]:
    """What was open of the invoice itself on each day: interest is not taken on interest or fees.

    Losses and roundings count as paid; money that came over the invoice pays fees.
    """
    issued = Invoice.status == InvoiceStatus.ISSUED
    lost = DebtChange.kind.in_((DebtKind.WRITE_OFF, DebtKind.ROUNDING, DebtKind.REFUND))
    steps: Iterable[Any] = db.session.execute(
        union_all(
            select(Invoice.issued_on, Invoice.payable_ore).where(
                issued, or_(Invoice.id == invoice.id, Invoice.credits_id == invoice.id)
            ),
            select(Payment.received_on, -Payment.amount_ore).where(
                Payment.invoice_id == invoice.id, payments.counts()
            ),
            select(DebtChange.happened_on, DebtChange.amount_ore).where(
                DebtChange.invoice_id == invoice.id, lost
            ),
        )
    )
    found: dict[date, int] = {}
    total = 0
    for day, ore in sorted(tuple(step) for step in steps):
        total += ore
        found[day] = max(0, total)
    return [Balance(from_day=day, open_ore=ore) for day, ore in found.items()]


def _rates(invoice: Invoice) -> tuple[list[InterestRate], date | None]:
    """The rates in force since the due date; and the first day that has none, if there is one."""
    first, last = _due(invoice) + timedelta(days=1), today()
    rows = db.session.scalars(select(ReferenceRate).order_by(ReferenceRate.valid_from)).all()
    day = first
    for row in rows:
        if row.valid_from <= day < row.valid_until:
            day = row.valid_until
    rates = [
        InterestRate(
            valid_from=row.valid_from,
            reference_basis_points=row.reference_basis_points,
            margin_basis_points=row.margin_basis_points,
        )
        for row in rows
    ]
    if day > last:
        return rates, None
    nothing = InterestRate(valid_from=date.min, reference_basis_points=0, margin_basis_points=0)
    return [nothing], day


def _fees() -> list[rules.FeeRule]:
    rows = db.session.scalars(select(CollectionFee).order_by(CollectionFee.valid_from)).all()
    return [
        rules.FeeRule(
            valid_from=row.valid_from,
            reminder_fee_ore=row.reminder_fee_ore,
            late_compensation_ore=row.late_compensation_ore,
        )
        for row in rows
    ] or [rules.FeeRule(valid_from=date.min, reminder_fee_ore=0, late_compensation_ore=0)]


def sent_by(cooperative_id: int, most: int = 20) -> Sequence[InvoiceReminder]:
    """The latest reminders of a cooperative."""
    return db.session.scalars(
        select(InvoiceReminder)
        .join(InvoiceReminder.invoice)
        .where(Invoice.cooperative_id == cooperative_id)
        .order_by(InvoiceReminder.id.desc())
        .limit(most)
        .options(joinedload(InvoiceReminder.invoice).joinedload(Invoice.company))
    ).all()
