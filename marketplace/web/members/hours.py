"""When I can work: tap a day and a part of it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.clock import today
from marketplace.database import db
from marketplace.models.users import Role
from marketplace.services import weekly_hours
from marketplace.web import week_form
from marketplace.web.members import own

blueprint = Blueprint("hours", __name__, url_prefix="/hours")


@blueprint.get("")
@open_to(Role.MEMBER)
def edit() -> str:
    """A week, with what I can."""
    return render_template(
        "members/hours/edit.html", **week_form.shown(own.member()), today=today()
    )


@blueprint.post("")
@open_to(Role.MEMBER)
def save() -> Response:
    """Keep what was tapped."""
    weekly_hours.change(own.member(), week_form.tapped(own.member()), actor())
    db.session.commit()
    flash(gettext("Sparat. Du får bara frågor om tider när du kan."), "success")
    return redirect(url_for("members.hours.edit"), 303)
