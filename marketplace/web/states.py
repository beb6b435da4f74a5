"""The states of a job and of an invoice in the few words a company reads."""

from dataclasses import dataclass

from flask_babel import gettext

from marketplace.errors import N_
from marketplace.models.postings import Posting, PostingStatus
from marketplace.services.listings import Group, Order
from marketplace.services.payments import Settlement

_POSTING = {
    PostingStatus.DRAFT: (N_("Utkast"), "neutral"),
    PostingStatus.SUBMITTED: (N_("Kontrolleras"), "waiting"),
    PostingStatus.RETURNED: (N_("Priset godkändes inte"), "attention"),
    PostingStatus.OPEN: (N_("Vi letar"), "waiting"),
    PostingStatus.PARTLY_FILLED: (N_("En del klart"), "waiting"),
    PostingStatus.FILLED: (N_("Klart"), "good"),
    PostingStatus.RUNNING: (N_("Pågår"), "good"),
    PostingStatus.DONE: (N_("Utfört"), "neutral"),
    PostingStatus.WITHDRAWN: (N_("Avbokat"), "stopped"),
}
_SETTLEMENT = {
    "open": (N_("Att betala"), "waiting"),
    "partly": (N_("Delvis betald"), "waiting"),
    "paid": (N_("Betald"), "good"),
    "overpaid": (N_("Betald för mycket"), "attention"),
    "overdue": (N_("Förfallen"), "attention"),
    "credited": (N_("Krediterad"), "neutral"),
    "credit_note": (N_("Kreditfaktura"), "neutral"),
    "written_off": (N_("Avskriven"), "stopped"),
}
GROUPS = {
    Group.LOOKING: N_("Vi letar"),
    Group.READY: N_("Klara och pågår"),
    Group.DONE: N_("Utförda"),
    Group.WITHDRAWN: N_("Avbokade"),
}
ORDERS = {
    Order.LATEST: N_("Senaste dagen först"),
    Order.NEXT: N_("Tidigaste dagen först"),
    Order.POSTED: N_("Senast upplagda först"),
}


@dataclass(frozen=True, slots=True)
class State:
    """A word, and the look of its tag."""

    text: str
    kind: str


def state_of(posting: Posting) -> State:
    """How a job stands."""
    text, kind = _POSTING[posting.status]
    return State(gettext(text), kind)


def settlement_state(settlement: Settlement) -> State:
    """How an invoice stands."""
    text, kind = _SETTLEMENT.get(settlement.state, (settlement.state, "neutral"))
    return State(gettext(text), kind)
