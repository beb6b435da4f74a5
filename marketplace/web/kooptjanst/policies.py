"""What matters most in matching: every version, and what the members have decided."""

from collections.abc import Sequence

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.errors import N_
from marketplace.models.policies import Policy, PolicyStatus
from marketplace.models.users import Role
from marketplace.services import events as recent
from marketplace.services import policies
from marketplace.web import events, lists
from marketplace.web.kooptjanst.trial_words import level_name
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("policies", __name__, url_prefix="/policies")
STATES = {
    PolicyStatus.VOTING: (N_("Medlemmarna röstar"), "waiting"),
    PolicyStatus.ADOPTED: (N_("Gäller"), "good"),
    PolicyStatus.REJECTED: (N_("Nej"), "stopped"),
    PolicyStatus.REPLACED: (N_("Gällde förut"), "neutral"),
}
CHOICES = (Choice("state", N_("Läge"), {one.value: words for one, (words, _) in STATES.items()}),)


def _name(one: Policy) -> str:
    return str(gettext("Version %(number)s", number=one.version))


def _levels(one: Policy) -> Sequence[str]:
    return [level_name(level) for level in one.levels]


COLUMNS: tuple[Column[Policy], ...] = (
    Column(N_("Version"), _name, "version"),
    Column(N_("Läge"), lambda one: gettext(STATES[one.status][0])),
    Column(N_("Ordning"), lambda one: ", ".join(_levels(one))),
    Column(N_("Skäl"), lambda one: one.reason),
    Column(N_("Ja"), lambda one: None if one.is_open else one.yes_votes, kind=Kind.WHOLE),
    Column(N_("Nej"), lambda one: None if one.is_open else one.no_votes, kind=Kind.WHOLE),
    Column(N_("Framlagd"), lambda one: one.proposed_at, "proposed"),
    Column(N_("Av"), lambda one: one.proposed_by, on_page=False),
)
"""How a vote stands is told when it is over."""


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str | Response:
    """The order in force, and all versions."""
    version = {one.id: _name(one) for one in policies.listed()}
    listed = lists.read(policies.source(), CHOICES)
    return listed.file("ordningar", COLUMNS) or render_template(
        "kooptjanst/policies/index.html",
        listed=listed,
        columns=listed.heads(COLUMNS),
        rows=[(one, _name(one), _levels(one), *STATES[one.status]) for one in listed.rows],
        current=[level_name(level) for level in policies.levels()],
        electorate=policies.electorate(),
        events=events.lines(
            recent.latest(recent.under(Policy)), lambda one: version[one.subject_id]
        ),
    )
