"""Changing a job: on one screen, with what can still change and what it means."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField

from marketplace.access import actor, open_to
from marketplace.clock import local
from marketplace.database import db
from marketplace.errors import Conflict, Faulty
from marketplace.models.postings import Posting
from marketplace.models.users import Role
from marketplace.services import changes
from marketplace.services.wishes import Wish
from marketplace.web.companies import own
from marketplace.web.errors import say
from marketplace.web.fields import ClockField, NoteField, PlainField, WholeField
from marketplace.web.listing import rows

blueprint = Blueprint("changes", __name__, url_prefix="/changes")


class ChangeForm(FlaskForm):
    """What of a job may change."""

    starts = ClockField(_l("Börjar"))
    ends = ClockField(_l("Slutar"))
    break_minutes = WholeField(_l("Rast i minuter"))
    heads = WholeField(_l("Antal personer"))
    supervisor_name = PlainField(_l("Vem tar emot på plats?"))
    details = NoteField(_l("Bra att veta"))
    is_public = BooleanField(_l("Visa jobbet öppet på webben"))


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def edit(public_id: str) -> str | tuple[str, int] | Response:
    """Say what may change, then change it."""
    posting = own.posting(public_id, lock=request.method == "POST")
    room = changes.room(posting)
    form = _form(posting, room)
    if not form.validate_on_submit() or not _changed(posting, form):
        return _page(posting, form, room)
    db.session.commit()
    flash(gettext("Jobbet är ändrat."), "success")
    return redirect(url_for("companies.postings.show", public_id=public_id), 303)


def _form(posting: Posting, room: changes.Room) -> ChangeForm:
    """The job as it stands, without the hours where they do."""
    form = ChangeForm(data=_as_it_stands(posting) if request.method == "GET" else None)
    if not room.hours:
        for name in ("starts", "ends", "break_minutes"):
            del form[name]
    return form


def _changed(posting: Posting, form: ChangeForm) -> bool:
    """Change it; whether nothing was wrong. What was is noted at its field."""
    try:
        changes.change(posting, _wish(posting, form), actor())
    except Faulty as error:
        for fault in error.faults:
            field = form[fault.field if fault.field in form else "heads"]
            field.errors = [say(fault)]
    except Conflict as error:
        form.form_errors = [say(error)]
    return not form.errors


def _as_it_stands(posting: Posting) -> dict[str, Any]:
    shift = (posting.live_shifts or posting.shifts)[0]
    start, end = local(shift.starts_at), local(shift.ends_at)
    return {
        "starts": start.hour * 60 + start.minute,
        "ends": end.hour * 60 + end.minute,
        "overnight": end.date() > start.date() and (end.hour, end.minute) != (0, 0),
        "break_minutes": shift.break_minutes,
        "heads": shift.heads,
        "supervisor_name": posting.supervisor_name,
        "details": posting.details,
        "is_public": posting.is_public,
    }


def _wish(posting: Posting, form: ChangeForm) -> Wish:
    """What was filled in; hours that are not on the form stay as they are.

    A shift that ends before it begins on the clock ends on the next day.
    """
    given = _as_it_stands(posting) | {name: form[name].data for name in form.data if name in form}
    start, end = given["starts"], given["ends"]
    over_midnight = start is not None and end is not None and 0 < end <= start
    return Wish(
        kind=posting.kind,
        site=posting.site,
        task=posting.task,
        start_minute=start,
        end_minute=1440 if end == 0 else end,
        overnight=given["overnight"] and over_midnight,
        break_minutes=given["break_minutes"],
        heads=given["heads"],
        supervisor_name=given["supervisor_name"] or "",
        details=given["details"] or "",
        is_public=bool(given["is_public"]),
    )


def _page(posting: Posting, form: ChangeForm, room: changes.Room) -> str | tuple[str, int]:
    page = render_template(
        "companies/changes/edit.html",
        form=form,
        room=room,
        row=rows([posting])[0],
        changeable=changes.is_possible(posting),
    )
    return (page, 400) if form.errors else page
