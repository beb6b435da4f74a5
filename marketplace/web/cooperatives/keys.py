"""Keys for a coach: which one skill, ride or free hour would open the most work, and for whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import open_to, recently_confirmed_for_files
from marketplace.errors import N_
from marketplace.models.members import Member
from marketplace.models.trials import Trial, TrialKind
from marketplace.models.users import Role
from marketplace.services import trials
from marketplace.services.lists import Gathered
from marketplace.services.trial_places import places
from marketplace.web import lists
from marketplace.web.cooperatives import own
from marketplace.web.key_words import KeyLine, keys_of
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("keys", __name__, url_prefix="/keys")
MOST_COURSES = 5
"""On the page of the keys; the list of courses has them all."""
KINDS = {"skill": N_("Kompetens"), "time": N_("Tid"), "ride": N_("Skjuts")}
CHOICES = (Choice("kind", N_("Slag"), KINDS),)


@blueprint.get("")
@recently_confirmed_for_files
@open_to(Role.COACH)
def show() -> str | Response:
    """The newest report of the region, as far as it concerns the cooperative's own members."""
    found = own_keys()
    listed = lists.read(_gathered(found.people), CHOICES)
    return listed.file("nycklar", COLUMNS) or render_template(
        "cooperatives/keys/show.html",
        trial=found.trial,
        courses=found.courses[:MOST_COURSES],
        any_people=bool(found.people),
        listed=listed,
        columns=listed.heads(COLUMNS),
        kinds={name: gettext(text) for name, text in KINDS.items()},
    )


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """The newest report of the region and what of it is the cooperative's, most hours first."""

    trial: Trial | None
    courses: Sequence[KeyLine]
    people: Sequence[KeyLine]


def own_keys() -> OwnKeys:
    """Of the cooperative whose coach is looking."""
    home = own.cooperative()
    trial = trials.latest(TrialKind.KEYS, home.region_id)
    lines = keys_of(trial, places(), _name) if trial else []
    return OwnKeys(
        trial,
        [one for one in lines if one.to == "course" and home.public_id in one.cooperatives],
        [one for one in lines if _is_of(one, home.id)],
    )


def who_of(line: KeyLine) -> str:
    """The person it is about."""
    return line.member.name if line.member else ""


def what_of(line: KeyLine) -> str:
    """What would change, in words."""
    return line.what


COLUMNS: tuple[Column[KeyLine], ...] = (
    Column(N_("Person"), who_of, "who"),
    Column(N_("Ändring"), what_of, "what"),
    Column(N_("Slag"), lambda line: gettext(KINDS[line.kind])),
    Column(N_("Mer arbete i veckan"), lambda line: line.minutes, "minutes", Kind.MINUTES),
    Column(N_("Värde i veckan"), lambda line: line.ore, "value", Kind.ORE),
    Column(N_("Räknat till slut"), lambda line: line.exact, on_page=False),
)


def _gathered(lines: Sequence[KeyLine]) -> Gathered[KeyLine]:
    """In the order of the report, unless another is wished."""
    return Gathered(
        lines,
        orders={
            "found": lambda _line: 0,
            "minutes": lambda line: line.minutes,
            "value": lambda line: line.ore,
            "who": who_of,
            "what": what_of,
        },
        texts=(who_of, what_of),
        filters={
            "kind": {
                "skill": lambda line: line.kind == "skill",
                "time": lambda line: line.kind == "time",
                "ride": lambda line: line.kind == "ride",
            }
        },
    )


def _name(member: Member) -> str:
    return member.name


def _is_of(line: KeyLine, cooperative_id: int) -> bool:
    return line.member is not None and line.member.cooperative_id == cooperative_id
