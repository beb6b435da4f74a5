"""Needs and consents for tests, and a look into the tables that lie apart. See tests/make.py."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select, text

from marketplace.catalogue.purposes import Purpose
from marketplace.database import Base, db
from marketplace.models.consents import Consent, ConsentChannel
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.members import Member
from marketplace.models.needs import MemberKey, MemberNeeds, NeedsRead
from marketplace.services import consents, needs
from marketplace.services.needs import Needs
from marketplace.services.sealed_room import entered

APART = (MemberKey, MemberNeeds, NeedsRead, Consent)
"""The tables that the application has no right to."""


def make_needs(
    member: Member,
    *conditions: str,
    hazards: Iterable[str] = (),
    abilities: Mapping[str, int] | None = None,
    asks: bool = True,
    by: Actor = SYSTEM,
) -> None:
    """A yes to keeping them, and, unless `asks` is false, to asking workplaces; then the needs."""
    for purpose in (Purpose.MATCHING, *([Purpose.QUESTIONS] if asks else [])):
        consents.give(member, purpose, by, channel=ConsentChannel.ROOM)
    needs.write(member, Needs(conditions, tuple(hazards), abilities or {}), by)


def needs_of(member: Member, purpose: Purpose = Purpose.OWN_VIEW, by: Actor = SYSTEM) -> Needs:
    """What is written of a member; nothing where nothing is."""
    with needs.opened([member.id], purpose, by) as known:
        return known.get(member.id, needs.NOTHING)


def reads_of(member: Member) -> list[NeedsRead]:
    """Every opening of a member's needs, oldest first."""
    with entered([member.id], Purpose.OWN_VIEW):
        rows = list(db.session.scalars(select(NeedsRead).order_by(NeedsRead.id)))
        for row in rows:
            db.session.expunge(row)  # it could not be loaded again outside the room
    return rows


def digest_of_tables() -> dict[str, str]:
    """Changes when any row of ours does, those that lie apart among them."""
    names = [table.name for table in Base.metadata.sorted_tables]
    apart = {one.__tablename__ for one in APART}
    found = _digest(name for name in names if name not in apart)
    everyone = db.session.scalars(select(Member.id)).all()
    with entered(everyone, Purpose.OWN_VIEW):
        return found | _digest(sorted(apart))


def _digest(names: Iterable[str]) -> dict[str, str]:
    tables = [
        f"SELECT '{name}', count(*) || '-' || coalesce(sum(hashtextextended(t::text, 0)), 0)"
        f" FROM {name} t"
        for name in names
    ]
    return dict(tuple(row) for row in db.session.execute(text(" UNION ALL ".join(tables))))
