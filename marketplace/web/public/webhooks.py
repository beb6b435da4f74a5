"""Where Stripe tells of card payments: proved by its signature over the very bytes, heard once."""

from flask import Blueprint, Response, request

from marketplace.access import ANYONE, open_to
from marketplace.database import db
from marketplace.payments import Forged, cards
from marketplace.security import from_outside
from marketplace.services import card_payments

blueprint = Blueprint("webhooks", __name__, url_prefix="/webhooks")


@blueprint.post("/stripe")
@from_outside
@open_to(*ANYONE)
def stripe() -> Response:
    """Hear one event; what is not Stripe's own is refused without a word."""
    found = cards()
    if found is None:
        return Response(status=404, mimetype="text/plain")
    try:
        told = found.heard(
            request.get_data(cache=False), request.headers.get("Stripe-Signature", "")
        )
    except Forged:
        return Response(status=400, mimetype="text/plain")
    outcome = card_payments.hear(told)
    db.session.commit()
    return Response(outcome.value, mimetype="text/plain")
