"""Not today: no reason is asked, and at midnight it is gone."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.database import db
from marketplace.models.users import Role
from marketplace.services import absences
from marketplace.web.members import own

blueprint = Blueprint("absences", __name__, url_prefix="/absences")


@blueprint.get("/today")
@open_to(Role.MEMBER)
def today() -> str:
    """Make sure, or see that it is said."""
    return render_template(
        "members/absences/today.html",
        away=absences.today_of(own.member()),
    )


@blueprint.post("/today")
@open_to(Role.MEMBER)
def not_today() -> Response:
    """Be away until midnight."""
    absences.not_today(own.member(), actor())
    db.session.commit()
    flash(gettext("Okej, inte i dag. Tack för att du sa till."), "success")
    return redirect(url_for("members.shifts.index"), 303)


@blueprint.post("/today/undo")
@open_to(Role.MEMBER)
def undo() -> Response:
    """Be there after all."""
    absences.after_all(own.member(), actor())
    db.session.commit()
    flash(gettext("Bra, då kan du få frågor i dag igen."), "success")
    return redirect(url_for("members.shifts.index"), 303)
