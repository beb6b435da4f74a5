"""What companies have told from the day, and what was done about it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.incidents import Incident
from marketplace.models.postings import Posting
from marketplace.services import incidents
from marketplace.web import events, lists
from marketplace.web.cooperatives import own
from marketplace.web.errors import say
from marketplace.web.fields import NoteField
from marketplace.web.incident_words import CHOICES, KINDS, columns, pause_told

blueprint = Blueprint("incidents", __name__, url_prefix="/incidents")


class ClosingForm(FlaskForm):
    """What was done about it."""

    words = NoteField(_l("Vad har ni gjort?"))


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


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def edit(public_id: str) -> str | tuple[str, int] | Response:
    """What happened, and a form to close it with what was done; a paused site opens."""
    incident, form = _incident(public_id), ClosingForm()
    if not form.validate_on_submit():
        return _page(incident, form), 400 if request.method == "POST" else 200
    try:
        incidents.close(incident, form.words.data or "", actor())
    except Invalid as error:
        form.words.errors = [say(error)]
        return _page(incident, form), 400
    db.session.commit()
    flash(gettext("Ärendet är avslutat."), "success")
    return redirect(url_for("cooperatives.incidents.edit", public_id=public_id), 303)


def _incident(public_id: str) -> Incident:
    mine = Incident.posting.has(Posting.cooperative_id == own.cooperative().id)
    return find(Incident, public_id, mine, lock=request.method == "POST")


def _page(incident: Incident, form: ClosingForm) -> str:
    course = incidents.course_of(incident)
    return render_template(
        "cooperatives/incidents/edit.html",
        incident=incident,
        kinds=KINDS,
        pause=pause_told(incident, course),
        form=None if incident.closed_at else form,
        events=events.lines(course.events),
    )
