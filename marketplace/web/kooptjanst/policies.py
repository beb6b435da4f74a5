"""What matters most in matching: every version, and what the members have decided."""

from flask import Blueprint, render_template
from flask_babel import gettext

from marketplace.access import open_to
from marketplace.errors import N_
from marketplace.models.policies import Policy, PolicyStatus
from marketplace.models.users import Role
from marketplace.services import events as recent
from marketplace.services import policies
from marketplace.web import events
from marketplace.web.kooptjanst.trial_words import level_name

blueprint = Blueprint("policies", __name__, url_prefix="/policies")
STATES = {
    PolicyStatus.VOTING: (N_("Medlemmarna röstar"), "waiting"),
    PolicyStatus.ADOPTED: (N_("Gäller"), "good"),
    PolicyStatus.REJECTED: (N_("Nej"), "stopped"),
    PolicyStatus.REPLACED: (N_("Gällde förut"), "neutral"),
}


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """The order in force, and all versions."""
    known = policies.listed()
    version = {one.id: gettext("Version %(number)s", number=one.version) for one in known}
    rows = [
        (
            one,
            [level_name(level) for level in one.levels],
            gettext(STATES[one.status][0]),
            STATES[one.status][1],
        )
        for one in known
    ]
    return render_template(
        "kooptjanst/policies/index.html",
        rows=rows,
        current=[level_name(level) for level in policies.levels()],
        electorate=policies.electorate(),
        events=events.lines(
            recent.latest(recent.under(Policy)), lambda one: version[one.subject_id]
        ),
    )
