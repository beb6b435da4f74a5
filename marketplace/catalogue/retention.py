"""How long what is kept: rules with the day from which they hold. A newer row replaces an older.

The times are this project's own proposal for the controllers to decide on; where a law asks for a
longer time the rule does not touch those rows (see services.fates).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Kept(StrEnum):
    """What a rule is about."""

    MATCHING_LOOKS = "matching_looks"
    LOOKS = "looks"
    ENDED_CONSENTS = "ended_consents"
    KEPT_PROBLEMS = "kept_problems"
    MEMBER_MESSAGES = "member_messages"
    ENDED_SIGN_INS = "ended_sign_ins"
    HIRE_WISHES = "hire_wishes"
    CLOSED_HIRE_OFFERS = "closed_hire_offers"
    NEEDS_OF_THE_GONE = "needs_of_the_gone"
    PEOPLE_LONG_GONE = "people_long_gone"
    NETWORK_APPLICATIONS = "network_applications"
    UNANSWERED_INVITATIONS = "unanswered_invitations"


@dataclass(frozen=True, slots=True)
class Rule:
    """Kept for so many days, counted from what `counted_from` says; holds from a day on."""

    kept: Kept
    days: int
    starts_on: date
    counted_from: str
    why: str

    @property
    def time(self) -> timedelta:
        """How long."""
        return timedelta(days=self.days)


FIRST = date(2026, 1, 1)

RULES = (
    Rule(Kept.MATCHING_LOOKS, 90, FIRST, "the reading", "many and alike; no person read anything"),
    Rule(Kept.LOOKS, 730, FIRST, "the reading", "long enough to be asked about and answered for"),
    Rule(Kept.ENDED_CONSENTS, 730, FIRST, "the withdrawal", "GDPR art. 7.1: consent is proved"),
    Rule(Kept.KEPT_PROBLEMS, 30, FIRST, "the solve", "a complaint about a crew comes within weeks"),
    Rule(
        Kept.MEMBER_MESSAGES, 365, FIRST, "the sending", "who was told what about a season's work"
    ),
    Rule(Kept.ENDED_SIGN_INS, 90, FIRST, "the last use", "long enough to trace a stolen sign-in"),
    Rule(Kept.HIRE_WISHES, 365, FIRST, "the tick", "a wish of long ago is not one of today"),
    Rule(
        Kept.CLOSED_HIRE_OFFERS,
        365,
        FIRST,
        "the offer",
        "of what came to nothing, long enough to be asked about",
    ),
    Rule(Kept.NEEDS_OF_THE_GONE, 30, FIRST, "the last tie", "no work is matched any more"),
    Rule(
        Kept.PEOPLE_LONG_GONE,
        730,
        FIRST,
        "the last tie",
        "follow-ups end after ninety days; a re-entry within two years finds what was known",
    ),
    Rule(
        Kept.NETWORK_APPLICATIONS,
        180,
        FIRST,
        "the answer, or the application",
        "a company that was told no may ask why; whoever was told yes is known as a customer",
    ),
    Rule(
        Kept.UNANSWERED_INVITATIONS,
        180,
        FIRST,
        "the newest invitation",
        "half a year is time to think; after that nobody waits for the answer",
    ),
)


def rule_on(kept: Kept, day: date) -> Rule:
    """The rule that holds on a day. Raises LookupError where none does yet."""
    holding = [rule for rule in RULES if rule.kept == kept and rule.starts_on <= day]
    if not holding:
        raise LookupError(f"no rule for {kept} on {day}")
    return max(holding, key=lambda rule: rule.starts_on)
