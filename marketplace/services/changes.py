"""Changing a job that is posted: what may still change depends on whom it would touch.

Until somebody has been asked, hours and numbers are free. After that the hours stand, since
somebody's yes is a yes to those, and the number never falls below those who are asked or booked.
"""

from dataclasses import dataclass, replace

from marketplace.clock import local, now
from marketplace.errors import N_, Conflict, Faulty, Invalid
from marketplace.models.history import Actor
from marketplace.models.postings import Posting, PostingStatus
from marketplace.models.proposals import ProposalStatus
from marketplace.services import assignments, crews, match_runs, postings, turns
from marketplace.services.history import move, record
from marketplace.services.wishes import Wish, faults


@dataclass(frozen=True, slots=True)
class Room:
    """What may still change: the hours, and down to how many people."""

    hours: bool
    least_heads: int


def is_possible(posting: Posting) -> bool:
    """Whether the company may still change it by itself."""
    held = posting.status == PostingStatus.SUBMITTED
    return (posting.is_staffable or held) and _is_even(posting) and not postings.has_begun(posting)


def _is_even(posting: Posting) -> bool:
    """Whether it has one shift a day, all alike: one form can then speak of them all."""
    shifts = posting.live_shifts
    alike = {
        (local(one.starts_at).time(), local(one.ends_at).time(), one.break_minutes, one.heads)
        for one in shifts
    }
    return len(alike) == 1 and len({one.day for one in shifts}) == len(shifts)


def room(posting: Posting) -> Room:
    """What may still change of a job."""
    standing = [row for row in crews.proposals(posting) if row.status != ProposalStatus.CREATED]
    taken = [
        sum(row.shift_id == shift.id and row.role == "work" for row in standing)
        for shift in posting.live_shifts
    ]
    return Room(hours=not standing, least_heads=max(taken, default=0) or 1)


def wish_of(posting: Posting, wanted: Wish) -> Wish:
    """What is wanted, with all that never changes: the place, the task, the days, the kind."""
    return replace(
        wanted,
        kind=posting.kind,
        site=posting.site,
        task=posting.task,
        days=tuple(shift.day for shift in posting.live_shifts),
    )


def change(posting: Posting, wanted: Wish, by: Actor) -> bool:
    """Change a job and look for people anew where that is needed; whether anything changed.

    Those who were only proposed are let go where the hours change. Raises Faulty with everything
    that is wrong, Conflict where the job has begun or is over.
    """
    turns.hold(posting.id)
    if not is_possible(posting):
        raise Conflict(N_("Jobbet går inte att ändra längre. Ring kooperativet."))
    wish = wish_of(posting, wanted)
    _refuse(posting, wish)
    changed = _write_words(posting, wish)
    if _write_shifts(posting, wish, by):
        changed.append("shifts")
    if not changed:
        return False
    record("postings.changed", posting, by, what=changed)
    if "shifts" in changed and posting.is_staffable:
        assignments.settle_posting(posting, by)
        match_runs.request(posting.cooperative.region_id, by)
    return True


def _refuse(posting: Posting, wish: Wish) -> None:
    wrong = faults(wish, now())
    if not wrong:
        allowed = room(posting)
        if wish.heads is not None and wish.heads < allowed.least_heads:
            wrong.append(
                Invalid(
                    N_("%(count)s är redan tillfrågade eller bokade. Skriv minst så många."),
                    field="heads",
                    count=allowed.least_heads,
                )
            )
        if not allowed.hours and _hours_differ(posting, wish):
            wrong.append(
                Invalid(
                    N_("Någon har fått frågan om de här tiderna. Avboka och lägg upp igen."),
                    field="starts",
                )
            )
    if wrong:
        raise Faulty(wrong)


def _hours_differ(posting: Posting, wish: Wish) -> bool:
    before = [(one.starts_at, one.ends_at, one.break_minutes) for one in posting.live_shifts]
    return before != [(one.starts_at, one.ends_at, one.break_minutes) for one in wish.shifts]


def _write_words(posting: Posting, wish: Wish) -> list[str]:
    wanted = {
        "details": wish.details,
        "supervisor_name": wish.supervisor_name,
        "is_public": wish.is_public,
    }
    changed = [name for name, value in wanted.items() if getattr(posting, name) != value]
    for name in changed:
        setattr(posting, name, wanted[name])
    return changed


def _write_shifts(posting: Posting, wish: Wish, by: Actor) -> bool:
    hours = _hours_differ(posting, wish)
    heads = any(shift.heads != wish.heads for shift in posting.live_shifts)
    if hours:
        for row in crews.proposals(posting):
            move(row, ProposalStatus.SUPERSEDED, by)
    for shift, new in zip(posting.live_shifts, wish.shifts, strict=True):
        shift.starts_at, shift.ends_at = new.starts_at, new.ends_at
        shift.break_minutes, shift.heads = new.break_minutes, new.heads
    return hours or heads
