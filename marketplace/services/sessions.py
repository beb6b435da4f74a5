"""Sign-ins on the server's side: started, looked up, ended."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.models.users import SignIn, User

IDLE = timedelta(days=7)
LONGEST = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=10)


def new_token() -> str:
    """A secret for a cookie or a link: 160 bits."""
    return secrets.token_urlsafe(20)


def digest(token: str) -> str:
    """What the database keeps of a token: enough to know it again, useless to a thief."""
    return hashlib.sha256(token.encode()).hexdigest()


def start(user: User) -> str:
    """Begin a session and give its token; a new one each time, so none can be planted."""
    token, moment = new_token(), now()
    db.session.add(
        SignIn(user_id=user.id, token_hash=digest(token), started_at=moment, seen_at=moment)
    )
    return token


def of_token(token: str) -> SignIn | None:
    """The running session of a token; None where it ended, was idle too long or never was."""
    moment = now()
    return db.session.scalar(
        select(SignIn)
        .join(User, SignIn.user_id == User.id)
        .where(
            SignIn.token_hash == digest(token),
            SignIn.ended_at.is_(None),
            SignIn.seen_at > moment - IDLE,
            SignIn.started_at > moment - LONGEST,
            User.active,
        )
        .options(joinedload(SignIn.user))
    )


def note_use(session: SignIn) -> bool:
    """Note now and then that a session is in use; whether there was anything to note."""
    moment = now()
    if moment - session.seen_at < SEEN_EVERY:
        return False
    session.seen_at = moment
    return True


def end(token: str) -> None:
    """End one session."""
    db.session.execute(
        update(SignIn).where(SignIn.token_hash == digest(token)).values(ended_at=now())
    )


def end_all(user: User) -> None:
    """End every session of a person: a lost phone, a changed password."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
        .values(ended_at=now())
    )
