"""Everybody who can sign in: found, let in, signed out, shut out."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to, viewer
from marketplace.database import db
from marketplace.models.users import Role, User
from marketplace.services import history, people
from marketplace.web import events
from marketplace.web.page import ROLE_NAMES
from marketplace.web.paging import asked_page, asked_words, paging

blueprint = Blueprint("users", __name__, url_prefix="/users")


@blueprint.get("")
@open_to(Role.SYSADMIN)
def index() -> str:
    """Everybody by name, searched by name, address or role."""
    words = asked_words()
    role = next((role for role in Role if role == request.args.get("role")), None)
    found = people.find(words, role, asked_page())
    return render_template(
        "admin/users/index.html",
        found=found,
        words=words,
        role=role,
        roles=_role_names(),
        paging=paging(found, q=words, role=role),
    )


@blueprint.get("/<public_id>")
@open_to(Role.SYSADMIN)
def show(public_id: str) -> str:
    """One person: what she may act as, where she is signed in, what was done about it."""
    user = _user(public_id)
    return render_template(
        "admin/users/show.html",
        person=user,
        is_self=user.id == viewer().id,
        roles=_role_names(),
        sessions=people.running_sessions(user),
        events=events.lines(history.timeline(user)),
    )


@blueprint.post("/<public_id>/sessions/end")
@open_to(Role.SYSADMIN)
def end_sessions(public_id: str) -> Response:
    """Sign a person out everywhere."""
    user = _user(public_id, lock=True)
    people.end_sessions(user, actor())
    return _done(user, gettext("%(name)s är utloggad överallt.", name=user.name))


@blueprint.post("/<public_id>/links")
@open_to(Role.SYSADMIN)
def send_link(public_id: str) -> Response:
    """Mail a person a link to sign in with."""
    user = _user(public_id)
    people.send_link(user, actor(), base_url=str(current_app.config["PUBLIC_URL"]))
    return _done(user, gettext("En länk är på väg till %(email)s.", email=user.email))


@blueprint.post("/<public_id>/deactivate")
@open_to(Role.SYSADMIN)
def deactivate(public_id: str) -> Response:
    """Shut a person out."""
    user = _user(public_id, lock=True)
    people.deactivate(user, actor())
    return _done(user, gettext("%(name)s är avstängd och utloggad.", name=user.name))


@blueprint.post("/<public_id>/activate")
@open_to(Role.SYSADMIN)
def activate(public_id: str) -> Response:
    """Let a person in again."""
    user = _user(public_id, lock=True)
    people.activate(user, actor())
    return _done(user, gettext("%(name)s kan logga in igen.", name=user.name))


def _user(public_id: str, *, lock: bool = False) -> User:
    organisation = (joinedload(User.company), joinedload(User.cooperative))
    return find(User, public_id, options=organisation, lock=lock)


def _done(user: User, words: str) -> Response:
    address = url_for("admin.users.show", public_id=user.public_id)
    db.session.commit()
    flash(words, "success")
    return redirect(address, 303)


def _role_names() -> dict[Role, str]:
    return {role: gettext(name) for role, name in ROLE_NAMES.items()}
