"""Who works when in a week, out at companies and at home: everybody of a cooperative."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.clock import at, local
from marketplace.database import db
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.internal_shifts import InternalSeat, InternalShift
from marketplace.models.members import Member
from marketplace.models.postings import Posting, Shift
from marketplace.models.proposals import Proposal, ProposalStatus
from marketplace.services import alphabet, members

DAYS = 7


@dataclass(frozen=True, slots=True)
class Piece:
    """One shift of one person: booked, or asked about; out at a company, or at home."""

    shift: Shift | InternalShift
    booked: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One row: a member with her pieces of each day."""

    member: Member
    days: Sequence[Sequence[Piece]]


def monday_of(day: date) -> date:
    """The first day of the week that a day lies in."""
    return day - timedelta(days=day.weekday())


def of_week(cooperative_id: int, monday: date) -> Sequence[Person]:
    """Everybody active in that week, by name, in a fixed number of queries."""
    everybody = db.session.scalars(
        select(Member)
        .where(members.active_on(cooperative_id, monday))
        .order_by(members.BY_SHOWN_NAME, alphabet.ordered(Member.family_name), Member.id)
    ).all()
    pieces = _pieces([one.id for one in everybody], monday)
    return [
        Person(one, [pieces.get((one.id, day), []) for day in week_from(monday)])
        for one in everybody
    ]


def week_from(monday: date) -> Sequence[date]:
    """Its seven days."""
    return [monday + timedelta(days=number) for number in range(DAYS)]


def _pieces(member_ids: Sequence[int], monday: date) -> Mapping[tuple[int, date], list[Piece]]:
    start, end = at(monday, 0), at(monday + timedelta(days=DAYS), 0)
    inside = (Shift.starts_at >= start, Shift.starts_at < end)
    whole = joinedload(Shift.posting).joinedload(Posting.company)
    booked = db.session.execute(
        select(Assignment.member_id, Shift)
        .join(Assignment.shift)
        .where(Assignment.member_id.in_(member_ids), Assignment.status.in_(BOOKED), *inside)
        .options(whole)
    ).all()
    asked = db.session.execute(
        select(Proposal.member_id, Shift)
        .join(Proposal.shift)
        .where(Proposal.member_id.in_(member_ids), Proposal.status == ProposalStatus.SENT, *inside)
        .options(whole)
    ).all()
    at_home = db.session.execute(
        select(InternalSeat.member_id, InternalShift)
        .join(InternalSeat.shift)
        .where(
            InternalSeat.member_id.in_(member_ids),
            InternalSeat.came.is_not(False),
            InternalShift.starts_at >= start,
            InternalShift.starts_at < end,
        )
    ).all()
    found: dict[tuple[int, date], list[Piece]] = {}
    for rows, is_booked in ((booked, True), (asked, False), (at_home, True)):
        for member_id, shift in rows:
            day = local(shift.starts_at).date()
            found.setdefault((member_id, day), []).append(Piece(shift, is_booked))
    for day_pieces in found.values():
        day_pieces.sort(key=lambda one: one.shift.starts_at)
    return found
