"""Where an offer of employment stands, in the words of each side."""

from collections.abc import Mapping

from marketplace.errors import N_
from marketplace.models.hire_offers import HireOfferStatus

State = tuple[str, str]
"""Words, and the kind of tag they stand in."""

FOR_COMPANY: Mapping[HireOfferStatus, State] = {
    HireOfferStatus.MADE: (N_("Hos handledaren"), "waiting"),
    HireOfferStatus.ASKED: (N_("Väntar på svar"), "waiting"),
    HireOfferStatus.ACCEPTED: (N_("Har sagt ja"), "good"),
    HireOfferStatus.DECLINED: (N_("Inte den här gången"), "neutral"),
    HireOfferStatus.WITHDRAWN: (N_("Återtaget"), "neutral"),
    HireOfferStatus.STARTED: (N_("Har börjat"), "good"),
}
FOR_COACH: Mapping[HireOfferStatus, State] = {
    HireOfferStatus.MADE: (N_("Att lämna vidare"), "attention"),
    HireOfferStatus.ASKED: (N_("Väntar på svar"), "waiting"),
    HireOfferStatus.ACCEPTED: (N_("Har sagt ja"), "good"),
    HireOfferStatus.DECLINED: (N_("Inte den här gången"), "neutral"),
    HireOfferStatus.WITHDRAWN: (N_("Återtaget av företaget"), "neutral"),
    HireOfferStatus.STARTED: (N_("Har börjat"), "good"),
}
