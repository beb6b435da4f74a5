"""Participation in figures: how many are where on the way to work."""

from collections.abc import Mapping

from sqlalchemy import func, select

from marketplace.clock import today
from marketplace.database import db
from marketplace.models.members import Member, Stay, StayPhase
from marketplace.services import small_cells


def phases(cooperative_id: int) -> Mapping[StayPhase, int | None]:
    """Today's participants of a cooperative by phase; None where they are fewer than five."""
    rows = db.session.execute(
        select(Stay.phase, func.count())
        .join(Member, Member.id == Stay.member_id)
        .where(Member.cooperative_id == cooperative_id, Stay.during.op("@>")(today()))
        .group_by(Stay.phase)
    )
    counts = {row[0]: row[1] for row in rows}
    return small_cells.shown({phase: counts.get(phase, 0) for phase in StayPhase})
