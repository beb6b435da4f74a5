"""Why a reminder asks for no more than it does, in the reader's language."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext

from invoicing.reminders import NotCharged
from marketplace.errors import N_
from marketplace.web.text import day

NOT_CHARGED = {
    NotCharged.PRIVATE_PERSON: N_("Förseningsersättning tas inte ut av privatpersoner."),
    NotCharged.COMPENSATION_TAKEN: N_("Förseningsersättning har redan tagits ut."),
    NotCharged.FEE_NOT_AGREED: N_("Påminnelseavgift var inte avtalad när skulden uppstod."),
    NotCharged.FEE_BESIDE_COMPENSATION: N_(
        "Påminnelseavgift tas inte ut tillsammans med förseningsersättning."
    ),
    NotCharged.FEE_TAKEN: N_("Påminnelseavgift har redan tagits ut."),
}


def reasons_of(codes: Iterable[str], no_rate_on: date | None) -> list[str]:
    """What was not charged, and why; last that there is no interest for want of a rate."""
    found = [gettext(NOT_CHARGED[NotCharged(code)]) for code in codes]
    if no_rate_on is not None:
        words = gettext(
            "Ingen ränta: referensräntan för %(day)s är inte inskriven.", day=day(no_rate_on)
        )
        found.append(words)
    return found
