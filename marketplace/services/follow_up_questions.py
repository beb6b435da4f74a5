"""Day ninety, asked of her who left: a message in her language, a link, an answer by a button."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.models.follow_ups import Evidence, FollowUp, Outcome
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.members import Member, Stay
from marketplace.models.messages import Channel
from marketplace.services import follow_ups, messages
from marketplace.services.history import record
from marketplace.services.sessions import digest, new_token

ANSWERS: Final = (
    Outcome.WORK,
    Outcome.BUSINESS,
    Outcome.EDUCATION,
    Outcome.JOB_SEEKING,
    Outcome.OTHER,
)
"""What she may answer by herself. Nobody is asked to tell of an illness by a link."""


def send(follow_up: FollowUp, *, base_url: str) -> bool:
    """Ask her by the outbox, once; whether there was a way to reach her."""
    member = _member(follow_up)
    if follow_up.asked_at is not None or not (member.phone or member.email):
        return False
    token = new_token()
    follow_up.token_hash, follow_up.asked_at = digest(token), now()
    url = f"{base_url}/members/follow-ups/{token}"
    for channel, recipient in ((Channel.SMS, member.phone), (Channel.MAIL, member.email)):
        if recipient:
            values = {"member": member, "contact": member.cooperative, "url": url}
            messages.send(channel, recipient, "follow_up", member_id=member.id, **values)
    record("follow_ups.asked", follow_up, SYSTEM)
    return True


def by_token(token: str) -> tuple[FollowUp, Member] | None:
    """The follow-up that a link opens, with her whose it is; None where it opens nothing."""
    found = db.session.scalar(select(FollowUp).where(FollowUp.token_hash == digest(token)))
    if found is None:
        return None
    member = _member(found)
    return None if member.erased_at is not None else (found, member)


def answer(follow_up: FollowUp, member: Member, outcome: Outcome) -> None:
    """Keep what she says herself. Raises Conflict where somebody has written it down already."""
    by = Actor("member", member.name, member_id=member.id)
    follow_ups.close(follow_up, outcome, Evidence.TOLD, by)


def _member(follow_up: FollowUp) -> Member:
    return db.session.scalars(
        select(Member)
        .join(Stay, Stay.member_id == Member.id)
        .where(Stay.id == follow_up.stay_id)
        .options(joinedload(Member.cooperative))
    ).one()
