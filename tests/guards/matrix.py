"""Every route × method × person × relation, and what must come of it: read from the URL map."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from marketplace.models.users import Role
from tests.guards.objects import OBJECTS, PERSONAL
from tests.guards.routes import Route

SEES_ALL = frozenset({Role.KOOPTJANST, Role.SYSADMIN})
PLACED_BY_COOPERATIVE = frozenset({Role.COACH, Role.COOPERATIVE_ADMIN})
"""For these, what a customer of their own cooperative has is theirs to look after."""


class Relation(StrEnum):
    """How the row asked for stands to the person who asks."""

    OWN = "own"
    SAME_COOPERATIVE = "same cooperative"
    SAME_MUNICIPALITY = "same municipality"
    FOREIGN = "foreign"
    MISSING = "missing"


class Outcome(StrEnum):
    """What must come of a request."""

    DOOR = "is shown the way to sign in"
    CLOSED = "is told that this door is for others"
    NOT_FOUND = "finds nothing"
    IN = "comes in"


@dataclass(frozen=True)
class Cell:
    """One request and what must come of it. Without a role: a stranger."""

    method: str
    role: Role | None
    relation: Relation
    outcome: Outcome

    @property
    def is_refused(self) -> bool:
        """Whether nothing may come of it."""
        return self.outcome is not Outcome.IN


def cells_of(route: Route) -> Iterator[Cell]:
    """Every cell of a gated route."""
    relations = tuple(Relation) if route.rule.arguments else (Relation.OWN,)
    for role in (None, *Role):
        for method in route.methods:
            for relation in relations:
                outcome = _outcome(route, role, relation)
                if outcome is not None:
                    yield Cell(method, role, relation, outcome)


def _outcome(route: Route, role: Role | None, relation: Relation) -> Outcome | None:
    """None where the relation does not exist for this person."""
    if role is None:
        return Outcome.DOOR
    if role not in route.roles:
        return Outcome.CLOSED
    if relation is Relation.MISSING:
        return Outcome.NOT_FOUND
    if relation is Relation.OWN:
        return Outcome.IN
    if OBJECTS.get(route.rule.endpoint) in PERSONAL:
        return Outcome.NOT_FOUND
    if role in SEES_ALL:
        return Outcome.IN
    if relation is Relation.SAME_COOPERATIVE and role in PLACED_BY_COOPERATIVE:
        return Outcome.IN
    return Outcome.NOT_FOUND
