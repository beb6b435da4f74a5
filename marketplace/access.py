"""Who may enter which door, and how another's object becomes "not found"."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from flask import Flask, current_app, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import ColumnElement, select
from sqlalchemy.sql.base import ExecutableOption
from werkzeug.wrappers import Response

from marketplace.database import Identified, db
from marketplace.errors import N_, NotAllowed, NotFound
from marketplace.models.history import Actor
from marketplace.models.users import Role, User
from marketplace.services import sessions

ANYONE: Final = frozenset[Role]()
STAFF: Final = frozenset({Role.COACH, Role.COOPERATIVE_ADMIN})
Row = TypeVar("Row", bound=Identified)
View = TypeVar("View", bound=Callable[..., Any])


class Viewer(UserMixin):
    """The person behind a request, with the token of this one sign-in."""

    def __init__(self, user: User, token: str) -> None:
        self.user, self.token = user, token

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token


def open_to(*roles: Role) -> Callable[[View], View]:
    """Declare who may enter a view; without roles: anyone. Every view must be declared."""

    def declare(view: View) -> View:
        view.open_to = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return declare


def viewer() -> User:
    """The person signed in. Only for views that are not open to anyone."""
    user: User = current_user.user
    return user


def actor() -> Actor:
    """The person signed in, as history writes her down."""
    user = viewer()
    return Actor(user.role.value, user.name, user_id=user.id, member_id=user.member_id)


def find(
    noun: type[Row],
    public_id: str,
    *within: ColumnElement[bool],
    options: tuple[ExecutableOption, ...] = (),
    lock: bool = False,
) -> Row:
    """The row with this address, within what the viewer may see. Raises NotFound.

    `lock` holds the row until the commit, so that two who press the same button take turns.
    """
    query = select(noun).where(noun.public_id == public_id, *within).options(*options)
    if lock:
        query = query.with_for_update(key_share=True, of=noun)
    known = public_id.isalnum()  # nothing else is ever an address, and a NUL is no text at all
    row = db.session.scalars(query).unique().one_or_none() if known else None
    if row is None:
        raise NotFound(N_("Sidan finns inte, eller så hör den till någon annan."))
    return row


def remember(user: User, token: str) -> None:
    """Let this browser be signed in from now on."""
    login_user(Viewer(user, token))


def forget() -> None:
    """Sign this browser out."""
    logout_user()


def roles_of(view: object) -> frozenset[Role]:
    """Who may enter a view; empty: anyone. A view that declares nothing is a fault of ours."""
    roles = getattr(view, "open_to", None)
    if roles is None:
        raise RuntimeError(f"{view} does not declare who may enter: add @open_to(...)")
    return frozenset(roles)


def _load(token: str) -> Viewer | None:
    session = sessions.of_token(token)
    if session is None:
        return None
    if sessions.note_use(session):
        db.session.commit()
    return Viewer(session.user, token)


def _ask_at_the_door() -> Response | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    roles = roles_of(current_app.view_functions[request.endpoint])
    if not roles:
        return None
    if not current_user.is_authenticated:
        back = request.full_path if request.method == "GET" else None
        return redirect(url_for("public.sign_in.new", next=back), 303)
    if viewer().role not in roles:
        raise NotAllowed(N_("Den här sidan är för andra än den du är inloggad som."))
    return None


def register(app: Flask) -> None:
    """Ask at every request whether this person may enter this door."""
    manager = LoginManager(app)
    manager.session_protection = None  # sessions live on our side and can be revoked there
    manager.user_loader(_load)
    app.before_request(_ask_at_the_door)
