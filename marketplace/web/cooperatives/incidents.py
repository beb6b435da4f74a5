"""What companies have told from the day, and what was done about it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to
from marketplace.database import db
from marketplace.models.incidents import Incident
from marketplace.models.postings import Posting
from marketplace.services import incidents
from marketplace.web.cooperatives import own

blueprint = Blueprint("incidents", __name__, url_prefix="/incidents")


@blueprint.get("")
@open_to(*STAFF)
def index() -> str:
    """Open reports first."""
    found = incidents.of_cooperative(own.cooperative().id)
    return render_template("cooperatives/incidents/index.html", incidents=found)


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
