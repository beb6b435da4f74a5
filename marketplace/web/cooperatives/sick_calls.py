"""Somebody calls in sick: one page, one button, and the next person is asked."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to, viewer
from marketplace.clock import now
from marketplace.database import db
from marketplace.models.assignments import Assignment
from marketplace.models.postings import Posting, Shift
from marketplace.services import sick_calls

blueprint = Blueprint("sick_calls", __name__, url_prefix="/sick-calls")


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def new(public_id: str) -> str:
    """Make sure who it is and for which shift."""
    return render_template(
        "cooperatives/sick_calls/new.html", assignment=_assignment(public_id), moment=now()
    )


@blueprint.post("/<public_id>")
@open_to(*STAFF)
def create(public_id: str) -> Response:
    """Free the seat, and ask the next person where that is wished."""
    assignment = _assignment(public_id)
    posting, wished = assignment.shift.posting, "ask" in request.form
    asked = sick_calls.report(
        assignment, actor(), base_url=current_app.config["PUBLIC_URL"], ask_next=wished
    )
    db.session.commit()
    text = gettext("Platsen är fri. Vi letar efter någon annan.")
    if asked is not None:
        text = gettext("Platsen är fri. %(name)s har fått frågan.", name=asked.short_name)
    flash(text, "success")
    return redirect(url_for("cooperatives.crews.show", public_id=posting.public_id), 303)


def _assignment(public_id: str) -> Assignment:
    own = Posting.cooperative_id == viewer().cooperative_id
    return find(Assignment, public_id, Assignment.shift.has(Shift.posting.has(own)))
