"""On the day: somebody has not come, the coach knows at once and somebody else is asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.history import SYSTEM, Actor, Event
from marketplace.models.members import Member
from marketplace.models.messages import Channel
from marketplace.models.postings import Posting, Shift, ShiftStatus
from marketplace.models.proposals import PlacementRole
from marketplace.models.users import Role, User
from marketplace.services import asks, assignments, crews, filling, match_runs, messages, turns
from marketplace.services.hand_changes import Why
from marketplace.services.history import record
from marketplace.services.wishes import BREAK_NEEDED_AFTER_MINUTES

ON_THE_WAY = timedelta(hours=1)
WORTH_COMING = timedelta(hours=2)
HALF_HOUR = 1800
REPORTED = "assignments.reported_missing"


@dataclass(frozen=True, slots=True)
class Instead:
    """What is done about somebody who has not come."""

    shift: Shift | None
    """the rest of the shift, asked for anew; None where it is not worth coming any more"""
    asked: Member | None
    """who has been asked to come at once; None where nobody can"""


def expected_now(posting: Posting) -> Sequence[Assignment]:
    """Who should be at work right now, by name."""
    moment = now()
    return [
        one
        for one in assignments.of_posting(posting)
        if one.status == AssignmentStatus.CONFIRMED
        and one.shift.starts_at <= moment < one.shift.ends_at
    ]


def reported(expected: Sequence[Assignment]) -> Collection[int]:
    """Of these bookings, the numbers of those whose person was said to be missing."""
    return db.session.scalars(
        select(Event.subject_id).where(
            Event.verb == REPORTED,
            Event.subject_type == Assignment.__tablename__,
            Event.subject_id.in_([one.id for one in expected]),
        )
    ).all()


def of_cooperative(cooperative_id: int) -> Sequence[Assignment]:
    """Bookings of shifts that are under way whose person was said to be missing, the first told
    first."""
    moment = now()
    return db.session.scalars(
        select(Assignment)
        .join(Event, (Event.subject_id == Assignment.id) & (Event.verb == REPORTED))
        .join(Assignment.shift)
        .join(Shift.posting)
        .where(
            Event.subject_type == Assignment.__tablename__,
            Posting.cooperative_id == cooperative_id,
            Assignment.status == AssignmentStatus.CONFIRMED,
            Shift.starts_at <= moment,
            Shift.ends_at > moment,
        )
        .order_by(Event.id)
        .options(
            joinedload(Assignment.member),
            contains_eager(Assignment.shift)
            .contains_eager(Shift.posting)
            .joinedload(Posting.company),
        )
    ).all()


def report(posting: Posting, assignment: Assignment, by: Actor, *, base_url: str) -> Instead:
    """Somebody is not there: the coach is told, and whoever fits the rest of the shift is asked.

    Nothing is held against the person: what became of the shift is for the cooperative to say.
    An internship asks for nobody else. Raises Conflict where the person is not expected now, or
    the coach knows already.
    """
    turns.hold(posting.id)
    if all(one.id != assignment.id for one in expected_now(posting)):
        raise Conflict(N_("Personen väntas inte just nu. Ring kooperativet om något är oklart."))
    if reported([assignment]):
        raise Conflict(N_("Handledaren vet redan, och letar efter någon annan."))
    record(REPORTED, assignment, by)
    extra = _rest_of(assignment.shift) if posting.is_billable else None
    asked = None
    if extra is not None:
        posting.shifts.append(extra)
        db.session.flush()
        assignments.settle_posting(posting, by)
        asked = _ask_best(extra, base_url)
        if asked is None:
            match_runs.request(posting.cooperative.region_id, by)
    instead = Instead(extra, asked)
    _alert(posting, assignment, instead, f"{base_url}/cooperatives/crews/{posting.public_id}")
    return instead


def _alert(posting: Posting, assignment: Assignment, instead: Instead, url: str) -> None:
    """A letter to the cooperative, and a text to each of its coaches who has a telephone, both
    with the address of the crew, where the seat can be filled."""
    tell = partial(
        messages.send, assignment=assignment, extra=instead.shift, asked=instead.asked, url=url
    )
    tell(Channel.MAIL, posting.cooperative.email, "somebody_missing")
    phones = select(User.phone).where(
        User.cooperative_id == posting.cooperative_id,
        User.role == Role.COACH,
        User.active,
        User.phone != "",
    )
    for phone in db.session.scalars(phones.order_by(User.id)):
        tell(Channel.SMS, phone, "somebody_missing_sms")


def _ask_best(shift: Shift, base_url: str) -> Member | None:
    """Ask whoever nothing speaks against and who has had the fewest hours; None where nobody is."""
    if shift.posting.site.paused_at is not None or not shift.posting.is_staffable:
        return None
    best = next((pick for pick in filling.picks(shift, SYSTEM) if not pick.warnings), None)
    if best is None:
        return None
    placed = crews.put(
        shift, best.member, SYSTEM, role=PlacementRole.WORK, why=Why.SOMEBODY_MISSING
    )
    asks.send(shift.posting, [placed], SYSTEM, base_url=base_url)
    return best.member


def _rest_of(shift: Shift) -> Shift | None:
    """One place for what is left, from when somebody can be there; None where it is too little."""
    start = _next_half_hour(now() + ON_THE_WAY)
    if shift.ends_at - start < WORTH_COMING:
        return None
    minutes = (shift.ends_at - start).total_seconds() / 60
    return Shift(
        kind=shift.kind,
        starts_at=start,
        ends_at=shift.ends_at,
        break_minutes=shift.break_minutes if minutes > BREAK_NEEDED_AFTER_MINUTES else 0,
        heads=1,
        status=ShiftStatus.PLANNED,
    )


def _next_half_hour(moment: datetime) -> datetime:
    over = moment.timestamp() % HALF_HOUR
    return moment + timedelta(seconds=HALF_HOUR - over if over else 0)
