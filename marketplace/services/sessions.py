"""Sign-ins on the server's side: started, looked up, confirmed, ended.

How long each kind of person stays signed in weighs what she could do to others against how often
she can be asked: OWASP ASVS 5, chapter 7. Members read their own pages on their own phone, staff
read other people's.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.models.users import Role, SignIn, User

SEEN_EVERY: Final = timedelta(minutes=1)
CONFIRMED_FOR: Final = timedelta(minutes=10)
"""How long who she is counts as just proved, for pages that ask for it."""
TIME_FOR_CODE: Final = timedelta(minutes=10)
LONGEST_DEVICE: Final = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """When a session ends by itself: unused so long, or begun so long ago."""

    idle: timedelta
    longest: timedelta


LIMITS: Final[Mapping[Role, Limits]] = {
    Role.MEMBER: Limits(timedelta(days=7), timedelta(days=30)),
    Role.COMPANY: Limits(timedelta(days=1), timedelta(days=14)),
    Role.COACH: Limits(timedelta(hours=2), timedelta(hours=12)),
    Role.COOPERATIVE_ADMIN: Limits(timedelta(hours=2), timedelta(hours=12)),
    Role.KOOPTJANST: Limits(timedelta(hours=1), timedelta(hours=12)),
    Role.SYSADMIN: Limits(timedelta(minutes=30), timedelta(hours=12)),
}

IDLE: Final = max(one.idle for one in LIMITS.values())
LONGEST: Final = max(one.longest for one in LIMITS.values())


def new_token() -> str:
    """A secret for a cookie or a link: 160 bits."""
    return secrets.token_urlsafe(20)


def digest(token: str) -> str:
    """What the database keeps of a token: enough to know it again, useless to a thief."""
    return hashlib.sha256(token.encode()).hexdigest()


def start(
    user: User, *, device: str = "", with_code: bool = False, awaits_code: bool = False
) -> str:
    """Begin a session and give its token; a new one each time, so none can be planted.

    One that awaits a code opens nothing until it is confirmed.
    """
    token, moment = new_token(), now()
    session = SignIn(
        user_id=user.id,
        token_hash=digest(token),
        started_at=moment,
        seen_at=moment,
        confirmed_at=moment,
        with_code=with_code,
        awaits_code=awaits_code,
        device=device[:LONGEST_DEVICE],
    )
    db.session.add(session)
    return token


def of_token(token: str) -> SignIn | None:
    """The running session of a token; None where it ended, was idle too long or never was."""
    session = _found(token)
    if session is None or session.awaits_code:
        return None
    return session if is_alive(session, now()) else None


def half_way(token: str) -> SignIn | None:
    """The sign-in of a token that only lacks its code, for ten minutes; else None."""
    session = _found(token)
    if session is None or not session.awaits_code:
        return None
    return session if now() - session.started_at < TIME_FOR_CODE else None


def is_alive(session: SignIn, moment: datetime) -> bool:
    """Whether a session that was not ended still runs, by the limits of its person's role."""
    limits = LIMITS[session.user.role]
    unused, age = moment - session.seen_at, moment - session.started_at
    return unused < limits.idle and age < limits.longest


def running(user: User) -> Sequence[SignIn]:
    """Where a person is signed in now, latest use first."""
    found = db.session.scalars(
        select(SignIn)
        .where(SignIn.user_id == user.id, SignIn.ended_at.is_(None), SignIn.awaits_code.is_(False))
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    )
    return [session for session in found if is_alive(session, now())]


def note_use(session: SignIn) -> bool:
    """Note now and then that a session is in use; whether there was anything to note."""
    moment = now()
    if moment - session.seen_at < SEEN_EVERY:
        return False
    session.seen_at = moment
    return True


def confirm(session: SignIn, *, with_code: bool = False) -> str:
    """Note that the person has just proved again who she is, and give the session's new token."""
    session.confirmed_at = session.seen_at = now()
    session.with_code = session.with_code or with_code
    session.awaits_code = False
    token = new_token()
    session.token_hash = digest(token)
    return token


def is_confirmed(session: SignIn) -> bool:
    """Whether who she is was proved within ten minutes."""
    return now() - session.confirmed_at < CONFIRMED_FOR


def end(token: str) -> None:
    """End one session."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.token_hash == digest(token), SignIn.ended_at.is_(None))
        .values(ended_at=now())
    )


def end_one(session: SignIn) -> None:
    """End a session by its row; one that has ended stays as it was."""
    if session.ended_at is None:
        session.ended_at = now()


def end_all(user: User, *, but: SignIn | None = None) -> None:
    """End every session of a person, or all but one: a lost phone, a changed password."""
    kept = but.id if but is not None else 0
    db.session.execute(
        update(SignIn)
        .where(SignIn.user_id == user.id, SignIn.ended_at.is_(None), SignIn.id != kept)
        .values(ended_at=now())
    )


def _found(token: str) -> SignIn | None:
    return db.session.scalar(
        select(SignIn)
        .join(User, SignIn.user_id == User.id)
        .where(SignIn.token_hash == digest(token), SignIn.ended_at.is_(None), User.active)
        .options(joinedload(SignIn.user))
    )
