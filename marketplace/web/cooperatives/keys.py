"""Keys for a coach: which one skill, ride or free hour would open the most work, and for whom."""

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.models.members import Member
from marketplace.models.trials import TrialKind
from marketplace.models.users import Role
from marketplace.services import trials
from marketplace.services.trial_places import places
from marketplace.web.cooperatives import own
from marketplace.web.key_words import KeyLine, keys_of

blueprint = Blueprint("keys", __name__, url_prefix="/keys")


@blueprint.get("")
@open_to(Role.COACH)
def show() -> str:
    """The newest report of the region, as far as it concerns the cooperative's own members."""
    home = own.cooperative()
    trial = trials.latest(TrialKind.KEYS, home.region_id)
    lines = keys_of(trial, places(), _name) if trial else []
    return render_template(
        "cooperatives/keys/show.html",
        trial=trial,
        courses=[one for one in lines if one.to == "course" and home.public_id in one.cooperatives],
        people=[one for one in lines if _is_of(one, home.id)],
    )


def _name(member: Member) -> str:
    return member.name


def _is_of(line: KeyLine, cooperative_id: int) -> bool:
    return line.member is not None and line.member.cooperative_id == cooperative_id
