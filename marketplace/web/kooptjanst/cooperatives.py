"""The cooperatives: what they earn, what they do, who takes part."""

from flask import Blueprint, render_template
from flask_babel import gettext
from sqlalchemy.orm import joinedload, selectinload

from marketplace.access import find, open_to
from marketplace.errors import N_
from marketplace.models.cooperatives import Cooperative
from marketplace.models.members import StayPhase
from marketplace.models.postings import Posting
from marketplace.models.users import Role
from marketplace.services import events as recent
from marketplace.services import figures, genders, listings, stays
from marketplace.web import events
from marketplace.web.gender_words import count, gender_rows
from marketplace.web.kooptjanst.keys import courses_of
from marketplace.web.states import GROUPS

blueprint = Blueprint("cooperatives", __name__, url_prefix="/cooperatives")
PHASES = {
    StayPhase.INTRODUCTION: N_("Introduktion"),
    StayPhase.REHABILITATION: N_("Rehabilitering"),
    StayPhase.WORK_READY: N_("Redo för arbete"),
}
MONTHS = 12


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """Every cooperative with the way to it."""
    return render_template(
        "kooptjanst/cooperatives/index.html",
        states=figures.cooperatives(),
        promised=figures.PARTICIPANTS_PROMISED,
    )


@blueprint.get("/<public_id>")
@open_to(Role.KOOPTJANST)
def show(public_id: str) -> str:
    """One cooperative over ninety days and twelve months."""
    cooperative = find(
        Cooperative,
        public_id,
        options=(joinedload(Cooperative.region), selectinload(Cooperative.municipalities)),
    )
    jobs = listings.counts(Posting.cooperative_id == cooperative.id)
    phases = stays.phases(cooperative.id)
    return render_template(
        "kooptjanst/cooperatives/show.html",
        cooperative=cooperative,
        state=figures.state_of(cooperative),
        promised=figures.PARTICIPANTS_PROMISED,
        courses=courses_of(cooperative),
        revenue=figures.revenue(cooperative.id, MONTHS),
        jobs=[(gettext(GROUPS[group]), number) for group, number in jobs.items()],
        phases=[(gettext(PHASES[phase]), count(people)) for phase, people in phases.items()],
        genders=gender_rows(genders.split(cooperative.id)),
        events=events.lines(recent.of_cooperative(cooperative), events.of_when),
    )
