"""What becomes of each table's rows about a person when she is to be forgotten.

Every table that points at members must stand here: a test reads the tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from marketplace.errors import N_


class Fate(StrEnum):
    """What becomes of the rows."""

    DELETED = "deleted"
    NAMELESS = "nameless"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Rest:
    """Rows that stay, and why: told to the person before she decides."""

    fate: Fate
    what: str
    why: str


WORK = Rest(
    Fate.NAMELESS,
    N_("Pass som du har jobbat, och svar på frågor om jobb"),
    N_("Företagets fakturor bygger på dem. Bokföring ska sparas i sju år."),
)
TIES = Rest(
    Fate.NAMELESS,
    N_("När du var med, medlem och anställd"),
    N_("Kooperativet måste kunna visa det för myndigheter och i sin bokföring."),
)
PRESENCE = Rest(
    Fate.NAMELESS,
    N_("Vilka dagar du var där"),
    N_("Kooperativet räknar timmar för dem som betalar verksamheten."),
)
HISTORY = Rest(
    Fate.NAMELESS,
    N_("Att något hände, men inte vem du är"),
    N_("Historiken får ingen skriva om. Ditt namn har aldrig stått i den."),
)
PROOF = Rest(
    Fate.LATER,
    N_("Vad du sa ja till och vem som har tittat"),
    N_("Kooperativet måste kunna visa att allt gick rätt till. Det tas bort efter två år."),
)

FATES: Mapping[str, Fate | Rest] = {
    "absences": Fate.DELETED,
    "asks": WORK,
    "assignments": WORK,
    "availabilities": Fate.DELETED,
    "calendar_feeds": Fate.DELETED,
    "consents": PROOF,
    "course_seats": Fate.DELETED,
    "employments": TIES,
    "events": HISTORY,
    "fit_answers": WORK,
    "hire_offers": TIES,
    "hire_wishes": Fate.DELETED,
    "hourly_pay": TIES,
    "internal_seats": Fate.DELETED,
    "internship_reviews": Fate.DELETED,
    "member_blocks": Fate.DELETED,
    "member_keys": Fate.DELETED,
    "member_needs": Fate.DELETED,
    "member_skills": Fate.DELETED,
    "memberships": TIES,
    "messages": Fate.DELETED,
    "needs_reads": PROOF,
    "pay_gap_sign_offs": TIES,
    "presences": PRESENCE,
    "policy_voters": TIES,
    "proposals": WORK,
    "second_looks": Fate.DELETED,
    "stays": TIES,
    "travels": Fate.DELETED,
    "users": HISTORY,
}
"""By table. `member_keys` and `member_needs` go first, in their own room."""

RESTS = tuple(dict.fromkeys(one for one in FATES.values() if isinstance(one, Rest)))
"""What stays, each reason once."""
