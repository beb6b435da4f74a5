"""What each event in an invoice's life does to the books. Every function gives one voucher.

Debit is positive. Fees and interest are booked without VAT, and a loss takes its VAT along only
when the caller says so: both are decided by people who know the law of the day.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from invoicing.accounts import BAS, Chart
from invoicing.errors import InvoicingError
from invoicing.invoice import Document, Kind
from invoicing.line import Line
from invoicing.money import split_ore
from invoicing.totals import add_up, vat_rows
from invoicing.vat import VatCategory
from invoicing.voucher import Dimension, Entry, Event, Tag, Voucher, make_voucher

LARGEST_ROUNDING_ORE = 100
_EVENTS = {
    Kind.INVOICE: (Event.ISSUE, "Faktura"),
    Kind.CREDIT_NOTE: (Event.CREDIT, "Kreditfaktura"),
    Kind.REQUISITION: (Event.GRANT, "Rekvisition"),
}


class LedgerError(InvoicingError):
    """An event has an amount that it cannot have."""


class Charge(StrEnum):
    """What can be added to an overdue debt."""

    LATE_INTEREST = "late_interest"
    REMINDER_FEE = "reminder_fee"
    LATE_COMPENSATION = "late_compensation"


def issued(document: Document, *, chart: Chart = BAS, tags: Sequence[Tag] = ()) -> Voucher:
    """Book an issued invoice, credit note or requisition on its date of issue."""
    event, name = _EVENTS[document.kind]
    totals, sign = document.totals, document.sign
    debts = [
        _entry(chart.receivable, sign * totals.payable_ore, tags),
        _entry(chart.tax_reduction, sign * totals.tax_reduction_ore, tags),
        _entry(chart.rounding, -sign * totals.rounding_ore, tags),
    ]
    vat = [
        _entry(chart.vat_account(row.rate_basis_points), -sign * row.vat_ore, tags)
        for row in totals.vat_rows
        if row.category is VatCategory.STANDARD
    ]
    revenue = _revenue(document.lines, sign, chart, tags)
    number = document.number_text
    text = f"{name} {number}, {document.buyer.name}"
    return make_voucher(event, document.issued_on, text, [*debts, *vat, *revenue], source=number)


def takings(
    lines: Sequence[Line],
    *,
    taken_on: date,
    source: str,
    account: str = "",
    chart: Chart = BAS,
    tags: Sequence[Tag] = (),
) -> Voucher:
    """Book a day's takings in the shop, paid on the spot; cash unless another account is given."""
    totals = add_up(lines, whole_kronor=False)
    entries = [_entry(account or chart.cash, totals.payable_ore, tags)]
    entries += [
        _entry(chart.vat_account(row.rate_basis_points), -row.vat_ore, tags)
        for row in totals.vat_rows
        if row.category is VatCategory.STANDARD
    ]
    entries += _revenue(lines, 1, chart, tags)
    return make_voucher(Event.TAKINGS, taken_on, "Dagskassa", entries, source=source)


def paid(
    *,
    amount_ore: int,
    open_ore: int,
    paid_on: date,
    source: str,
    cost_ore: int = 0,
    account: str = "",
    chart: Chart = BAS,
    tags: Sequence[Tag] = (),
) -> Voucher:
    """Book money in against an open debt; what is above the debt is owed to the customer.

    `cost_ore` is what a card or bank kept, so that `amount_ore` less it reached the account.
    """
    if amount_ore <= 0 or open_ore < 0 or not 0 <= cost_ore <= amount_ore:
        raise LedgerError("En betalning ska vara större än noll och dess avgift högst lika stor.")
    settled = min(amount_ore, open_ore)
    entries = [
        _entry(account or chart.bank, amount_ore - cost_ore, tags),
        _entry(chart.payment_costs, cost_ore, tags),
        _entry(chart.receivable, -settled, tags),
        _entry(chart.customer_credit, settled - amount_ore, tags),
    ]
    return make_voucher(Event.PAYMENT, paid_on, f"Betalning {source}", entries, source=source)


def refunded(
    *,
    amount_ore: int,
    refunded_on: date,
    source: str,
    from_customer_credit: bool,
    account: str = "",
    chart: Chart = BAS,
    tags: Sequence[Tag] = (),
) -> Voucher:
    """Book money paid back: an overpayment, or what a credit note gave on a paid invoice."""
    _check_positive(amount_ore)
    owed = chart.customer_credit if from_customer_credit else chart.receivable
    entries = [_entry(owed, amount_ore, tags), _entry(account or chart.bank, -amount_ore, tags)]
    text = f"Återbetalning {source}"
    return make_voucher(Event.REFUND, refunded_on, text, entries, source=source)


def credit_used(
    *,
    amount_ore: int,
    used_on: date,
    source: str,
    chart: Chart = BAS,
    tags: Sequence[Tag] = (),
) -> Voucher:
    """Book what a customer had paid too much as payment of another debt."""
    _check_positive(amount_ore)
    entries = [
        _entry(chart.customer_credit, amount_ore, tags),
        _entry(chart.receivable, -amount_ore, tags),
    ]
    text = f"Tillgodohavande använt {source}"
    return make_voucher(Event.CREDIT_USED, used_on, text, entries, source=source)


