"""Real rows for tests of money: attested hours, drafts, agreements. See tests/make.py."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from marketplace import clock
from marketplace.database import db
from marketplace.models.agreements import Agreement
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.debts import CollectionFee, ReferenceRate
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.invoices import Invoice
from marketplace.models.ledger import Voucher, VoucherEntry
from marketplace.models.payments import PaymentMethod
from marketplace.models.postings import Posting
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.services import agreements, invoices, payments
from tests.make import kept, make_member, make_posting, make_shift, workday
from tests.make_work import make_assignment, make_time_report

ADMIN = Actor("cooperative_admin", "Karin Kassör")
HUB = Actor("kooptjanst", "Kajsa Kooptjänst")


def make_hours(posting: Posting | None = None, people: int = 2, days_ago: int = 7) -> Posting:
    """A posting whose people have worked a day of 7 h 30 min each, attested and not yet billed."""
    posting = posting or make_posting()
    shift = make_shift(posting, workday(-days_ago))
    for _ in range(people):
        worked = make_assignment(shift, make_member(posting.cooperative), AssignmentStatus.WORKED)
        make_time_report(worked, TimeReportStatus.APPROVED)
    return posting


def make_draft(posting: Posting | None = None, people: int = 2) -> Invoice:
    """A draft of attested hours."""
    invoice = invoices.draft_from_hours(make_hours(posting, people), SYSTEM)
    assert invoice is not None
    db.session.flush()
    return invoice


def make_issued(posting: Posting | None = None, people: int = 2) -> Invoice:
    """An issued invoice of attested hours; its printing waits as a job."""
    invoice = make_draft(posting, people)
    invoices.issue(invoice, ADMIN)
    db.session.flush()
    return invoice


def make_agreement(invoice: Invoice, **columns: Any) -> Agreement:
    """The agreement behind an invoice, with these terms."""
    agreement = agreements.of(invoice.cooperative_id, invoice.company_id)
    for name, value in columns.items():
        setattr(agreement, name, value)
    return kept(agreement)


def pay(invoice: Invoice, ore: int | None = None, days_ago: int = 0, key: str = "") -> bool:
    """Money on an invoice by bankgiro, all of it if not told otherwise."""
    return payments.pay(
        invoice,
        amount_ore=invoice.payable_ore if ore is None else ore,
        received_on=clock.today() - timedelta(days=days_ago),
        method=PaymentMethod.BANKGIRO,
        key=key or f"{invoice.public_id}:{ore}",
        by=ADMIN,
    )


def reports_of(invoice: Invoice) -> list[TimeReport]:
    """The hours on an invoice."""
    return [line.time_report for line in invoice.lines if line.time_report is not None]


def booked(invoice: Invoice) -> dict[str, int]:
    """What the vouchers of an invoice's debt add up to, by account; accounts at zero left out."""
    sums: dict[str, int] = {}
    query = (
        select(VoucherEntry.account, VoucherEntry.amount_ore)
        .join(Voucher, Voucher.id == VoucherEntry.voucher_id)
        .where(Voucher.invoice_id == invoice.id)
    )
    for account, amount_ore in db.session.execute(query):
        sums[account] = sums.get(account, 0) + amount_ore
    return {account: ore for account, ore in sorted(sums.items()) if ore}


def make_collection_terms() -> None:
    """Reference rates for every day of the tests, and the fees of the day."""
    terms = {"source": "test", "written_by": HUB.label}
    kept(
        ReferenceRate(
            valid_from=date(2020, 1, 1),
            valid_until=date(2100, 1, 1),
            reference_basis_points=200,
            margin_basis_points=800,
            **terms,
        )
    )
    kept(
        CollectionFee(
            valid_from=date(2020, 1, 1),
            reminder_fee_ore=6_000,
            late_compensation_ore=45_000,
            **terms,
        )
    )
