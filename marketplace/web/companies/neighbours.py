"""The companies of the networks around a company, as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from flask_babel import gettext

from marketplace.errors import N_
from marketplace.models.places import NetworkStatus
from marketplace.services.lists import Gathered
from marketplace.services.networks import NetworkState, Standing
from marketplace.web.lists import Choice, Column

SILENT, ACTIVE = N_("Inget jobb på 180 dagar"), N_("Aktivt")
STATES = Choice("state", N_("Läge"), {"active": ACTIVE, "silent": SILENT})


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A company, and the municipality in whose network it stands."""

    slug: str
    place: str
    standing: Standing


def wished(
    around: Sequence[tuple[NetworkState, Sequence[Standing]]],
) -> tuple[Gathered[Neighbour], Sequence[Choice]]:
    """Those that are in these networks, and what the list may be narrowed by."""
    places = {
        state.network.municipality.slug: state.network.municipality.name for state, _ in around
    }
    rows = [
        Neighbour(state.network.municipality.slug, state.network.municipality.name, one)
        for state, standings in around
        for one in standings
        if one.status == NetworkStatus.ACTIVE
    ]
    several = [Choice("place", N_("Kommun"), places)] if len(places) > 1 else []
    return _gathered(rows, list(places)), [*several, STATES]


def _gathered(rows: Sequence[Neighbour], places: Sequence[str]) -> Gathered[Neighbour]:
    return Gathered(
        rows,
        orders={
            "place": lambda one: (one.place, one.standing.company.name),
            "name": _name,
            "joined": lambda one: one.standing.joined_on,
        },
        texts=(_name,),
        filters={
            "place": {slug: partial(_is_in, slug) for slug in places},
            "state": {
                "active": lambda one: not one.standing.needs_a_call,
                "silent": lambda one: one.standing.needs_a_call,
            },
        },
    )


def _name(one: Neighbour) -> str:
    return one.standing.company.name


def _is_in(slug: str, one: Neighbour) -> bool:
    return one.slug == slug


COLUMNS: tuple[Column[Neighbour], ...] = (
    Column(N_("Företag"), _name, "name"),
    Column(N_("Kommun"), lambda one: one.place, "place"),
    Column(N_("Med sedan"), lambda one: one.standing.joined_on, "joined"),
    Column(N_("Läge"), lambda one: gettext(SILENT if one.standing.needs_a_call else ACTIVE)),
)
