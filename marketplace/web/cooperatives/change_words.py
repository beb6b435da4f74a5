"""What a swap changes, in words: only what is better or worse, and for whom it shows."""

from collections.abc import Sequence

from flask_babel import gettext

from marketplace.errors import N_
from marketplace.services.replacements import Replacement

BETTER = {
    "fairness": ("balance", N_("Timmarna blir jämnare fördelade")),
    "development": ("leaf", N_("Får lära sig något hon eller han vill lära sig")),
    "wishes": ("heart", N_("Har önskat den här sortens jobb")),
}
WORSE = {
    "fairness": ("balance", N_("Timmarna blir ojämnare fördelade")),
    "continuity": ("people", N_("En ny person i laget")),
    "fit": ("question", N_("Arbetet är lite tyngre än hon eller han är van vid")),
}
COUNTED = 0
"""Levels where anything under nought is already worse than an empty seat."""


def changes_of(one: Replacement) -> Sequence[dict[str, str]]:
    """The consequences of choosing somebody, for components/person.html."""
    told = [BETTER[level] for level, by in one.changes.items() if by > COUNTED and level in BETTER]
    told += [WORSE[level] for level, by in one.changes.items() if by < COUNTED and level in WORSE]
    return [{"icon": icon, "text": gettext(text)} for icon, text in told]
