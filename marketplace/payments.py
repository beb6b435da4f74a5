"""Stripe, the card company: the only module that knows it. Without a key nobody can pay by card.

A card payment is a direct charge on the cooperative's own account: the cooperative is the seller,
and it bears fees and refunds. Our invoice is the document; Stripe only takes the money for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import stripe
from flask import current_app

from marketplace.clock import now
from marketplace.errors import N_, Conflict
from marketplace.services.card_payments import AGAIN, Moved, Told
from marketplace.settings import Settings

VERSION = "2026-10-28.endive"
CURRENCY = "sek"
PATIENCE_SECONDS = 8
"""A page waits for Stripe no longer: the others wait behind it."""
REFUND = "refund"
SESSION = "checkout.session"
PAID = "paid"
WITHDRAWN = "charge.dispute.funds_withdrawn"


class CardRefused(Exception):
    """Stripe did not do what was asked, or cannot be reached."""


class RefundUnderWay(CardRefused):
    """Another refund of the same payment was asked for, and Stripe has not told of it yet."""


class Forged(Exception):
    """What claims to come from Stripe is not signed by it, or is too old."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A payment page that Stripe has opened."""

    session_id: str
    url: str


@dataclass(frozen=True, slots=True, repr=False)
class Cards:
    """The way to Stripe, with the site's own key."""

    client: stripe.StripeClient
    webhook_secret: str

    def takes_payments(self, account: str) -> bool:
        """Whether an account is connected to us and may take payments."""
        try:
            return bool(self.client.v1.accounts.retrieve(account).charges_enabled)
        except stripe.StripeError as error:
            raise CardRefused(str(error.user_message or error)) from error

    def begin(
        self, *, account: str, name: str, amount_ore: int, text: str, done_url: str, back_url: str
    ) -> Begun:
        """Open a payment page on a cooperative's account; of the same `name` the same page."""
        asked: Any = {
            "mode": "payment",
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": CURRENCY,
                        "unit_amount": amount_ore,
                        "product_data": {"name": text},
                    },
                }
            ],
            "client_reference_id": name,
            "success_url": done_url,
            "cancel_url": back_url,
            "locale": "sv",
        }
        try:
            session = self.client.v1.checkout.sessions.create(
                asked,
                {"stripe_account": account, "idempotency_key": name},
            )
        except stripe.StripeError as error:
            raise CardRefused(str(error.user_message or error)) from error
        return Begun(session.id, session.url or "")

    def look_up(self, account: str, session_id: str) -> Told:
        """How a payment page stands now."""
        try:
            session = self.client.v1.checkout.sessions.retrieve(
                session_id, options={"stripe_account": account}
            )
        except stripe.StripeError as error:
            raise CardRefused(str(error.user_message or error)) from error
        found = session.to_dict()
        return _told(f"looked-up:{session_id}", "looked_up", account, found, int(now().timestamp()))

    def refund(self, account: str, payment_intent: str, amount_ore: int, name: str) -> None:
        """Ask for money to be paid back to the card; Stripe tells when it is done.

        Asked again by the same `name` it is done once. Raises RefundUnderWay where another sum was
        asked for by that name, CardRefused where Stripe says no or nothing.
        """
        try:
            self.client.v1.refunds.create(
                {"payment_intent": payment_intent, "amount": amount_ore},
                {"stripe_account": account, "idempotency_key": name},
            )
        except stripe.IdempotencyError as error:
            raise RefundUnderWay from error
        except stripe.StripeError as error:
            raise CardRefused(str(error.user_message or error)) from error

    def heard(self, body: bytes, signature: str) -> Told:
        """What Stripe tells, proved by its signature over the very bytes. Raises Forged."""
        try:
            event = stripe.Webhook.construct_event(body, signature, self.webhook_secret)
            told: Mapping[str, Any] = event.to_dict()
            found = told["data"]["object"]
            return _told(
                told["id"], told["type"], told.get("account") or "", found, told["created"]
            )
        except (ValueError, KeyError, TypeError, stripe.SignatureVerificationError) as error:
            raise Forged from error


def cards() -> Cards | None:
    """The way to Stripe of this site; None where it has no key."""
    settings: Settings = current_app.extensions["settings"]
    if not settings.stripe_key or not settings.stripe_webhook_secret:
        return None
    base = {"api": settings.stripe_api} if settings.stripe_api else None
    client = stripe.StripeClient(
        settings.stripe_key,
        stripe_version=VERSION,
        base_addresses=base,  # type: ignore[arg-type]
        max_network_retries=1,
        http_client=stripe.RequestsClient(timeout=PATIENCE_SECONDS),
    )
    return Cards(client, settings.stripe_webhook_secret)


def demanded() -> Cards:
    """The same where it is needed. Raises Conflict where the site has no key."""
    found = cards()
    if found is None:
        raise Conflict(N_("Kortbetalning är inte påslagen här."))
    return found


def _told(event_id: str, kind: str, account: str, found: Mapping[str, Any], created: int) -> Told:
    is_session = found.get("object") == SESSION
    return Told(
        event_id=event_id,
        kind=kind,
        account=account,
        object_id=str(found.get("id") or ""),
        payment_intent=str(found.get("payment_intent") or ""),
        amount_ore=int(found.get("amount_total" if is_session else "amount") or 0),
        currency=str(found.get("currency") or ""),
        moved=_moved(kind, found),
        happened_at=datetime.fromtimestamp(created, UTC),
    )


def _moved(kind: str, found: Mapping[str, Any]) -> Moved:
    """How money has moved. A dispute's own status does not tell it, its events do."""
    if kind in AGAIN:
        return Moved.AGAIN
    if kind == WITHDRAWN:
        return Moved.BACK
    if found.get("object") == SESSION:
        return Moved.IN if found.get("payment_status") == PAID else Moved.NOTHING
    is_refund = found.get("object") == REFUND and found.get("status") == "succeeded"
    return Moved.BACK if is_refund else Moved.NOTHING
