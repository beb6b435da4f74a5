"""Everybody who can sign in: found, let in, signed out, shut out."""

from collections.abc import Sequence

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to, recently_confirmed_for_files, viewer
from marketplace.database import db
from marketplace.errors import N_
from marketplace.models.users import Role, User
from marketplace.services import people
from marketplace.web import events, lists
from marketplace.web.lists import Choice, Column
from marketplace.web.page import ROLE_NAMES

blueprint = Blueprint("users", __name__, url_prefix="/users")


@blueprint.get("")
@recently_confirmed_for_files
@open_to(Role.SYSADMIN)
def index() -> str | Response:
    """Everybody by name, searched by name or address, narrowed by role."""
    listed = lists.read(people.source(), _choices())
    columns = _columns()
    if listed.is_file:
        people.note_export(viewer(), listed.total, actor())
        db.session.commit()
    return listed.file("personer", columns) or render_template(
        "admin/users/index.html",
        listed=listed,
        columns=listed.heads(columns),
        roles=_role_names(),
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
        events=events.of(user),
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


def _choices() -> Sequence[Choice]:
    return (
        Choice("role", N_("Roll"), {role.value: words for role, words in ROLE_NAMES.items()}),
        Choice("state", N_("Läge"), {"in": N_("Kan logga in"), "out": N_("Avstängd")}),
    )


def _columns() -> Sequence[Column[User]]:
    names = _role_names()
    return (
        Column(N_("Namn"), lambda one: one.name, "name"),
        Column(N_("E-postadress"), lambda one: one.email, "email"),
        Column(N_("Roll"), lambda one: names[one.role], "role"),
        Column(N_("Hör till"), _organisation),
        Column(
            N_("Läge"), lambda one: gettext("Kan logga in") if one.active else gettext("Avstängd")
        ),
    )


def _organisation(one: User) -> str:
    found = one.company or one.cooperative
    return found.name if found is not None else ""


def _role_names() -> dict[Role, str]:
    return {role: gettext(name) for role, name in ROLE_NAMES.items()}
