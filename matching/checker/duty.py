"""A duty: a placement of the plan with everything the rules ask about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matching.checker.calendar import day_of, minute_of, monday_of
from matching.fields import shown
from matching.plan import BadPlan, Placement
from matching.problem import Member, Posting, Problem, Shift, Site


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A stretch of a member's work, placed or busy; times in minutes, in the day it starts."""

    start: int
    end: int
    day: date
    minutes: int

    @property
    def monday(self) -> date:
        """The Monday of the ISO week the piece starts in."""
        return monday_of(self.day)


@dataclass(frozen=True, slots=True, eq=False)
class Duty(Piece):
    """A placement as a piece of work."""

    member: Member
    shift: Shift
    posting: Posting
    site: Site
    role: str
    pinned: bool

    @property
    def works(self) -> bool:
        """Whether the member fills a seat, rather than supervises."""
        return self.role == "work"


def duties_of(problem: Problem, placements: Sequence[Placement]) -> list[Duty]:
    """Every placement with its parts; raises BadPlan for an id the problem does not have.

    A placement that stands twice is pinned once: the repetition is nobody's promise.
    """
    accepted = {(pair.member, pair.shift, pair.role) for pair in problem.accepted}
    duties = []
    for at, placement in enumerate(placements):
        member = problem.member_by_id.get(placement.member)
        shift = problem.shift_by_id.get(placement.shift)
        if member is None:
            raise BadPlan(f"placements[{at}].member: names no member: {shown(placement.member)}")
        if shift is None:
            raise BadPlan(f"placements[{at}].shift: names no shift: {shown(placement.shift)}")
        key = (member.id, shift.id, placement.role)
        duties.append(_duty(problem, member, shift, placement.role, key in accepted))
        accepted.discard(key)
    return duties


def _duty(problem: Problem, member: Member, shift: Shift, role: str, pinned: bool) -> Duty:
    start = minute_of(shift.start)
    posting = problem.posting_by_id[shift.posting]
    return Duty(
        start=start,
        end=minute_of(shift.end),
        day=day_of(start),
        minutes=shift.work_minutes,
        member=member,
        shift=shift,
        posting=posting,
        site=problem.site_by_id[posting.site],
        role=role,
        pinned=pinned,
    )


def busy_pieces(member: Member) -> list[Piece]:
    """The member's accepted work outside the problem; it counts in full length."""
    spans = [(minute_of(start), minute_of(end)) for start, end in member.busy]
    return [Piece(start, end, day_of(start), end - start) for start, end in spans]
