"""When I can work: tap a day and a part of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import N_
from marketplace.models.users import Role
from marketplace.services import weekly_hours
from marketplace.services.weekly_hours import WEEKDAYS, Part, Week
from marketplace.web.members import own
from marketplace.web.text import weekday

blueprint = Blueprint("hours", __name__, url_prefix="/hours")
PARTS = {
    Part.MORNING: N_("Förmiddag"),
    Part.AFTERNOON: N_("Eftermiddag"),
    Part.EVENING: N_("Kväll"),
    Part.NIGHT: N_("Natt"),
}


@blueprint.get("")
@open_to(Role.MEMBER)
def edit() -> str:
    """A week, with what I can."""
    member = own.member()
    stretches = weekly_hours.stretches_of(member)
    return render_template(
        "members/hours/edit.html",
        parts=[(part, gettext(PARTS[part])) for part in weekly_hours.parts_for(member)],
        week=weekly_hours.week_of(member),
        days=[(day, weekday(day), stretches[day]) for day in WEEKDAYS],
        today=today(),
    )


@blueprint.post("")
@open_to(Role.MEMBER)
def save() -> Response:
    """Keep what was tapped."""
    weekly_hours.change(own.member(), _tapped(), actor())
    db.session.commit()
    flash(gettext("Sparat. Du får bara frågor om tider när du kan."), "success")
    return redirect(url_for("members.hours.edit"), 303)


def _tapped() -> Week:
    """What was tapped; a part that she was not offered stays as it was."""
    member, words = own.member(), {part.value: part for part in Part}
    offered, shown = weekly_hours.parts_for(member), weekly_hours.week_of(member)
    tapped = {
        day: {words[one] for one in request.form.getlist(f"day-{day}") if one in words}
        for day in WEEKDAYS
    }
    return {
        day: frozenset((tapped[day] & set(offered)) | (shown[day] - set(offered)))
        for day in WEEKDAYS
    }
