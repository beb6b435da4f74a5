"""Presence: ticked off on a phone, or on paper and written in afterwards."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.form import BaseForm

from marketplace.access import STAFF, actor, find, open_to, viewer
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.members import Member
from marketplace.services import presences
from marketplace.services.presences import There
from marketplace.web import events
from marketplace.web.cooperatives import own
from marketplace.web.errors import say
from marketplace.web.lists import FILES
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("presence", __name__, url_prefix="/presence")
A_DAY = timedelta(days=1)
HEADS = (N_("Dag"), N_("Personer"), N_("Måltider"), N_("Timmar"))
KINDS = (Kind.PLAIN, Kind.PLAIN, Kind.PLAIN, Kind.MINUTES)


@blueprint.get("")
@open_to(*STAFF)
def edit() -> str:
    """The list of a day, today's if none is named."""
    return _page(_asked_day())


@blueprint.post("")
@open_to(*STAFF)
def keep() -> Response | tuple[str, int]:
    """Write it; what cannot be read is shown again as it was typed."""
    day = _asked_day()
    there = _there(day)
    if wrong := [member for member, one in there.items() if not one.can_be]:
        return _page(day, wrong), 400
    try:
        presences.keep(own.cooperative(), day, there, actor())
    except Invalid as error:
        db.session.rollback()
        return _page(day, trouble=[say(error)]), 400
    db.session.commit()
    flash(gettext("Närvaron är sparad."), "success")
    return redirect(url_for("cooperatives.presence.edit", day=day.isoformat()), 303)


@blueprint.get("/sheet")
@open_to(*STAFF)
def sheet() -> str:
    """The same list on paper, with boxes to tick by hand."""
    day = _asked_day()
    return render_template(
        "cooperatives/presence/sheet.html",
        cooperative=own.cooperative(),
        day=day,
        people=[member for member, _ in presences.of_day(own.cooperative().id, day)],
    )


@blueprint.get("/month")
@open_to(*STAFF)
def month() -> str | Response:
    """What a month comes to: people, meals and hours, day by day."""
    first = _asked_day().replace(day=1)
    days = presences.of_month(own.cooperative().id, first)
    _, written = FILES.get(request.args.get("format", ""), (None, None))
    if written is not None:
        rows = [[one.day, one.people, one.meals, one.minutes] for one in days]
        name = f"{own.cooperative().slug}-narvaro-{first:%Y-%m}"
        return written(name, [gettext(head) for head in HEADS], KINDS, rows)
    return render_template("cooperatives/presence/month.html", **_month(first), days=days)


@blueprint.get("/letters/<public_id>")
@open_to(*STAFF)
def letter(public_id: str) -> str:
    """An attendance letter of a month, for the person to hand over where she wants to."""
    member = find(Member, public_id, Member.cooperative_id == viewer().cooperative_id)
    first = _asked_day().replace(day=1)
    return render_template(
        "cooperatives/presence/letter.html",
        member=member,
        first=first,
        day=today(),
        rows=presences.of_member(member, first),
    )


def _page(day: date, wrong: Sequence[Member] = (), trouble: Sequence[str] = ()) -> str:
    people = presences.of_day(own.cooperative().id, day)
    form = _hours_of([member for member, _ in people])
    form.form_errors = list(trouble)
    for member in wrong:
        field = form[f"hours-{member.public_id}"]
        field.errors = [f"{field.label.text}: {gettext(presences.UNREADABLE)}"]
    return render_template(
        "cooperatives/presence/edit.html",
        day=day,
        today=today(),
        people=people,
        number=sum(1 for _, there in people if there),
        promised=presences.PROMISED,
        usual=_hours(presences.USUAL_MINUTES),
        hours={member.id: _hours(there.minutes) for member, there in people if there},
        typed=request.form,
        form=form,
        unreadable=gettext(presences.UNREADABLE),
        yesterday=day - A_DAY,
        tomorrow=min(day + A_DAY, today()),
        events=events.lines(presences.happenings(own.cooperative(), day)),
    )


def _hours_of(people: Sequence[Member]) -> BaseForm:
    """A field of hours for each person, as many as the day has: for the error summary."""
    names = {one.public_id: gettext("Timmar för %(name)s", name=one.name) for one in people}
    form = BaseForm({f"hours-{public_id}": StringField(name) for public_id, name in names.items()})
    form.process(request.form)
    return form


def _month(first: date) -> dict[str, object]:
    here = "cooperatives.presence.month"
    return {
        "first": first,
        "previous_url": url_for(here, day=(first - A_DAY).isoformat()),
        "next_url": url_for(here, day=presences.after(first).isoformat()),
        "promised": presences.PROMISED,
        "heads": [gettext(head) for head in HEADS],
        "downloads": [
            {"label": gettext(label), "url": url_for(here, day=first.isoformat(), format=file)}
            for file, (label, _) in FILES.items()
        ],
    }


def _there(day: date) -> Mapping[Member, There]:
    """Who is ticked, for how long; no time at all where the hours cannot be read."""
    return {
        member: There(_minutes(f"hours-{member.public_id}"), f"meal-{member.public_id}" in form)
        for form in (request.form,)
        for member, _ in presences.of_day(own.cooperative().id, day)
        if f"there-{member.public_id}" in form
    }


def _minutes(name: str) -> int:
    typed = request.form.get(name, "").strip().replace(",", ".")
    if not typed:
        return presences.USUAL_MINUTES
    whole, _, part = typed.partition(".")
    digits = (whole + part).isascii() and (whole + part).isdecimal() and len(typed) <= len("99.99")
    return round(float(typed) * 60) if digits else 0


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _asked_day() -> date:
    try:
        asked = date.fromisoformat(request.values.get("day", ""))
    except ValueError:
        return today()
    return asked if date(2000, 1, 1) <= asked <= date(2100, 1, 1) else today()
