"""The adaptations that are planned, done or dropped, as a list."""

from collections.abc import Sequence

from flask_babel import gettext

from marketplace.errors import N_
from marketplace.models.adaptations import Adaptation, AdaptationStatus
from marketplace.services.lists import Gathered
from marketplace.web.lists import Choice, Column
from marketplace.web.vocabulary import condition_name

STATES = {
    AdaptationStatus.PLANNED: N_("Planerad"),
    AdaptationStatus.DONE: N_("Klar"),
    AdaptationStatus.DROPPED: N_("Inte aktuell"),
}
CHOICES = (Choice("state", N_("Läge"), {one.value: words for one, words in STATES.items()}),)


def gathered(every: Sequence[Adaptation]) -> Gathered[Adaptation]:
    """These adaptations, in the order they come in where nothing else is wished."""
    return Gathered(
        every,
        orders={
            "standing": lambda one: 0 if one.status == AdaptationStatus.PLANNED else 1,
            "place": _place,
            "what": _what,
            "responsible": lambda one: one.responsible,
            "due": lambda one: one.due_on,
        },
        texts=(_place, _what, lambda one: one.responsible),
        filters={
            "state": {
                "planned": lambda one: one.status == AdaptationStatus.PLANNED,
                "done": lambda one: one.status == AdaptationStatus.DONE,
                "dropped": lambda one: one.status == AdaptationStatus.DROPPED,
            }
        },
    )


def _place(one: Adaptation) -> str:
    return f"{one.site.company.name}, {one.site.locality}"


def _what(one: Adaptation) -> str:
    return condition_name(one.condition)


COLUMNS: tuple[Column[Adaptation], ...] = (
    Column(N_("Arbetsplats"), _place, "place"),
    Column(N_("Anpassning"), _what, "what"),
    Column(N_("Läge"), lambda one: gettext(STATES[one.status]), "standing"),
    Column(N_("Ansvarar"), lambda one: one.responsible, "responsible"),
    Column(N_("Klart senast"), lambda one: one.due_on, "due"),
)
