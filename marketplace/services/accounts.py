"""Who a person is: password, one-time link, and limits against guessing."""

from datetime import timedelta
from functools import cache
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func, select

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.history import Actor
from marketplace.models.messages import Channel
from marketplace.models.users import SignIn, SignInLink, User
from marketplace.services import attempts, messages, notices, passwords, sessions
from marketplace.services.history import record
from marketplace.services.sessions import digest, new_token

WINDOW: Final = attempts.WINDOW
LINK_LIVES: Final = timedelta(minutes=30)
TRIES_AN_ACCOUNT: Final = 5
TRIES_AN_ADDRESS: Final = 30
LINKS_A_MAILBOX: Final = 5
HASHES_AT_ONCE: Final = 2
"""Each takes 64 MiB: a crowd of guesses must not take all memory of a web process."""

hasher = PasswordHasher()
_room = BoundedSemaphore(HASHES_AT_ONCE)


def by_password(email: str, password: str, address: str) -> User:
    """The person with this mail address and password.

    Raises Invalid with one and the same text whatever was wrong, after the same work, so that
    nobody learns which addresses are known; and when an account (5) or an address (30) has
    failed too often in a quarter of an hour. The caller commits in both cases. Guesses at one
    account wait for each other, so that no burst gets past the count.
    """
    account, place = attempts.subject("account", email), attempts.subject("address", address)
    attempts.take_turns(account)
    attempts.refuse_too_many(account, TRIES_AN_ACCOUNT)
    attempts.refuse_too_many(place, TRIES_AN_ADDRESS)
    user = _by_email(email)
    if not _fits(user, password) or user is None:
        attempts.note(account, place)
        raise Invalid(
            N_("Adressen eller lösenordet stämmer inte. Försök igen eller be om en länk.")
        )
    attempts.forget(account)
    return user


def prove(user: User, password: str, *, field: str = "password") -> None:
    """Make sure that whoever sits at a signed-in browser still is this person.

    Raises Invalid for a wrong password, counted as wrong sign-ins are, naming that field of the
    form. The caller commits.
    """
    account = attempts.subject("account", user.email or user.public_id)
    attempts.take_turns(account)
    attempts.refuse_too_many(account, TRIES_AN_ACCOUNT)
    if not _fits(user, password):
        attempts.note(account)
        raise Invalid(N_("Lösenordet stämmer inte."), field=field)
    attempts.forget(account)


def set_password(user: User, password: str) -> None:
    """Keep a new password. Raises Invalid where it is short or among the first to be guessed."""
    if len(password) < passwords.LEAST_LENGTH:
        raise Invalid(N_("Lösenordet behöver vara minst 12 tecken långt."), field="password")
    own = [*user.name.split(), (user.email or "").partition("@")[0], "orangeriet"]
    if passwords.is_guessable(password, own):
        raise Invalid(
            N_("Det lösenordet är lätt att gissa. Välj till exempel fyra ord som inte hör ihop."),
            field="password",
        )
    user.password_hash = hashed(password)


def change_password(session: SignIn, password: str, by: Actor) -> str:
    """Set a new password and end every other session; the new token of this one."""
    user = session.user
    set_password(user, password)
    sessions.end_all(user, but=session)
    record("users.password_changed", user, by)
    notices.account_changed(user, N_("Lösenordet är bytt, och alla andra är utloggade."))
    return sessions.confirm(session)


def send_link(email: str, address: str, *, base_url: str) -> None:
    """Mail a one-time link to a known person; nothing to others, and nobody is told which.

    Raises Invalid where an address asks too often. One mailbox gets five in a quarter of an hour.
    """
    place, mailbox = attempts.subject("link", address), attempts.subject("mailbox", email)
    attempts.refuse_too_many(place, TRIES_AN_ADDRESS)
    full = attempts.count(mailbox) >= LINKS_A_MAILBOX
    attempts.note(place, mailbox)
    user = _by_email(email)
    if user is None or user.email is None or full:
        return
    url = f"{base_url}/sign-in/links/{make_link(user)}"
    values = {"name": user.name, "url": url}
    messages.send(Channel.MAIL, user.email, "sign_in_link", member_id=user.member_id, **values)


def make_link(user: User, lives: timedelta = LINK_LIVES) -> str:
    """A new one-time token for a person."""
    token = new_token()
    db.session.add(SignInLink(user_id=user.id, token_hash=digest(token), expires_at=now() + lives))
    return token


def peek_link(token: str) -> User | None:
    """Whose link this is, without using it up; None where it is old, used or unknown."""
    link = _live_link(token, lock=False)
    return link.user if link else None


def use_link(token: str) -> User | None:
    """Use a link up: a second press, or a second person at once, gets None."""
    link = _live_link(token, lock=True)
    if link is None:
        return None
    link.used_at = now()
    return link.user


def hashed(secret: str) -> str:
    """What is kept of a password or code: argon2id, slow and hungry for memory."""
    with _room:
        return hasher.hash(secret)


def is_right(known_hash: str, secret: str) -> bool:
    """Whether this secret was hashed to that; a few at a time, since each takes memory."""
    try:
        with _room:
            return hasher.verify(known_hash, secret)
    except (VerificationError, InvalidHashError):
        return False


def _live_link(token: str, *, lock: bool) -> SignInLink | None:
    query = (
        select(SignInLink)
        .join(User, SignInLink.user_id == User.id)
        .where(
            SignInLink.token_hash == digest(token),
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > now(),
            User.active,
        )
    )
    return db.session.scalar(query.with_for_update(of=SignInLink) if lock else query)


def _by_email(email: str) -> User | None:
    address = email.strip().lower()
    return db.session.scalar(select(User).where(func.lower(User.email) == address, User.active))


def _fits(user: User | None, password: str) -> bool:
    known = user.password_hash if user and user.password_hash else _nobodys_hash()
    return is_right(known, password) and known is not _nobodys_hash()


@cache
def _nobodys_hash() -> str:
    """What is tried where there is no password, so that it takes as long as where there is one."""
    return hashed("a password nobody has")
