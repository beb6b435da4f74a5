"""A member's own shifts, and the way out of one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to, viewer
from marketplace.database import db
from marketplace.models.assignments import Assignment
from marketplace.models.users import Role
from marketplace.services import (
    absences,
    assignments,
    fit_answers,
    hire_lists,
    hire_wishes,
    internal_shifts,
    shifts,
    site_pictures,
)
from marketplace.web.members import own

blueprint = Blueprint("shifts", __name__, url_prefix="/shifts")


@blueprint.get("")
@open_to(Role.MEMBER)
def index() -> str:
    """What I am booked for, and what I am asked."""
    member = viewer().member_id or 0
    coming = shifts.coming(member)
    return render_template(
        "members/shifts/index.html",
        coming=coming,
        pictures=site_pictures.of_sites({one.shift.posting.site_id for one in coming}),
        at_home=internal_shifts.coming(member),
        asked=shifts.asked(member),
        over=fit_answers.due_of_member(member),
        offers=hire_lists.asked(member),
        may_wish=bool(hire_wishes.places(member)),
        away=absences.today_of(own.member()),
    )


@blueprint.get("/<public_id>/leave")
@open_to(Role.MEMBER)
def leave(public_id: str) -> str:
    """Make sure before a seat is given up."""
    return render_template("members/shifts/leave.html", assignment=_own(public_id))


@blueprint.post("/<public_id>/leave")
@open_to(Role.MEMBER)
def cancel(public_id: str) -> Response:
    """Give a seat up, ill or not; no reason is asked."""
    if request.form.get("why") == "sick":
        assignments.report_sick(_own(public_id), actor())
        db.session.commit()
        flash(gettext("Krya på dig! Kooperativet vet att du är sjuk."), "success")
        return redirect(url_for("members.shifts.index"), 303)
    assignments.cancel_by_member(_own(public_id), actor())
    db.session.commit()
    flash(gettext("Du är avbokad. Tack för att du sa till."), "success")
    return redirect(url_for("members.shifts.index"), 303)


def _own(public_id: str) -> Assignment:
    return find(Assignment, public_id, Assignment.member_id == viewer().member_id)
