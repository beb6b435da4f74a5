"""Who leads the work: three plain questions instead of a legal word to choose."""

from collections.abc import Mapping

from marketplace.errors import N_, Invalid
from marketplace.models.postings import PostingKind

COMPANY, COOPERATIVE = "company", "cooperative"


def kind(answers: Mapping[str, str]) -> PostingKind:
    """Hiring out where the company leads the work, a service where the cooperative does.

    Who leads and controls decides; what is bought and whose tools are used only bear it out.
    """
    return PostingKind.SERVICE if answers["leads"] == COOPERATIVE else PostingKind.HIRE_OUT


def contradiction(answers: Mapping[str, str]) -> Invalid | None:
    """What is odd where both other answers point away from who is said to lead."""
    if answers["buys"] != answers["tools"] or answers["buys"] == answers["leads"]:
        return None
    if answers["leads"] == COMPANY:
        return Invalid(
            N_(
                "Svaren går isär. Ni leder arbetet, men köper ett färdigt resultat gjort med"
                " kooperativets verktyg. Leder kooperativet arbetet? Ändra det svaret."
            ),
            field="leads",
        )
    return Invalid(
        N_(
            "Svaren går isär. Kooperativet leder arbetet, men ni köper timmar med era egna"
            " verktyg. Leder ni arbetet? Ändra det svaret."
        ),
        field="leads",
    )
