"""She has begun at the company: what an offer was for, and what the ninety days count from."""

from datetime import date, timedelta

from marketplace.clock import local, today
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.hire_offers import HireOffer, HireOfferStatus
from marketplace.models.history import Actor
from marketplace.models.members import ExitReason
from marketplace.services import hire_wishes, leaving
from marketplace.services.history import move
from marketplace.services.holding import hold


def refuse_unaccepted(offer: HireOffer) -> None:
    """Raises Conflict where she has not said yes, or has begun already."""
    if offer.status != HireOfferStatus.ACCEPTED:
        raise Conflict(N_("Det har redan ändrats. Läs sidan igen och se hur det står nu."))


def note(offer: HireOffer, began_on: date | None, by: Actor, *, leaves: bool) -> None:
    """Write down her first day; whoever leaves for it has her last one here the day before.

    Raises Invalid where that day is missing, still to come or before the offer, or she leaves
    while she is booked on shifts after it; Conflict where she has not said yes.
    """
    hold(offer)
    refuse_unaccepted(offer)
    if began_on is None:
        raise Invalid(N_("Skriv första dagen, som 15/12."), field="began_on")
    if began_on > today():
        raise Invalid(N_("Den dagen har inte varit än."), field="began_on")
    if began_on < local(offer.made_at).date():
        raise Invalid(N_("Den dagen var före erbjudandet."), field="began_on")
    offer.began_on = began_on
    move(offer, HireOfferStatus.STARTED, by)
    hire_wishes.erase(offer.member_id, offer.company_id)
    if leaves:
        leaving.end(offer.member, began_on - timedelta(days=1), ExitReason.WORK, by)
