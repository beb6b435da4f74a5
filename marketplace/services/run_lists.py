"""Solves of all regions as a list that can grow."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from marketplace.models.cooperatives import Region
from marketplace.models.match_runs import MatchRun, MatchRunStatus
from marketplace.services.lists import Source


def source(regions: Sequence[Region]) -> Source[MatchRun]:
    """Every solve of every region, newest first."""
    empty = MatchRun.seats_asked - MatchRun.seats_filled
    return Source(
        query=select(MatchRun).join(MatchRun.region).options(contains_eager(MatchRun.region)),
        tie=MatchRun.id,
        orders={
            "when": MatchRun.queued_at,
            "region": Region.name,
            "empty": empty,
            "seconds": MatchRun.solve_milliseconds,
        },
        filters={
            "region": {one.public_id: MatchRun.region_id == one.id for one in regions},
            "status": {one.value: MatchRun.status == one for one in MatchRunStatus},
        },
        downwards=True,
    )
