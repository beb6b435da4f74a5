"""Who may enter which door, and how another's object becomes "not found"."""

from collections.abc import Callable
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import ColumnElement, select
from sqlalchemy.sql.base import ExecutableOption
from werkzeug.wrappers import Response

from marketplace.database import Identified, db
from marketplace.errors import N_, Invalid, NotAllowed, NotFound
from marketplace.models.history import Actor
from marketplace.models.users import Role, SignIn, User
from marketplace.services import second_factors, sessions
from marketplace.settings import Settings

ANYONE: Final = frozenset[Role]()
STAFF: Final = frozenset({Role.COACH, Role.COOPERATIVE_ADMIN})
OWN_PROOFS: Final = ("account.second_factor.", "account.confirmation.")
"""Doors where one proves who one is: open before that is done."""
Row = TypeVar("Row", bound=Identified)
View = TypeVar("View", bound=Callable[..., Any])


class Viewer(UserMixin):
    """The person behind a request, with the session and token of this one sign-in."""

    def __init__(self, session: SignIn, token: str) -> None:
        self.session, self.user, self.token = session, session.user, token

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token


def open_to(*roles: Role) -> Callable[[View], View]:
    """Declare who may enter a view; without roles: anyone. Every view must be declared."""

    def declare(view: View) -> View:
        view.open_to = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return declare


def recently_confirmed(view: View) -> View:
    """Declare that a view asks anew who one is, where that was last proved over ten minutes ago.

    Stands above `open_to`. For needs, exports, and whatever changes how one signs in.
    """
    view.asks_again = True  # type: ignore[attr-defined]
    return view


def recently_confirmed_for_files(view: View) -> View:
    """Declare that a view asks anew, as above, before it hands its list out as a file.

    Stands above `open_to`. For lists of persons: a page is looked at, a file is carried away.
    """
    view.asks_again_for_files = True  # type: ignore[attr-defined]
    return view


def viewer() -> User:
    """The person signed in. Only for views that are not open to anyone."""
    user: User = current_user.user
    return user


def own_session() -> SignIn:
    """The session of this request. Only for views that are not open to anyone."""
    session: SignIn = current_user.session
    return session


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


def chosen(
    noun: type[Row], public_id: str, *within: ColumnElement[bool], lock: bool = False
) -> Row:
    """The row that a form chose, as `find` looks for it. Raises Invalid where it chose none."""
    try:
        return find(noun, public_id, *within, lock=lock)
    except NotFound as missing:
        raise Invalid(N_("Välj någon i listan.")) from missing


def remember(token: str) -> None:
    """Let this browser be signed in from now on; also with the new token of its session."""
    session = sessions.of_token(token)
    assert session is not None  # noqa: S101 -- whoever calls this has just made it
    login_user(Viewer(session, token))


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
    return Viewer(session, token)


def _ask_at_the_door() -> Response | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    view = current_app.view_functions[request.endpoint]
    roles = roles_of(view)
    if not roles:
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("public.sign_in.new", next=_page_in_hand()), 303)
    if viewer().role not in roles:
        raise NotAllowed(N_("Den här sidan är för andra än den du är inloggad som."))
    return _ask_for_proof(view)


def _ask_for_proof(view: object) -> Response | None:
    """A way to the page where one proves more, where this view needs more than was proved."""
    settings: Settings = current_app.extensions["settings"]
    session, endpoint = own_session(), str(request.endpoint)
    demanded = settings.production and session.user.role in second_factors.DEMANDED_OF
    if demanded and not session.with_code and not endpoint.startswith(OWN_PROOFS):
        return redirect(url_for("account.second_factor.show"), 303)
    if _asks_again(view) and not sessions.is_confirmed(session):
        return redirect(url_for("account.confirmation.new", next=_page_in_hand()), 303)
    return None


def _asks_again(view: object) -> bool:
    """Whether what is asked for wants a proof that is not old."""
    of_file = bool(getattr(view, "asks_again_for_files", False)) and "format" in request.args
    return of_file or bool(getattr(view, "asks_again", False))


def _page_in_hand() -> str | None:
    """Where to come back to: what was being sent is not sent by itself later, its page is shown."""
    if request.method == "GET":
        return request.full_path
    before = urlsplit(request.referrer or "")
    return before.path if before.netloc == request.host else None


def register(app: Flask) -> None:
    """Ask at every request whether this person may enter this door."""
    manager = LoginManager(app)
    manager.session_protection = None  # sessions live on our side and can be revoked there
    manager.user_loader(_load)
    app.before_request(_ask_at_the_door)
