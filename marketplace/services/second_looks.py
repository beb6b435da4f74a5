"""A member asks a person to look at how she was chosen; a person answers (GDPR art. 22.3)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.messages import Channel
from marketplace.models.second_looks import SecondLook
from marketplace.services import messages
from marketplace.services.history import record

MOST_WRITTEN = 1000


def ask(member: Member, question: str, by: Actor) -> SecondLook:
    """Ask for a person's look; one waits at a time, a second one adds nothing.

    Raises Invalid where the question is too long.
    """
    if len(question) > MOST_WRITTEN:
        raise Invalid(N_("Skriv högst 1 000 tecken."), field="question")
    db.session.execute(select(Member.id).where(Member.id == member.id).with_for_update())
    found = waiting_of(member)
    if found is None:
        found = SecondLook(member_id=member.id, question=question.strip(), asked_at=now())
        db.session.add(found)
        record("second_looks.asked", found, by)
    return found


def answer(look: SecondLook, text: str, by: Actor) -> None:
    """Answer in one's own words, and tell the member. Raises Invalid where nothing is written."""
    if look.answered_at is not None:
        return
    if not text.strip() or len(text) > MOST_WRITTEN:
        raise Invalid(N_("Skriv ett svar, högst 1 000 tecken."), field="answer")
    look.answer, look.answered_at, look.answered_by_id = text.strip(), now(), by.user_id
    record("second_looks.answered", look, by)
    member = look.member
    recipient = member.phone or member.email
    if recipient:
        channel = Channel.SMS if member.phone else Channel.MAIL
        values = {"answer": look.answer, "name": member.given_name}
        messages.send(channel, recipient, "second_look", member_id=member.id, **values)


def waiting_of(member: Member) -> SecondLook | None:
    """What a member waits for."""
    return db.session.scalar(
        select(SecondLook).where(
            SecondLook.member_id == member.id, SecondLook.answered_at.is_(None)
        )
    )


def answered_of(member: Member) -> Sequence[SecondLook]:
    """What a member was answered, newest first."""
    return db.session.scalars(
        select(SecondLook)
        .where(SecondLook.member_id == member.id, SecondLook.answered_at.is_not(None))
        .order_by(SecondLook.answered_at.desc())
        .options(joinedload(SecondLook.answered_by))
    ).all()


def waiting(cooperative_id: int) -> Sequence[SecondLook]:
    """What a cooperative's members wait for, the longest wait first."""
    return db.session.scalars(
        select(SecondLook)
        .join(SecondLook.member)
        .where(Member.cooperative_id == cooperative_id, SecondLook.answered_at.is_(None))
        .order_by(SecondLook.asked_at)
        .options(joinedload(SecondLook.member))
    ).all()
