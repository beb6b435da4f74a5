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
    assignment, wished = _assignment(public_id), "ask" in request.form
    asked = sick_calls.report(
        assignment, actor(), base_url=current_app.config["PUBLIC_URL"], ask_next=wished
    )
    two = wished and asked is None and bool(sick_calls.ways(assignment, actor()).chains)
    db.session.commit()
    text = gettext("Platsen är fri. Vi letar efter någon annan.")
    if asked is not None:
        text = gettext("Platsen är fri. %(name)s har fått frågan.", name=asked.short_name)
    flash(gettext("Platsen är fri.") if two else text, "success")
    if two:
        return redirect(url_for("cooperatives.sick_calls.cover", public_id=public_id), 303)
    return _to_crew(assignment)


@blueprint.get("/<public_id>/cover")
@open_to(*STAFF)
def cover(public_id: str) -> str:
    """Two who can fill the seat together, where nobody is free."""
    assignment = _assignment(public_id)
    page = render_template(
        "cooperatives/sick_calls/cover.html",
        assignment=assignment,
        ways=sick_calls.ways(assignment, actor()),
    )
    db.session.commit()  # those whose needs were read can see it
    return page


@blueprint.post("/<public_id>/cover")
@open_to(*STAFF)
def swap(public_id: str) -> Response:
    """Let one move here, who is asked at once, and another take over where she stood."""
    assignment, base_url = _assignment(public_id), current_app.config["PUBLIC_URL"]
    mover, _, second = request.form.get("pair", "").partition(" ")
    chain = sick_calls.cover(assignment, mover, second, actor(), base_url=base_url)
    db.session.commit()
    flash(
        gettext(
            "%(mover)s har fått frågan, och %(second)s tar hennes eller hans plats.",
            mover=chain.mover.short_name,
            second=chain.second.short_name,
        ),
        "success",
    )
    return _to_crew(assignment)


def _to_crew(assignment: Assignment) -> Response:
    address = url_for("cooperatives.crews.show", public_id=assignment.shift.posting.public_id)
    return redirect(address, 303)


def _assignment(public_id: str) -> Assignment:
    own = Posting.cooperative_id == viewer().cooperative_id
    return find(Assignment, public_id, Assignment.shift.has(Shift.posting.has(own)))
