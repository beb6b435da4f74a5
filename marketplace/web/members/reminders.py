"""Whether and when I am reminded of a shift."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.database import db
from marketplace.errors import N_
from marketplace.models.members import Reminder
from marketplace.models.users import Role
from marketplace.services import shift_reminders
from marketplace.web.members import own

blueprint = Blueprint("reminders", __name__, url_prefix="/reminders")
WORDS = {
    Reminder.NONE: N_("Nej, påminn mig inte"),
    Reminder.EVENING_BEFORE: N_("Kvällen före, klockan 18"),
    Reminder.TWO_HOURS_BEFORE: N_("Två timmar före"),
}


@blueprint.get("")
@open_to(Role.MEMBER)
def edit() -> str:
    """The choice as it stands."""
    choices = [(when.value, gettext(text)) for when, text in WORDS.items()]
    return render_template(
        "members/reminders/edit.html", choices=choices, chosen=own.member().reminder.value
    )


@blueprint.post("")
@open_to(Role.MEMBER)
def save() -> Response:
    """Keep the choice."""
    words = {when.value: when for when in Reminder}
    when = words.get(request.form.get("when", ""))
    if when is None:
        raise BadRequest
    shift_reminders.wish(own.member(), when, actor())
    db.session.commit()
    flash(gettext("Sparat."), "success")
    return redirect(url_for("members.shifts.index"), 303)
