"""What companies have told from the day, and what the cooperatives did about it."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from marketplace.access import find, open_to
from marketplace.models.incidents import Incident
from marketplace.models.users import Role
from marketplace.services import incidents
from marketplace.web import events, lists
from marketplace.web.incident_words import CHOICES, KINDS, columns, pause_told

blueprint = Blueprint("incidents", __name__, url_prefix="/incidents")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str | Response:
    """Everything that has been told, of every cooperative."""
    listed = lists.read(incidents.source(), CHOICES)
    heads = columns(with_company=True, with_cooperative=True)
    return listed.file("handelser", heads) or render_template(
        "kooptjanst/incidents/index.html", listed=listed, columns=listed.heads(heads), kinds=KINDS
    )


@blueprint.get("/<public_id>")
@open_to(Role.KOOPTJANST)
def show(public_id: str) -> str:
    """What happened, what was done, and how long the site was paused."""
    incident = find(Incident, public_id)
    course = incidents.course_of(incident)
    return render_template(
        "kooptjanst/incidents/show.html",
        incident=incident,
        kinds=KINDS,
        pause=pause_told(incident, course),
        events=events.lines(course.events),
    )
