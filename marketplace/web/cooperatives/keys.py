"""Keys for a coach: which one skill, ride or free hour would open the most work, and for whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.models.members import Member
from marketplace.models.trials import Trial, TrialKind
from marketplace.models.users import Role
from marketplace.services import trials
from marketplace.services.trial_places import places
from marketplace.web.cooperatives import own
from marketplace.web.key_words import KeyLine, keys_of

blueprint = Blueprint("keys", __name__, url_prefix="/keys")
MOST_COURSES = 5
"""On the page of the keys; the list of courses has them all."""


@blueprint.get("")
@open_to(Role.COACH)
def show() -> str:
    """The newest report of the region, as far as it concerns the cooperative's own members."""
    found = own_keys()
    return render_template(
        "cooperatives/keys/show.html",
        trial=found.trial,
        courses=found.courses[:MOST_COURSES],
        people=found.people,
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


def _name(member: Member) -> str:
    return member.name


def _is_of(line: KeyLine, cooperative_id: int) -> bool:
    return line.member is not None and line.member.cooperative_id == cooperative_id
