"""Coming in and going out: what is the same for password, link, code and a new proof."""

from flask import redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from marketplace.access import forget, remember
from marketplace.database import db
from marketplace.models.users import SignIn, User
from marketplace.services import second_factors, sessions
from marketplace.web.addresses import safe_next
from marketplace.web.device import device_of
from marketplace.web.page import home_url

HALF_WAY = "half_way"
TO_CONFIRM = "to_confirm"


def enter(user: User, back: str | None) -> Response:
    """Let in a person who has proved who she is once, or ask for her code first."""
    leave()
    needs_code = second_factors.is_on(user)
    device = device_of(request.user_agent.string)
    token = sessions.start(user, device=device, awaits_code=needs_code)
    if not needs_code:
        return _open(user, token, back)
    db.session.commit()
    session[HALF_WAY] = token
    return redirect(url_for("public.sign_in.code", next=back), 303)


def half_way() -> SignIn | None:
    """The sign-in of this browser that only lacks its code."""
    return sessions.half_way(session.get(HALF_WAY, ""))


def finish(half: SignIn, back: str | None) -> Response:
    """Let in a person who has given her code too; from here on by another token."""
    token = sessions.confirm(half, with_code=True)
    empty_cookie()
    return _open(half.user, token, back)


def leave() -> None:
    """End the session of this browser on our side, and forget all that its cookie held."""
    if current_user.is_authenticated:
        sessions.end(current_user.get_id())
        forget()
    if HALF_WAY in session:
        sessions.end(session[HALF_WAY])
    empty_cookie()


def empty_cookie() -> None:
    """Nothing planted before a sign-in lives on after it; only the language stays."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language


def remember_page_to_confirm(user: User, address: str | None) -> None:
    """Where this person wanted to go when she asked for a link instead of giving a password."""
    session[TO_CONFIRM] = [user.public_id, safe_next(address)]


def page_to_confirm(user: User) -> str | None:
    """Where a link leads this person on to, in the browser that she asked for it in."""
    public_id, address = session.get(TO_CONFIRM, ("", None))
    return address if public_id == user.public_id else None


def _open(user: User, token: str, back: str | None) -> Response:
    role = user.role
    db.session.commit()
    session.permanent = True
    remember(token)
    return redirect(safe_next(back) if back else home_url(role), 303)
