"""Somebody calls in sick: the seat is free, and the best other person is asked at once."""

from marketplace.models.assignments import Assignment
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.services import asks, assignments, crews, replacements, turns


def report(
    assignment: Assignment, by: Actor, *, base_url: str, ask_next: bool = True
) -> Member | None:
    """Free the seat and, if wished, ask whoever fits it best; None where nobody does.

    Nothing is held against her who is ill, no reason is asked, and nobody is told why the seat is
    free. Raises Conflict where the booking is over already, as when it is pressed twice.
    """
    turns.hold(assignment.shift.posting_id)
    shift, proposal = assignment.shift, assignment.proposal
    assignments.report_sick(assignment, by)
    if not ask_next or proposal is None:
        return None
    others = replacements.ranked(proposal, by)
    if not others:
        return None
    placed = crews.put(shift, others[0].member, by, role=assignment.role)
    asks.send(shift.posting, [placed], by, base_url=base_url)
    return others[0].member
