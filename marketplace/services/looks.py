"""Who has looked at what a member needs: for her own eyes, and nobody else's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Date, cast, func, select

from marketplace.catalogue.purposes import Purpose
from marketplace.clock import STOCKHOLM
from marketplace.database import db
from marketplace.models.members import Member
from marketplace.models.needs import NeedsRead
from marketplace.services.pages import A_PAGE, Found, nearest
from marketplace.services.sealed_room import entered


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody's looks of one day for one purpose; `last` is the latest of them."""

    last: datetime
    purpose: Purpose
    role: str
    name: str
    """empty for herself"""
    times: int


def at(member: Member, page: int = 1) -> Found[Look]:
    """Every look, those of one day, person and purpose together, newest first."""
    day = cast(func.timezone(STOCKHOLM.key, NeedsRead.at), Date)
    who = (day, NeedsRead.purpose, NeedsRead.actor_role, NeedsRead.actor_label)
    last = func.max(NeedsRead.at).label("last")
    grouped = select(last, *who[1:], func.count()).group_by(*who)
    with entered([member.id], Purpose.OWN_VIEW):
        total = db.session.scalar(select(func.count()).select_from(grouped.subquery())) or 0
        page = nearest(page, total)
        rows = db.session.execute(
            grouped.order_by(last.desc(), *who[1:]).limit(A_PAGE).offset((page - 1) * A_PAGE)
        ).all()
    return Found([Look(*row) for row in rows], total, page)


def every(member: Member) -> Sequence[NeedsRead]:
    """Every single look, oldest first, for her to take along."""
    with entered([member.id], Purpose.EXPORT):
        rows = list(db.session.scalars(select(NeedsRead).order_by(NeedsRead.id)))
        for row in rows:
            db.session.expunge(row)  # outside the room it could not be read again
    return rows
