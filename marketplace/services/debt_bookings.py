"""What happens to a debt after its issue, as vouchers: payments, corrections, changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import invoicing
from invoicing import ledger as rules
from invoicing.accounts import BAS, Chart
from invoicing.voucher import Tag, balances, reverse
from invoicing.voucher import Voucher as Written
from marketplace.models.debts import DebtChange, DebtKind
from marketplace.models.payments import Payment, PaymentCorrection
from marketplace.services.vouchers import Booking, evidence_of


@dataclass(slots=True)
class Standing:
    """What an invoice's customer owes by the books, and what is owed back for paying too much."""

    receivable_ore: int = 0
    credit_ore: int = 0
    payments: dict[int, Written] = field(default_factory=dict)
    """the vouchers of its payments, by their inner number: what a correction turns round"""


def paid(payment: Payment, standing: Standing, source: str, tags: Sequence[Tag]) -> Booking:
    """Money that came in: first on the debt, the rest is owed back."""
    open_ore = max(0, standing.receivable_ore)
    settled = min(payment.amount_ore, open_ore)
    standing.receivable_ore -= settled
    standing.credit_ore += payment.amount_ore - settled
    voucher = rules.paid(
        amount_ore=payment.amount_ore,
        open_ore=open_ore,
        paid_on=payment.received_on,
        source=source,
        tags=tags,
    )
    standing.payments[payment.id] = voucher
    return Booking(f"payment:{payment.id}", voucher, payment.invoice_id, evidence_of(payment))


def corrected(
    correction: PaymentCorrection, standing: Standing, source: str, tags: Sequence[Tag]
) -> Iterator[Booking]:
    """A payment that never came: its voucher turned round, with by whom and why.

    What something else brought above the debt now pays the debt that is back; and where this is
    what had been used so, the debt it had paid is back as well.
    """
    payment, cause = correction.payment, f"payment_correction:{correction.id}"
    mistaken, proof = standing.payments[payment.id], evidence_of(correction)
    settled = -balances([mistaken]).get(BAS.receivable, 0)
    standing.receivable_ore += settled
    standing.credit_ore -= payment.amount_ore - settled
    what = f"Rättelse av {mistaken.text}, {mistaken.booked_on}"
    voucher = replace(
        reverse(mistaken, booked_on=correction.corrected_on),
        text=f"{what}. {correction.corrected_by}: {correction.reason}",
    )
    yield Booking(cause, voucher, payment.invoice_id, proof)
    used = min(standing.credit_ore, max(0, standing.receivable_ore))
    if used:
        standing.credit_ore -= used
        standing.receivable_ore -= used
        moved = rules.credit_used(
            amount_ore=abs(used), used_on=correction.corrected_on, source=source, tags=tags
        )
        if used < 0:
            moved = reverse(moved, booked_on=correction.corrected_on)
        yield Booking(f"{cause}:credit", moved, payment.invoice_id, proof)


def changed(
    change: DebtChange, standing: Standing, document: invoicing.Document, tags: Sequence[Tag]
) -> Iterator[Booking]:
    """A fee, a loss, a rounding or money paid back."""
    proof, cause = evidence_of(change), f"debt:{change.id}"
    if change.kind == DebtKind.REFUND:
        from_credit = min(change.amount_ore, standing.credit_ore)
        standing.credit_ore -= from_credit
        standing.receivable_ore += change.amount_ore - from_credit
        for owed, amount_ore in ((True, from_credit), (False, change.amount_ore - from_credit)):
            if amount_ore:
                voucher = rules.refunded(
                    amount_ore=amount_ore,
                    refunded_on=change.happened_on,
                    source=document.number_text,
                    from_customer_credit=owed,
                    tags=tags,
                )
                yield Booking(f"{cause}:{int(owed)}", voucher, change.invoice_id, proof)
        return
    chart = BAS
    if change.kind == DebtKind.ROUNDING and 0 < change.amount_ore <= standing.credit_ore:
        standing.credit_ore -= change.amount_ore
        chart = replace(BAS, receivable=BAS.customer_credit)
    else:
        standing.receivable_ore += change.amount_ore
    yield Booking(cause, _changed(change, document, chart, tags), change.invoice_id, proof)


def _changed(
    change: DebtChange, document: invoicing.Document, chart: Chart, tags: Sequence[Tag]
) -> Written:
    day, source = change.happened_on, document.number_text
    if change.kind == DebtKind.WRITE_OFF:
        return rules.written_off(
            document,
            amount_ore=-change.amount_ore,
            written_off_on=day,
            reduce_vat=change.reduces_vat,
            tags=tags,
        )
    if change.kind == DebtKind.ROUNDING:
        return rules.rounded_off(
            difference_ore=-change.amount_ore,
            rounded_on=day,
            source=source,
            chart=chart,
            tags=tags,
        )
    charge = rules.Charge(change.kind.value)
    return rules.charged(
        charge, amount_ore=change.amount_ore, charged_on=day, source=source, tags=tags
    )
