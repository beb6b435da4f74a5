"""Who owes a cooperative what: its customers with something open, by how long it has been due."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from marketplace.clock import today
from marketplace.database import db
from marketplace.models.companies import Company
from marketplace.models.invoices import Invoice, InvoiceKind, InvoiceStatus
from marketplace.services import alphabet, payments
from marketplace.services.lists import Gathered

LATE = timedelta(days=30)
LATER = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Ages:
    """Open öre by how long it has been due; each invoice stands whole in one of them."""

    not_due_ore: int = 0
    late_ore: int = 0
    """due for 1 to 30 days"""
    later_ore: int = 0
    """due for 31 to 60 days"""
    latest_ore: int = 0
    """due for longer than that"""
    owed_back_ore: int = 0
    """what the customer has paid too much"""

    @property
    def owed_ore(self) -> int:
        """All that is to be paid."""
        return self.not_due_ore + self.late_ore + self.later_ore + self.latest_ore

    def __add__(self, other: "Ages") -> "Ages":
        return Ages(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Ages)))


@dataclass(frozen=True, slots=True)
class Debtor:
    """A customer that owes something, or is owed something back."""

    company_id: str
    name: str
    invoices: int
    """with something to pay"""
    ages: Ages


def of_cooperative(cooperative_id: int) -> Sequence[Debtor]:
    """Every such customer, whoever owes most first; one query."""
    left = (
        select(Invoice.company_id, Invoice.due_on, payments.open_ore().label("ore"))
        .where(
            Invoice.cooperative_id == cooperative_id,
            Invoice.status == InvoiceStatus.ISSUED,
            Invoice.kind != InvoiceKind.CREDIT_NOTE,
        )
        .subquery()
    )
    day, ore = today(), left.c.ore
    owed = func.sum(func.greatest(ore, 0))
    aged = (
        left.c.due_on >= day,
        (left.c.due_on < day) & (left.c.due_on >= day - LATE),
        (left.c.due_on < day - LATE) & (left.c.due_on >= day - LATER),
        left.c.due_on < day - LATER,
    )
    sums = [func.coalesce(func.sum(ore).filter(ore > 0, one), 0) for one in aged]
    back = func.coalesce(-func.sum(ore).filter(ore < 0), 0)
    rows = db.session.execute(
        select(Company.public_id, Company.name, func.count().filter(ore > 0), *sums, back)
        .join(left, left.c.company_id == Company.id)
        .where(ore != 0)
        .group_by(Company.id)
        .order_by(owed.desc(), alphabet.ordered(Company.name), Company.id)
    )
    return [_debtor(row) for row in rows]


def gathered(everybody: Sequence[Debtor]) -> Gathered[Debtor]:
    """Those customers as a list that is searched, ordered and narrowed."""
    return Gathered(
        rows=everybody,
        orders={
            "owed": lambda one: one.ages.owed_ore,
            "name": lambda one: one.name.casefold(),
            "latest": lambda one: one.ages.latest_ore,
            "back": lambda one: one.ages.owed_back_ore,
            "invoices": lambda one: one.invoices,
        },
        texts=(lambda one: one.name,),
        filters={
            "due": {
                "due": lambda one: one.ages.owed_ore > one.ages.not_due_ore,
                "back": lambda one: one.ages.owed_back_ore > 0,
            }
        },
        downwards=True,
    )


def _debtor(row: Any) -> Debtor:
    return Debtor(row[0], row[1], row[2], Ages(*(int(ore) for ore in row[3:])))
