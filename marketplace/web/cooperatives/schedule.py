"""The week: who works when, on the screen and on paper for the notice board."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, open_to, recently_confirmed_for_files, viewer
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import N_
from marketplace.models.internal_shifts import InternalShift
from marketplace.models.members import Member
from marketplace.models.postings import Shift
from marketplace.services import members, schedules
from marketplace.services.schedules import Person, Piece
from marketplace.text import span
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.internal_shifts import PLACES
from marketplace.web.cooperatives.weeks import A_WEEK, asked_monday
from marketplace.web.lists import FILES
from marketplace.web.spreadsheets import Kind
from marketplace.web.text import short_day
from marketplace.web.vocabulary import task_name

blueprint = Blueprint("schedule", __name__, url_prefix="/schedule")
HEADS = (N_("Namn"), N_("Dag"), N_("Tid"), N_("Jobb"), N_("Plats"), N_("Läge"))


@blueprint.get("")
@recently_confirmed_for_files
@open_to(*STAFF)
def show() -> str | Response:
    """A week of the cooperative; those who have something to do first.

    The file names them, so it is given after a proof and written down.
    """
    monday = asked_monday()
    people = schedules.of_week(viewer().cooperative_id or 0, monday)
    _, written = FILES.get(request.args.get("format", ""), (None, None))
    if written is not None:
        members.note_export(own.cooperative(), len(people), actor())
        db.session.commit()
        heads = [gettext(head) for head in HEADS]
        name = f"{own.cooperative().slug}-{monday:%G-v%V}"
        return written(name, heads, [Kind.PLAIN] * len(heads), _cells(people))
    return render_template("cooperatives/schedule/show.html", **_week(monday, people))


@blueprint.get("/sheet")
@open_to(*STAFF)
def sheet() -> str:
    """The same on paper: only those who work, by the name that is enough to know them."""
    monday = asked_monday()
    people = schedules.of_week(viewer().cooperative_id or 0, monday)
    at_work = [one for one in people if any(piece.booked for day in one.days for piece in day)]
    return render_template(
        "cooperatives/schedule/sheet.html",
        cooperative=own.cooperative(),
        **_week(monday, at_work, asked=False),
    )


def _week(monday: date, people: Sequence[Person], *, asked: bool = True) -> dict[str, object]:
    days = schedules.week_from(monday)
    here = "cooperatives.schedule.show"
    return {
        "monday": monday,
        "number": f"{monday:%V}",
        "week_name": f"{monday:%G-W%V}",
        "days": [{"label": short_day(day), "current": day == today()} for day in days],
        "rows": [_row(one, asked) for one in people if any(one.days)],
        "free": [_free(one.member) for one in people if not any(one.days)],
        "previous_url": url_for(here, week=f"{monday - A_WEEK:%G-W%V}"),
        "next_url": url_for(here, week=f"{monday + A_WEEK:%G-W%V}"),
        "sheet_url": url_for("cooperatives.schedule.sheet", week=f"{monday:%G-W%V}"),
        "downloads": [
            {"label": gettext(label), "url": url_for(here, week=f"{monday:%G-W%V}", format=file)}
            for file, (label, _) in FILES.items()
        ],
    }


def _free(member: Member) -> dict[str, str]:
    return {"name": member.name, "public_id": member.public_id}


def _row(person: Person, asked: bool) -> dict[str, object]:
    return {
        "name": person.member.name if asked else person.member.short_name,
        "cells": [[_cell(one, asked) for one in day if asked or one.booked] for day in person.days],
    }


def _cell(piece: Piece, linked: bool) -> dict[str, str]:
    shift = piece.shift
    cell = {
        "time": span(shift.starts_at, shift.ends_at),
        "text": _where(shift),
        "kind": "good" if piece.booked else "waiting",
    }
    if not piece.booked:
        cell["text"] = gettext("%(company)s, väntar på svar", company=_where(shift))
    if linked:
        cell["url"] = _address(shift)
    return cell


def _where(shift: Shift | InternalShift) -> str:
    """A company, or a place of the cooperative's own."""
    if isinstance(shift, InternalShift):
        return str(gettext(PLACES[shift.place][0]))
    return shift.posting.company.name


def _address(shift: Shift | InternalShift) -> str:
    if isinstance(shift, InternalShift):
        return url_for("cooperatives.internal_shifts.show", public_id=shift.public_id)
    return url_for("cooperatives.crews.show", public_id=shift.posting.public_id)


def _task(shift: Shift | InternalShift) -> str:
    return task_name(shift.task if isinstance(shift, InternalShift) else shift.posting.task)


def _cells(people: Sequence[Person]) -> list[list[object]]:
    return [
        [
            person.member.name,
            piece.shift.day,
            span(piece.shift.starts_at, piece.shift.ends_at),
            _task(piece.shift),
            _where(piece.shift),
            gettext("Bokad") if piece.booked else gettext("Väntar på svar"),
        ]
        for person in people
        for day in person.days
        for piece in day
    ]
