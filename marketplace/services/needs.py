"""What members need at work: sealed when written, opened for a purpose, and each opening noted."""

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Row, delete, select
from sqlalchemy.dialects.postgresql import insert

from marketplace.catalogue.dimensions import DIMENSION_BY_CODE
from marketplace.catalogue.hazards import HAZARD_BY_CODE
from marketplace.catalogue.purposes import GROUNDS, Purpose
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.consents import Consent
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.needs import MemberKey, MemberNeeds, NeedsRead
from marketplace.services import consents, person_keys
from marketplace.services.history import record
from marketplace.services.sealed_room import entered

BLOCK_BYTES = 1024
"""Sealed contents are filled up to a multiple of this, so that their length tells nothing."""
HIGHEST_ABILITY = 4


@dataclass(frozen=True, slots=True, repr=False)
class Needs:
    """What one person needs: work conditions, hazards to avoid, levels of ability (0 to 4).

    It has no text form, so that no log and no error can show it.
    """

    conditions: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    abilities: Mapping[str, int] = field(default_factory=dict)


NOTHING = Needs()


@contextmanager
def opened(
    member_ids: Collection[int], purpose: Purpose, by: Actor, *, match_run_id: int | None = None
) -> Iterator[Mapping[int, Needs]]:
    """The needs of these people, for as long as the block lasts; afterwards the mapping is empty.

    Whoever has nothing written down, or has not consented where the purpose rests on consent, is
    left out. Each person whose needs are opened gets a row of who and why in the same transaction:
    where that is undone, so is whatever came of the reading. A match run counts once a person,
    however often it reads. Raises SealBroken for rows that were changed or swapped.
    """
    with entered(member_ids, purpose):
        rows = _sealed(purpose)
        note([row.member_id for row in rows], purpose, by, match_run_id)
    found = {row.member_id: _unsealed(row.member_id, row.wrapped, row.sealed) for row in rows}
    try:
        yield found
    finally:
        found.clear()


def write(member: Member, needs: Needs, by: Actor) -> None:
    """Replace what is known of a member's needs. History says that it was done, never what.

    Raises Invalid for a code outside the closed lists and for a level outside 0 to 4; Conflict
    where the member has not consented to its being kept.
    """
    _refuse_unknown(needs)
    with entered([member.id], Purpose.RECORDING):
        _refuse_without_consent()
        sealed = person_keys.made([member.id])[member.id].seal(_content(needs), _place(member.id))
        values = {"sealed": sealed, "recorded_at": now(), "recorded_by_id": by.user_id}
        db.session.execute(
            insert(MemberNeeds)
            .values(member_id=member.id, **values)
            .on_conflict_do_update(index_elements=["member_id"], set_=values)
        )
    record("needs.written", member, by)


def erase(member_ids: Collection[int], purpose: Purpose, by: Actor) -> None:
    """Throw away these people's needs and the keys of every copy; noted like an opening."""
    with entered(member_ids, purpose):
        held = db.session.scalars(select(MemberNeeds.member_id)).all()
        note(held, purpose, by)
        db.session.execute(delete(MemberNeeds))
        person_keys.destroy(member_ids)


def _sealed(purpose: Purpose) -> list[Row[int, bytes, bytes]]:
    """Every sealed row in the room that this purpose may open."""
    query = (
        select(MemberNeeds.member_id, MemberNeeds.sealed, MemberKey.wrapped)
        .join(MemberKey, MemberKey.member_id == MemberNeeds.member_id)
        .order_by(MemberNeeds.member_id)
    )
    if GROUNDS[purpose].consent is not None:
        agreed = select(Consent.member_id).where(consents.in_force(purpose))
        query = query.where(MemberNeeds.member_id.in_(agreed))
    return list(db.session.execute(query))


def note(
    member_ids: Collection[int], purpose: Purpose, by: Actor, match_run_id: int | None = None
) -> None:
    """Write down that these people's needs are opened; called inside the room, before opening."""
    if not member_ids:
        return
    seen = {
        "at": now(),
        "purpose": purpose,
        "actor_role": by.role,
        "actor_label": by.kept_label,
        "actor_user_id": by.user_id,
        "match_run_id": match_run_id,
    }
    db.session.execute(
        insert(NeedsRead).on_conflict_do_nothing(),
        [{"member_id": member_id, **seen} for member_id in member_ids],
    )


def _refuse_without_consent() -> None:
    """The lock makes a withdrawal wait, and then erase what is written here."""
    standing = select(Consent.id).where(consents.in_force(Purpose.RECORDING))
    if db.session.scalar(standing.with_for_update(read=True)) is None:
        raise Conflict(N_("Fråga först om det får sparas. Utan ett ja sparas ingenting."))


def _place(member_id: int) -> str:
    return f"member_needs.sealed:{member_id}"


def _content(needs: Needs) -> bytes:
    content = json.dumps(
        {
            "conditions": needs.conditions,
            "hazards": needs.hazards,
            "abilities": dict(needs.abilities),
        }
    ).encode()
    return content.ljust(-(-len(content) // BLOCK_BYTES) * BLOCK_BYTES)


def _unsealed(member_id: int, wrapped: bytes, sealed: bytes) -> Needs:
    key = person_keys.unwrapped(member_id, wrapped)
    held = json.loads(key.open(sealed, _place(member_id)))
    return Needs(tuple(held["conditions"]), tuple(held["hazards"]), held["abilities"])


def _refuse_unknown(needs: Needs) -> None:
    known = (
        set(needs.conditions) <= set(WORK_CONDITION_BY_CODE)
        and set(needs.hazards) <= set(HAZARD_BY_CODE)
        and set(needs.abilities) <= set(DIMENSION_BY_CODE)
    )
    if not known:
        raise Invalid(N_("Välj bland villkoren i listan."))
    if not all(0 <= level <= HIGHEST_ABILITY for level in needs.abilities.values()):
        raise Invalid(N_("En förmåga anges från 0 till 4."))
