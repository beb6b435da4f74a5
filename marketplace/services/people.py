"""The people who sign in, as whoever looks after the site sees them: found, let in, shut out."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.history import Actor
from marketplace.models.messages import Channel
from marketplace.models.users import Role, SignIn, User
from marketplace.services import accounts, messages, sessions
from marketplace.services.history import record
from marketplace.services.lists import Source


def source() -> Source[User]:
    """Everybody who can sign in, by name."""
    return Source(
        query=select(User).options(joinedload(User.company), joinedload(User.cooperative)),
        tie=User.id,
        orders={"name": User.name, "email": User.email, "role": User.role},
        texts=(User.name, func.coalesce(User.email, "")),
        filters={
            "role": {role.value: User.role == role for role in Role},
            "state": {"in": User.active.is_(True), "out": User.active.is_(False)},
        },
    )


def note_export(reader: User, number: int, by: Actor) -> None:
    """Write down that somebody took the list away as a file."""
    record("users.people_exported", reader, by, people=number)


def running_sessions(user: User) -> Sequence[SignIn]:
    """Where a person is signed in now, latest use first."""
    moment = now()
    return db.session.scalars(
        select(SignIn)
        .where(
            SignIn.user_id == user.id,
            SignIn.ended_at.is_(None),
            SignIn.seen_at > moment - sessions.IDLE,
            SignIn.started_at > moment - sessions.LONGEST,
        )
        .order_by(SignIn.seen_at.desc(), SignIn.id)
    ).all()


def end_sessions(user: User, by: Actor) -> None:
    """Sign a person out everywhere."""
    sessions.end_all(user)
    record("users.sessions_ended", user, by)


def deactivate(user: User, by: Actor) -> None:
    """Shut a person out, at once and everywhere; nothing that she did is lost.

    Raises Invalid where somebody would shut herself out, and Conflict where it is done already.
    """
    if by.user_id == user.id:
        raise Invalid(N_("Du kan inte stänga av dig själv. Be en annan systemansvarig."))
    if not user.active:
        raise Conflict(N_("Personen är redan avstängd."))
    user.active = False
    sessions.end_all(user)
    record("users.deactivated", user, by)


def activate(user: User, by: Actor) -> None:
    """Let a person in again. Raises Conflict where she is not shut out."""
    if user.active:
        raise Conflict(N_("Personen är inte avstängd."))
    user.active = True
    record("users.activated", user, by)


def send_link(user: User, by: Actor, *, base_url: str) -> None:
    """Mail a one-time link to a person who cannot get in.

    Raises Invalid where she has no mail address or is shut out.
    """
    if not user.active:
        raise Invalid(N_("Personen är avstängd. Släpp in personen först."))
    if not user.email:
        raise Invalid(N_("Personen har ingen e-postadress."))
    url = f"{base_url}/sign-in/links/{accounts.make_link(user)}"
    values = {"name": user.name, "url": url}
    messages.send(Channel.MAIL, user.email, "sign_in_link", member_id=user.member_id, **values)
    record("users.link_sent", user, by)


def support() -> User | None:
    """Whom a cooperative calls at Kooptjänst: the one who has been there longest."""
    return db.session.scalar(
        select(User).where(User.role == Role.KOOPTJANST, User.active).order_by(User.id).limit(1)
    )
