"""What a region has to fill in the coming weeks, and the people who might."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import joinedload, selectinload

from marketplace.clock import at, local, now
from marketplace.database import db
from marketplace.models.companies import Site
from marketplace.models.cooperatives import Cooperative
from marketplace.models.members import Employment, Member, Stay
from marketplace.models.postings import STAFFABLE, Posting, PostingStatus, Shift, ShiftStatus

HORIZON = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What a region has to fill, and the people who might."""

    start: datetime
    end: datetime
    shifts: Sequence[Shift]
    members: Sequence[Member]


def open_work(region_id: int) -> OpenWork:
    """The rows behind a problem, in a fixed order."""
    moment = now()
    start = at(local(moment).date(), 0)
    end = at((local(moment) + HORIZON).date(), 0)
    shifts = db.session.scalars(
        select(Shift)
        .join(Shift.posting)
        .join(Posting.cooperative)
        .join(Posting.site)
        .where(
            Cooperative.region_id == region_id,
            Posting.status.in_(set(STAFFABLE) - {PostingStatus.FILLED}),
            Shift.status != ShiftStatus.CANCELLED,
            Shift.starts_at > moment,
            Shift.starts_at < end,
            Site.paused_at.is_(None),
        )
        .order_by(Shift.starts_at, Shift.id)
        .options(
            joinedload(Shift.posting).selectinload(Posting.skills),
            joinedload(Shift.posting).joinedload(Posting.company),
            joinedload(Shift.posting).joinedload(Posting.cooperative),
            joinedload(Shift.posting).joinedload(Posting.site).selectinload(Site.features),
        )
    ).all()
    return OpenWork(start, end, shifts, people_of(region_id, start, end))


def people_of(region_id: int, start: datetime, end: datetime) -> Sequence[Member]:
    """Everybody of a region who is employed or takes part at some time between the two."""
    days = Range(local(start).date(), local(end).date())
    employed = select(Employment.member_id).where(Employment.during.op("&&")(days))
    staying = select(Stay.member_id).where(Stay.during.op("&&")(days))
    return db.session.scalars(
        select(Member)
        .join(Member.cooperative)
        .where(
            Cooperative.region_id == region_id,
            Member.id.in_(employed) | Member.id.in_(staying),
        )
        .order_by(Member.id)
        .options(
            selectinload(Member.skills),
            selectinload(Member.stays),
            selectinload(Member.employments),
            joinedload(Member.cooperative),
        )
    ).all()
