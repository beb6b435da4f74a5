"""Somebody calls in sick: the seat is free, and the best other person is asked at once."""

from sqlalchemy import select

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.postings import Shift
from marketplace.models.proposals import PlacementRole
from marketplace.services import asks, assignments, crews, replacements, turns
from marketplace.services.hand_changes import Why
from marketplace.services.replacements import Chain, Ways

CHANGED = N_("Läget har ändrats. Läs sidan igen.")


def report(
    assignment: Assignment, by: Actor, *, base_url: str, ask_next: bool = True
) -> Member | None:
    """Free the seat and, if wished, ask whoever fits it best; None where nobody
    does, or the site is paused.

    Nothing is held against her who is ill, no reason is asked, and nobody is told why the seat is
    free: of whoever comes instead it is kept that somebody was missing. Raises Conflict where the
    booking is over already, as when it is pressed twice.
    """
    turns.hold(assignment.shift.posting_id)
    shift, proposal = assignment.shift, assignment.proposal
    assignments.report_sick(assignment, by)
    if not ask_next or proposal is None or shift.posting.site.paused_at is not None:
        return None
    others = replacements.ranked(proposal, by)
    if not others:
        return None
    placed = crews.put(shift, others[0].member, by, role=assignment.role, why=Why.SOMEBODY_MISSING)
    asks.send(shift.posting, [placed], by, base_url=base_url)
    return others[0].member


def ways(assignment: Assignment, by: Actor) -> Ways:
    """How the seat of somebody ill could be filled now: by one who is free or, else, by two.

    None where it is filled already. People see that their needs were read for it: the caller
    commits.
    """
    if assignment.proposal is None or not _is_open(assignment):
        return Ways([], [])
    return replacements.ways(assignment.proposal, by)


def to_cover(shift: Shift) -> Assignment | None:
    """The booking on a shift of somebody ill in whose place nobody stands yet, the latest."""
    ill = db.session.scalars(
        select(Assignment)
        .where(Assignment.shift_id == shift.id, Assignment.status == AssignmentStatus.SICK)
        .order_by(Assignment.id.desc())
    ).first()
    return ill if ill is not None and _is_open(ill) else None


def cover(assignment: Assignment, mover: str, second: str, by: Actor, *, base_url: str) -> Chain:
    """Fill the seat of somebody ill by two, given by public id: the first is asked to come at once.

    The second is proposed where the first stood, and asked too where that crew has been asked.
    Raises Conflict where the two cannot do it any more, as when it is pressed twice.
    """
    for chain in ways(assignment, by).chains:
        if (chain.mover.public_id, chain.second.public_id) == (mover, second):
            break
    else:
        raise Conflict(CHANGED)
    shift, other = assignment.shift, chain.leaves[0].posting
    turns.hold(shift.posting_id, other.id)
    if not _is_open(assignment):
        raise Conflict(CHANGED)
    entered = crews.move_over(chain, by, why=Why.SOMEBODY_MISSING)
    placed = crews.put(shift, chain.mover, by, role=assignment.role, why=Why.SOMEBODY_MISSING)
    asks.send(shift.posting, [placed], by, base_url=base_url)
    standing = crews.counts(other)
    if standing.asked or standing.yes:
        asks.send(other, entered, by, base_url=base_url)
    return chain


def _is_open(assignment: Assignment) -> bool:
    """Whether somebody is ill, the shift is still to come, and nobody stands in her place."""
    shift = assignment.shift
    if assignment.status != AssignmentStatus.SICK or shift.starts_at <= now():
        return False
    if not shift.posting.is_staffable:
        return False
    if assignment.role == PlacementRole.WORK:
        return shift.id in {one.id for one, _ in crews.of_posting(shift.posting).empty}
    return all(
        row.shift_id != shift.id or row.role == PlacementRole.WORK
        for row in crews.proposals(shift.posting)
    )
