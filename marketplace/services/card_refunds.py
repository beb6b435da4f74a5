"""Paying back to a card: asked for here, booked when Stripe has told that it is done."""

from sqlalchemy import func, select

from marketplace.database import db
from marketplace.models.cards import CardEvent, Checkout
from marketplace.models.history import Actor
from marketplace.services.history import record


def ask(checkout: Checkout, amount_ore: int, by: Actor) -> str:
    """Write down that money is to go back to the card; the name under which Stripe is asked.

    The name is the same until Stripe has told of another refund of this payment. Asked twice with
    one sum it pays once, and with another sum it refuses: nothing is paid back twice.
    """
    heard = db.session.scalar(
        select(func.count()).where(
            CardEvent.payment_intent == checkout.payment_intent, CardEvent.kind.like("refund.%")
        )
    )
    record("invoices.card_refund_asked", checkout.invoice, by, ore=amount_ore)
    return f"{checkout.name}-back-{heard}"
