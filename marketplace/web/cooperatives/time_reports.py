"""Hours of a job: proposed as planned, corrected where it went otherwise, reported at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.services import history, time_reports
from marketplace.services.time_reports import Hours
from marketplace.web import events
from marketplace.web.errors import say
from marketplace.web.fields import read_clock

blueprint = Blueprint("time_reports", __name__, url_prefix="/time-reports")


@dataclass(frozen=True, slots=True)
class Row:
    """One person on one shift: hours to report, or disputed ones to correct."""

    key: str
    name: str
    hours: Hours
    assignment: Assignment
    disputed: TimeReport | None = None


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def edit(public_id: str) -> str | tuple[str, int] | Response:
    """One row a person; those who were not there are ticked off, disputed hours corrected."""
    posting = find(
        Posting,
        public_id,
        Posting.cooperative_id == viewer().cooperative_id,
        lock=request.method == "POST",
    )
    rows = _rows(posting)
    if request.method == "GET":
        return _page(posting, rows, {})
    try:
        number = _take(posting, rows)
    except Invalid as error:
        db.session.rollback()
        return _page(posting, _rows(posting), {error.field or "": say(error)}), 400
    db.session.commit()
    flash(
        ngettext("%(num)d tidrapport är skickad.", "%(num)d tidrapporter är skickade.", number)
        if number
        else gettext("Allt var redan rapporterat."),
        "success",
    )
    return redirect(url_for("cooperatives.crews.show", public_id=posting.public_id), 303)


def _rows(posting: Posting) -> list[Row]:
    new = [
        Row(one.public_id, one.member.name, time_reports.as_planned(one), one)
        for one in time_reports.to_report(posting)
    ]
    disputed = [
        Row(
            report.public_id,
            report.assignment.member.name,
            Hours(report.starts_at, report.ends_at, report.break_minutes),
            report.assignment,
            report,
        )
        for report in time_reports.of_posting(posting)
        if report.status == TimeReportStatus.DISPUTED
    ]
    return disputed + new


def _take(posting: Posting, rows: Sequence[Row]) -> int:
    typed = {row.key: _hours(row) for row in rows}
    corrected = {
        row.disputed: hours
        for row in rows
        if row.disputed is not None and (hours := typed[row.key]) is not None
    }
    if corrected:
        time_reports.correct(posting, corrected, actor())
    worked = {row.assignment: typed[row.key] for row in rows if row.disputed is None}
    return time_reports.report(posting, worked, actor()) + len(corrected)


def _page(posting: Posting, rows: Sequence[Row], errors: Mapping[str, str]) -> str:
    reports = time_reports.of_posting(posting)
    names = {one.id: one.assignment.member.name for one in reports}
    told = history.timeline_of(reports) if reports else []
    return render_template(
        "cooperatives/time_reports/edit.html",
        posting=posting,
        rows=rows,
        reports=reports,
        events=events.lines(told, lambda one: names[one.subject_id]),
        typed=request.form,
        errors=errors,
    )


def _hours(row: Row) -> Hours | None:
    """What was typed for one person; None where she was not there."""
    key = row.key
    if request.form.get(f"absent-{key}") and row.disputed is None:
        return None
    starts = _moment(f"starts-{key}", row.hours.starts_at, after=None)
    ends = _moment(f"ends-{key}", row.hours.ends_at, after=starts)
    typed = request.form.get(f"break-{key}", str(row.hours.break_minutes)).strip()
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
    overnight = after is not None and local(planned).date() > local(after).date()
    return moment + timedelta(days=1) if overnight and after and moment <= after else moment
