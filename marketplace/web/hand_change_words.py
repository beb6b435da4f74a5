"""Why a coach chose somebody else, in words: what she may choose from, and what is read after."""

from collections.abc import Collection, Sequence

from flask_babel import gettext

from marketplace.errors import N_
from marketplace.services.hand_changes import HandChange, Why

WHY = {
    Why.SAME_CREW: N_("Företaget vill ha samma lag som förut"),
    Why.KNOWS_WORK: N_("Känner jobbet eller arbetsplatsen"),
    Why.LEARNS: N_("Får prova något nytt"),
    Why.FAIR_TURN: N_("Arbetet delas mer rättvist"),
    Why.TOGETHER: N_("Laget fungerar bättre ihop"),
    Why.SHORTER_WAY: N_("Har lättare att ta sig dit"),
    Why.SOMEBODY_MISSING: N_("Någon kunde inte komma"),
    Why.NEEDED_ELSEWHERE: N_("Behövs på ett annat jobb"),
    Why.OTHER: N_("Något annat"),
}


def choices(offered: Collection[Why]) -> Sequence[tuple[str, str]]:
    """Those of the closed list, each with its code."""
    return [(why.value, gettext(text)) for why, text in WHY.items() if why in offered]


def changes_told(found: Sequence[HandChange]) -> Sequence[tuple[HandChange, str]]:
    """Each change with its reason in words."""
    return [(one, reason_of(one)) for one in found]


def reason_of(one: HandChange) -> str:
    """Why, in words: that of the list, then the coach's own."""
    chosen = gettext(WHY[one.why]) if one.why else ""
    return ". ".join(filter(None, [chosen, one.words])) or str(gettext("Inget skäl skrivet"))
