"""Undoing a payment that was written in by mistake: it never came, and the books say so.

A voucher is never changed or taken away. A further one turns it round, on the day on which the
mistake was found, and says by whom it was put right (bokföringslagen 5 kap. 5 §; BFNAR 2013:2
2.17 and 2.18). A month that is closed stays as it was handed over, so no month stands in the way.
"""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from marketplace.clock import now, today
from marketplace.database import db, random_id
from marketplace.errors import N_, Invalid
from marketplace.models.debts import DebtChange, DebtKind
from marketplace.models.history import Actor
from marketplace.models.payments import Payment, PaymentCorrection, PaymentMethod
from marketplace.services import ledger, payments
from marketplace.services.history import record


def undo(payment: Payment, reason: str, by: Actor) -> bool:
    """Say that a payment written in by hand never came, and book it; whether it was new.

    Raises Invalid without a reason, or where the payment cannot be undone.
    """
    if not reason.strip():
        raise Invalid(N_("Skriv varför inbetalningen är fel."), "reason")
    payments.hold(payment.invoice)
    if _is_undone(payment):
        return False
    demand_undoable(payment)
    db.session.execute(
        insert(PaymentCorrection).values(
            public_id=random_id(),
            payment_id=payment.id,
            reason=reason.strip(),
            corrected_on=today(),
            corrected_at=now(),
            corrected_by=by.label,
            corrected_by_id=by.user_id,
        )
    )
    db.session.expire(payment, ["correction"])
    detail = {"amount_ore": payment.amount_ore, "reason": reason.strip()}
    record("invoices.payment_undone", payment.invoice, by, **detail)
    ledger.caught_up(payment.invoice)
    return True


def demand_undoable(payment: Payment) -> None:
    """Raise Invalid, with what to do instead, where a payment cannot be undone.

    A credit note, a reminder or a loss after it does not stand in the way: what is left of the debt
    is worked out anew. Money that was given back does: the customer would be asked for it.
    """
    if payment.method == PaymentMethod.CARD:
        raise Invalid(
            N_("Den kom med kort. Kreditera fakturan, och betala sedan tillbaka till kortet.")
        )
    if not payment.is_by_hand:
        raise Invalid(N_("Den kom från banken. Rätta den under Betalningar in."))
    if _something_rests_on(payment):
        raise Invalid(
            N_(
                "Pengar har gått tillbaka till kunden, eller avrundats, efter den. "
                "Låt den stå och be den som sköter redovisningen att rätta den."
            )
        )


def _is_undone(payment: Payment) -> bool:
    query = select(PaymentCorrection.id).where(PaymentCorrection.payment_id == payment.id)
    return db.session.scalar(query) is not None


def _something_rests_on(payment: Payment) -> bool:
    """Whether money was given back, or kept as a rounding, while the payment counted."""
    given = DebtChange.kind.in_((DebtKind.REFUND, DebtKind.ROUNDING)) & (DebtChange.amount_ore > 0)
    query = select(DebtChange.id).where(
        DebtChange.invoice_id == payment.invoice_id,
        DebtChange.made_at >= payment.recorded_at,
        given,
    )
    return bool(db.session.scalar(select(query.exists())))
