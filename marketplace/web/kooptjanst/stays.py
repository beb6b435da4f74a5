"""Participants who seem to have been left standing on the way to work."""

from flask import Blueprint, render_template
from flask_babel import gettext

from marketplace.access import open_to
from marketplace.models.users import Role
from marketplace.services import stays
from marketplace.web.kooptjanst.cooperatives import PHASES
from marketplace.web.kooptjanst.trial_words import pseudonym

blueprint = Blueprint("stays", __name__, url_prefix="/stays")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """Those who have taken part for long with proven skills and without an employment."""
    return render_template(
        "kooptjanst/stays/index.html",
        rows=[
            (pseudonym(one.member.public_id), one, gettext(PHASES[one.phase]))
            for one in stays.stuck()
        ],
    )
