"""What members have said yes to: given in a wording, shown to them, taken back whenever they like.

Taking back is services.privacy.withdraw, which also throws away what rested on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.dialects.postgresql import insert

from marketplace.catalogue.purposes import GROUNDS, Purpose
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.consents import Consent, ConsentChannel
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.services.history import record
from marketplace.services.sealed_room import entered


@dataclass(frozen=True, slots=True)
class Given:
    """A yes that stands."""

    at: datetime
    channel: ConsentChannel


def in_force(purpose: Purpose) -> ColumnElement[bool]:
    """That a row of consents stands, in today's wording, for what this purpose rests on."""
    rests_on = GROUNDS[GROUNDS[purpose].consent or purpose]
    return and_(
        Consent.purpose == rests_on.purpose,
        Consent.version == rests_on.version,
        Consent.withdrawn_at.is_(None),
    )


def standing(member: Member) -> Mapping[Purpose, Given]:
    """What a member agrees to now, in today's wording."""
    with entered([member.id], Purpose.OWN_VIEW):
        rows = db.session.execute(
            select(Consent.purpose, Consent.version, Consent.given_at, Consent.channel).where(
                Consent.withdrawn_at.is_(None)
            )
        ).all()
    return {
        row.purpose: Given(row.given_at, row.channel)
        for row in rows
        if row.version == GROUNDS[row.purpose].version
    }


def give(member: Member, purpose: Purpose, by: Actor, *, channel: ConsentChannel) -> None:
    """Note a yes to a purpose in today's wording; one that stands already is left as it is.

    Raises Invalid for a purpose for which nobody is asked.
    """
    ground = GROUNDS[purpose]
    if ground.consent != purpose:
        raise Invalid(N_("Det behövs inget ja till det."))
    moment = now()
    with entered([member.id], Purpose.RECORDING):
        db.session.execute(
            update(Consent)
            .where(
                Consent.purpose == purpose,
                Consent.withdrawn_at.is_(None),
                Consent.version != ground.version,
            )
            .values(withdrawn_at=moment)
        )
        made = db.session.scalar(
            insert(Consent)
            .values(
                member_id=member.id,
                purpose=purpose,
                version=ground.version,
                channel=channel,
                given_at=moment,
                recorded_by_id=by.user_id,
            )
            .on_conflict_do_nothing()
            .returning(Consent.id)
        )
    if made:
        record("consents.given", member, by, purpose=purpose.value)


def end(member: Member, purpose: Purpose) -> bool:
    """Note that a yes is taken back; whether there was one. What it held is the caller's to erase.

    Waits for a writing of needs that is under way, so that nothing is written after it.
    """
    with entered([member.id], Purpose.ERASURE):
        ended = db.session.execute(
            update(Consent)
            .where(Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
            .values(withdrawn_at=now())
            .returning(Consent.id)
        ).all()
    return bool(ended)