def charged(
    charge: Charge,
    *,
    amount_ore: int,
    charged_on: date,
    source: str,
    chart: Chart = BAS,
    tags: Sequence[Tag] = (),
) -> Voucher:
    """Book late interest, a reminder fee or late compensation as a further debt."""
    _check_positive(amount_ore)
    income = chart.late_interest if charge is Charge.LATE_INTEREST else chart.fees
    entries = [_entry(chart.receivable, amount_ore, tags), _entry(income, -amount_ore, tags)]
    return make_voucher(Event.FEE, charged_on, f"Avgift {source}", entries, source=source)


def written_off(
    document: Document,
    *,
    amount_ore: int,
    written_off_on: date,
    reduce_vat: bool,
    chart: Chart = BAS,
    tags: Sequence[Tag] = (),
) -> Voucher:
    """Book a debt that will not be paid; with `reduce_vat` its share of VAT is taken back."""
    if not 0 < amount_ore <= document.totals.payable_ore:
        raise LedgerError("En förlust kan inte vara större än fakturan.")
    taxed = [row for row in document.totals.vat_rows if row.vat_ore > 0] if reduce_vat else []
    vat_ore = sum(row.vat_ore for row in taxed)
    weights = [document.totals.gross_ore - vat_ore, *(row.vat_ore for row in taxed)]
    shares = split_ore(amount_ore, weights)
    entries = [
        _entry(chart.receivable, -amount_ore, tags),
        _entry(chart.bad_debt, shares[0], tags),
    ]
    entries += [
        _entry(chart.vat_account(row.rate_basis_points), share, tags)
        for row, share in zip(taxed, shares[1:], strict=True)
    ]
    number = document.number_text
    return make_voucher(
        Event.WRITE_OFF, written_off_on, f"Kundförlust {number}", entries, source=number
    )


def rounded_off(
    *,
    difference_ore: int,
    rounded_on: date,
    source: str,
    chart: Chart = BAS,
    tags: Sequence[Tag] = (),
) -> Voucher:
    """Book away a difference of at most one krona that is left of a debt (negative: paid over)."""
    if not 0 < abs(difference_ore) <= LARGEST_ROUNDING_ORE:
        raise LedgerError("Bara en skillnad på högst en krona kan avrundas bort.")
    entries = [
        _entry(chart.rounding, difference_ore, tags),
        _entry(chart.receivable, -difference_ore, tags),
    ]
    text = f"Avrundning {source}"
    return make_voucher(Event.ROUNDING, rounded_on, text, entries, source=source)


def tax_reduction_received(
    *,
    amount_ore: int,
    received_on: date,
    source: str,
    account: str = "",
    chart: Chart = BAS,
    tags: Sequence[Tag] = (),
) -> Voucher:
    """Book the tax agency's payment of the part that a private person did not pay."""
    _check_positive(amount_ore)
    entries = [
        _entry(account or chart.bank, amount_ore, tags),
        _entry(chart.tax_reduction, -amount_ore, tags),
    ]
    text = f"Skattereduktion {source}"
    return make_voucher(Event.TAX_REDUCTION, received_on, text, entries, source=source)


def accrued(
    lines: Sequence[Line],
    *,
    accrued_on: date,
    source: str,
    chart: Chart = BAS,
    tags: Sequence[Tag] = (),
) -> Voucher:
    """Book at a period's end what was earned in it but not yet invoiced; `reverse` it after."""
    net_ore = sum(line.net_ore for line in lines)
    entries = [_entry(chart.accrued_income, net_ore, tags), *_revenue(lines, 1, chart, tags)]
    text = "Upparbetat, ej fakturerat"
    return make_voucher(Event.ACCRUAL, accrued_on, text, entries, source=source)


def _revenue(
    lines: Iterable[Line], sign: int, chart: Chart, tags: Sequence[Tag]
) -> Iterator[Entry]:
    """Book revenue by stream and buyer sector, so that reports need no other source."""
    groups: dict[tuple[Tag, Tag], list[Line]] = {}
    for line in lines:
        stream = (Dimension.STREAM, line.stream.value)
        sector = (Dimension.BUYER_SECTOR, line.buyer_sector.value)
        groups.setdefault((stream, sector), []).append(line)
    for own_tags, members in groups.items():
        for row in vat_rows(members):
            account = chart.sales_account(row.category, row.rate_basis_points)
            yield _entry(account, -sign * row.net_ore, [*tags, *own_tags])


def _entry(account: str, amount_ore: int, tags: Sequence[Tag]) -> Entry:
    return Entry(account=account, amount_ore=amount_ore, tags=tuple(tags))


def _check_positive(amount_ore: int) -> None:
    if amount_ore <= 0:
        raise LedgerError("Beloppet ska vara större än noll.")
