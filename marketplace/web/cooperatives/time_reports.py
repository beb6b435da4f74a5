"""Hours of a job: proposed as planned, corrected where it went otherwise, reported at once."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to, viewer
from marketplace.clock import at, local
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.assignments import Assignment
from marketplace.models.postings import Posting
from marketplace.services import time_reports
from marketplace.services.time_reports import Hours
from marketplace.web.errors import say
from marketplace.web.fields import read_clock

blueprint = Blueprint("time_reports", __name__, url_prefix="/time-reports")


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def edit(public_id: str) -> str | tuple[str, int] | Response:
    """One row a person; those who were not there are ticked off."""
    posting = find(
        Posting,
        public_id,
        Posting.cooperative_id == viewer().cooperative_id,
        lock=request.method == "POST",
    )
    rows = time_reports.to_report(posting)
    if request.method == "GET":
        return _page(posting, {})
    try:
        worked = {row: _hours(row) for row in rows}
        number = time_reports.report(posting, worked, actor())
    except Invalid as error:
        db.session.rollback()
        return _page(posting, {error.field or "": say(error)}), 400
    db.session.commit()
    flash(
        ngettext("%(num)d tidrapport är skickad.", "%(num)d tidrapporter är skickade.", number)
        if number
        else gettext("Allt var redan rapporterat."),
        "success",
    )
    return redirect(url_for("cooperatives.crews.show", public_id=posting.public_id), 303)


def _page(posting: Posting, errors: Mapping[str, str]) -> str:
    return render_template(
        "cooperatives/time_reports/edit.html",
        posting=posting,
        rows=time_reports.to_report(posting),
        reports=time_reports.of_posting(posting),
        typed=request.form,
        errors=errors,
    )


def _hours(assignment: Assignment) -> Hours | None:
    """What was typed for one person; None where she was not there."""
    key = assignment.public_id
    if request.form.get(f"absent-{key}"):
        return None
    planned = time_reports.as_planned(assignment)
    starts = _moment(f"starts-{key}", planned.starts_at, after=None)
    ends = _moment(f"ends-{key}", planned.ends_at, after=starts)
    typed = request.form.get(f"break-{key}", str(planned.break_minutes)).strip()
    if not typed.isdecimal() or len(typed) > 3:
        raise Invalid(N_("Skriv rasten i minuter, till exempel 30."), f"break-{key}")
    return Hours(starts, ends, int(typed))


def _moment(name: str, planned: datetime, after: datetime | None) -> datetime:
    typed = request.form.get(name)
    if typed is None:
        return planned
    minute = read_clock(typed)
    if minute is None:
        raise Invalid(N_("Skriv klockslaget som 7, 07:30 eller 0730."), name)
    moment = at(local(planned).date(), minute)
    if after is not None and moment <= after and local(planned).date() > local(after).date():
        moment += timedelta(days=1)
    return moment
