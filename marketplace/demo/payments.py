"""What customers have paid: most in time, some late, some in part, some not yet."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from marketplace.clock import at
from marketplace.demo.book import Book
from marketplace.demo.invoices import Issued
from marketplace.demo.setting import Setting, weighted
from marketplace.demo.users import Staff
from marketplace.models.invoices import Invoice
from marketplace.models.payments import Payment, PaymentMethod

IN_TIME, LATE, PARTLY, NEVER = "in time", "late", "partly", "never"
HABITS = ((IN_TIME, 84), (LATE, 11), (PARTLY, 2), (NEVER, 3))
METHODS = ((PaymentMethod.BANKGIRO, 95), (PaymentMethod.CARD, 3), (PaymentMethod.OTHER, 2))
LONG_OVERDUE = timedelta(days=120)
"""After so long every invoice of the demo is settled: nobody waits for money for a year."""
UNTOLD = timedelta(days=9)
"""What came in since is told of by the bank's files, which people read in: see banking.py."""
BOOKED_AT = 9 * 60 + 30


def add_payments(book: Book, setting: Setting, staff: Staff, issued: Iterable[Issued]) -> None:
    """The payments on every issued invoice."""
    draw = setting.draw("payments")
    for invoice in sorted(issued, key=lambda one: (one.issued_on, one.number)):
        habit = weighted(draw, HABITS)
        if habit in (PARTLY, NEVER) and setting.day - invoice.due_on > LONG_OVERDUE:
            habit = LATE
        received_on = _received_on(draw, invoice, habit)
        if habit == NEVER or received_on >= setting.day - UNTOLD:
            continue
        half = invoice.payable_ore // 200 * 100
        amount = half if habit == PARTLY else invoice.payable_ore
        _add(book, staff, draw, invoice, amount, received_on)


def _received_on(draw: Random, invoice: Issued, habit: str) -> date:
    days = draw.randrange(2, 40) if habit == LATE else -draw.randrange(0, 13)
    day = invoice.due_on + timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - 4))  # banks are closed at weekends


def _add(
    book: Book, staff: Staff, draw: Random, invoice: Issued, amount_ore: int, received_on: date
) -> None:
    admin = staff.admins[invoice.seller.code]
    method = weighted(draw, METHODS)
    recorded_at = at(received_on, BOOKED_AT)
    book.add(
        Payment,
        invoice_id=invoice.number,
        amount_ore=amount_ore,
        received_on=received_on,
        method=method,
        idempotency_key=f"demo-{invoice.number}",
        recorded_at=recorded_at,
        recorded_by_id=admin.user_id,
    )
    detail = {"amount_ore": amount_ore, "method": method.value}
    book.event(recorded_at, "invoices.payment_received", Invoice, invoice.number, admin, **detail)
