"""Who a person is: password, one-time link, and limits against guessing."""

import hashlib
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.messages import Channel
from marketplace.models.users import SignInAttempt, SignInLink, User
from marketplace.services import messages
from marketplace.services.sessions import digest, new_token

LINK_LIVES = timedelta(minutes=30)
WINDOW = timedelta(minutes=15)
TRIES_AN_ACCOUNT = 5
TRIES_AN_ADDRESS = 30
LEAST_PASSWORD_LENGTH = 12

hasher = PasswordHasher()
_NOBODYS_HASH = hasher.hash("a password nobody has")


def by_password(email: str, password: str, address: str) -> User:
    """The person with this mail address and password.

    Raises Invalid with one and the same text whatever was wrong, after the same work, so that
    nobody learns which addresses are known; and when an account (5) or an address (30) has
    failed too often in a quarter of an hour. The caller commits in both cases.
    """
    account, place = _subject("account", email), _subject("address", address)
    _refuse_too_many(account, TRIES_AN_ACCOUNT)
    _refuse_too_many(place, TRIES_AN_ADDRESS)
    user = _by_email(email)
    if not _fits(user, password) or user is None:
        for subject in (account, place):
            db.session.add(SignInAttempt(subject=subject, tried_at=now()))
        raise Invalid(
            N_("Adressen eller lösenordet stämmer inte. Försök igen eller be om en länk.")
        )
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.subject == account))
    return user


def set_password(user: User, password: str) -> None:
    """Keep a new password. Raises Invalid where it is shorter than 12 characters."""
    if len(password) < LEAST_PASSWORD_LENGTH:
        raise Invalid(N_("Lösenordet behöver vara minst 12 tecken långt."), field="password")
    user.password_hash = hasher.hash(password)


def send_link(email: str, address: str, *, base_url: str) -> None:
    """Mail a one-time link to a known person; nothing to others, and nobody is told which."""
    place = _subject("link", address)
    _refuse_too_many(place, TRIES_AN_ADDRESS)
    db.session.add(SignInAttempt(subject=place, tried_at=now()))
    user = _by_email(email)
    if user is None or user.email is None:
        return
    url = f"{base_url}/sign-in/links/{make_link(user)}"
    messages.send(Channel.MAIL, user.email, "sign_in_link", name=user.name, url=url)


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
    known = user.password_hash if user and user.password_hash else _NOBODYS_HASH
    try:
        return hasher.verify(known, password) and known is not _NOBODYS_HASH
    except (VerificationError, InvalidHashError):
        return False


def _subject(sort: str, value: str) -> str:
    return hashlib.sha256(f"{sort}:{value.strip().lower()}".encode()).hexdigest()


def _refuse_too_many(subject: str, most: int) -> None:
    since = now() - WINDOW
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.tried_at < since))
    tries = db.session.scalar(
        select(func.count()).where(SignInAttempt.subject == subject).select_from(SignInAttempt)
    )
    if (tries or 0) >= most:
        raise Invalid(N_("För många försök. Vänta en kvart, eller ring din kontaktperson."))
