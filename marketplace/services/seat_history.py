"""What has happened to the seats of one shift, as its own coach may read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.database import db
from marketplace.models.assignments import Assignment
from marketplace.models.history import Event
from marketplace.models.postings import Shift
from marketplace.models.proposals import Proposal
from marketplace.services import history

ANSWERS = ("proposals.accepted", "proposals.declined", "proposals.expired")
"""Left out: between the lines of a list of answers stands who said no."""
BY_HAND = ("proposals.chosen", "proposals.taken_out", "proposals.locked", "proposals.unlocked")


@dataclass(frozen=True, slots=True)
class SeatHistory:
    """The events of a shift's seats, oldest first, and whom those made by hand were about."""

    events: Sequence[Event]
    names: dict[int, str]
    """by the identity of the proposal"""

    def name_of(self, event: Event) -> str:
        """The person a coach chose, took out or locked; of all else nobody is named."""
        return self.names.get(event.subject_id, "") if event.verb in BY_HAND else ""


def of_shift(shift: Shift) -> SeatHistory:
    """Of the shift, of who was proposed for it and of who was booked; in three queries."""
    proposals = db.session.scalars(
        select(Proposal).where(Proposal.shift_id == shift.id).options(joinedload(Proposal.member))
    ).all()
    booked = db.session.scalars(select(Assignment).where(Assignment.shift_id == shift.id)).all()
    told = history.timeline_of([shift, *proposals, *booked])
    names = {one.id: one.member.short_name for one in proposals}
    return SeatHistory([event for event in told if event.verb not in ANSWERS], names)
