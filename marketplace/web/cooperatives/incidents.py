"""What companies have told from the day, and what was done about it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to
from marketplace.database import db
from marketplace.models.incidents import Incident
from marketplace.models.postings import Posting
from marketplace.services import incidents
from marketplace.web import lists
from marketplace.web.cooperatives import own
from marketplace.web.incident_words import CHOICES, KINDS, columns

blueprint = Blueprint("incidents", __name__, url_prefix="/incidents")


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """What waits for somebody to look into it; then everything that has been told."""
    cooperative_id = own.cooperative().id
    listed = lists.read(incidents.source(Posting.cooperative_id == cooperative_id), CHOICES)
    heads = columns(with_company=True)
    return listed.file("handelser", heads) or render_template(
        "cooperatives/incidents/index.html",
        waiting=incidents.open_of(cooperative_id),
        listed=listed,
        columns=listed.heads(heads),
        kinds=KINDS,
    )


@blueprint.post("/<public_id>/close")
@open_to(*STAFF)
def close(public_id: str) -> Response:
    """Write what was done; a paused site opens."""
    mine = Incident.posting.has(Posting.cooperative_id == own.cooperative().id)
    incidents.close(
        find(Incident, public_id, mine, lock=True), request.form.get("words", ""), actor()
    )
    db.session.commit()
    flash(gettext("Ärendet är avslutat."), "success")
    return redirect(url_for("cooperatives.incidents.index"), 303)
