"""Where one is signed in, and ending it there."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import find, open_to, own_session, recently_confirmed, viewer
from marketplace.database import db
from marketplace.models.users import Role, SignIn
from marketplace.services import second_factors, sessions
from marketplace.web.account.words import stretch

blueprint = Blueprint("sessions", __name__, url_prefix="/sessions")


@blueprint.get("")
@open_to(*Role)
def index() -> str:
    """All of one's sign-ins, and the ways to everything else about them."""
    user = viewer()
    limits = sessions.LIMITS[user.role]
    return render_template(
        "account/sessions/index.html",
        person=user,
        running=sessions.running(user),
        own=own_session(),
        idle=stretch(limits.idle),
        longest=stretch(limits.longest),
        has_code=second_factors.is_on(user),
    )


@blueprint.post("/<public_id>/end")
@recently_confirmed
@open_to(*Role)
def end(public_id: str) -> Response:
    """End one of one's own sign-ins."""
    session = find(SignIn, public_id, SignIn.user_id == viewer().id)
    sessions.end_one(session)
    db.session.commit()
    flash(gettext("Utloggad där."), "success")
    return redirect(url_for("account.sessions.index"), 303)


@blueprint.post("/end-others")
@recently_confirmed
@open_to(*Role)
def end_others() -> Response:
    """End every sign-in but the one in hand."""
    sessions.end_all(viewer(), but=own_session())
    db.session.commit()
    flash(gettext("Du är utloggad överallt utom här."), "success")
    return redirect(url_for("account.sessions.index"), 303)
