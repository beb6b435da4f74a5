"""Work in the cooperative's own kitchen or shop: planned, agreed to, and what it showed.

Nobody is put there without her own yes. Who came is present that day, and what was seen of what
she can is noted as observed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, true
from sqlalchemy.dialects.postgresql import Range, insert
from sqlalchemy.orm import joinedload, selectinload

from marketplace.catalogue.skills import SKILL_BY_CODE
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.clock import at, local, now, today
from marketplace.database import db, random_id
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.internal_shifts import InternalPlace, InternalSeat, InternalShift
from marketplace.models.members import Member, Stay
from marketplace.models.presences import Presence
from marketplace.services import alphabet, match_runs, member_skills
from marketplace.services.history import record
from marketplace.text import day

LONGEST = timedelta(hours=12)
FURTHEST = timedelta(days=183)
MOST_HEADS = 40


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one seat: whether she came, ate, and which skills somebody saw."""

    came: bool
    meal: bool = False
    seen: Sequence[str] = ()


def plan(
    cooperative: Cooperative,
    *,
    place: InternalPlace,
    task: str,
    start: datetime,
    end: datetime,
    heads: int,
    by: Actor,
) -> InternalShift:
    """Plan a stretch of work. The same one asked for twice is the same row.

    Raises Invalid for a task or a time that cannot be.
    """
    _refuse_impossible(task, start, end, heads)
    values = {"place": place, "task": task, "starts_at": start, "ends_at": end}
    made = db.session.scalar(
        insert(InternalShift)
        .values(public_id=random_id(), cooperative_id=cooperative.id, heads=heads, **values)
        .on_conflict_do_nothing()
        .returning(InternalShift.id)
    )
    shift = db.session.scalars(
        select(InternalShift).filter_by(cooperative_id=cooperative.id, **values)
    ).one()
    if made:
        record("internal_shifts.planned", shift, by)
    return shift


def of_week(cooperative_id: int, monday: date) -> Sequence[InternalShift]:
    """What is planned in a week, in order, with everybody in it."""
    start, end = at(monday, 0), at(monday + timedelta(days=7), 0)
    return db.session.scalars(
        select(InternalShift)
        .where(
            InternalShift.cooperative_id == cooperative_id,
            InternalShift.starts_at >= start,
            InternalShift.starts_at < end,
        )
        .order_by(InternalShift.starts_at, InternalShift.id)
        .options(selectinload(InternalShift.seats).joinedload(InternalSeat.member))
    ).all()


def free_for(shift: InternalShift) -> Sequence[Member]:
    """Participants of that day who are not in it and have nothing else then, by name."""
    busy = select(Assignment.member_id).where(
        Assignment.status.in_(BOOKED),
        Assignment.during.op("&&")(Range(shift.starts_at, shift.ends_at)),
    )
    elsewhere = (
        select(InternalSeat.member_id)
        .join(InternalSeat.shift)
        .where(InternalShift.starts_at < shift.ends_at, InternalShift.ends_at > shift.starts_at)
    )
    return db.session.scalars(
        select(Member)
        .where(
            Member.cooperative_id == shift.cooperative_id,
            Member.erased_at.is_(None),
            Member.id.in_(select(Stay.member_id).where(Stay.during.op("@>")(shift.day))),
            Member.id.not_in(busy),
            Member.id.not_in(elsewhere),
        )
        .order_by(
            alphabet.ordered(Member.given_name), alphabet.ordered(Member.family_name), Member.id
        )
    ).all()


def join(shift: InternalShift, member: Member, by: Actor, *, meal: bool = True) -> InternalSeat:
    """Write somebody in who has said yes. Raises Conflict where it is full, over or she is busy."""
    _hold(shift)
    if shift.closed_at is not None or shift.ends_at <= now():
        raise Conflict(N_("Passet är redan över."))
    taken = db.session.scalar(
        select(func.count()).where(InternalSeat.internal_shift_id == shift.id)
    )
    if (taken or 0) >= shift.heads:
        raise Conflict(N_("Passet är redan fullt."))
    db.session.execute(
        select(Member.id).where(Member.id == member.id).with_for_update(key_share=True)
    )  # as a booking does: two that want one person take turns
    if member.id not in {one.id for one in free_for(shift)}:
        raise Conflict(N_("Personen är upptagen då, eller inte deltagare den dagen."))
    seat = InternalSeat(shift=shift, member=member, meal=meal)
    db.session.add(seat)
    record("internal_shifts.joined", shift, by)
    match_runs.request(shift.cooperative.region_id, by)
    return seat


def leave(seat: InternalSeat, by: Actor) -> None:
    """Take somebody out again; no reason is asked. Raises Conflict where it is over."""
    _hold(seat.shift)
    if seat.shift.closed_at is not None:
        raise Conflict(N_("Passet är redan över."))
    record("internal_shifts.left", seat.shift, by)
    region = seat.shift.cooperative.region_id
    db.session.delete(seat)
    match_runs.request(region, by)


def cancel(shift: InternalShift, by: Actor) -> None:
    """Take a shift away. Raises Conflict where it has been noted who came."""
    _hold(shift)
    if shift.closed_at is not None:
        raise Conflict(N_("Passet är redan över."))
    record("cooperatives.internal_shift_cancelled", shift.cooperative, by)
    region = shift.cooperative.region_id
    db.session.delete(shift)
    match_runs.request(region, by)


def skills_of(shift: InternalShift) -> Sequence[str]:
    """What can be seen at this work, by code: never a card or licence."""
    task = TASK_BY_CODE[shift.task]
    codes = dict.fromkeys((*task.skills, *task.merits))
    return [code for code in codes if not SKILL_BY_CODE[code].is_certificate]


def close(shift: InternalShift, outcomes: Mapping[InternalSeat, Outcome], by: Actor) -> int:
    """Note who came and what was seen; how many came.

    Who came is present that day, if nobody has noted it yet. Raises Conflict where it has been
    noted already, the shift has not begun, or others are in it than those of `outcomes`.
    """
    _hold(shift)
    if shift.closed_at is not None:
        raise Conflict(N_("Det är redan antecknat vilka som kom."))
    if shift.starts_at > now():
        raise Conflict(N_("Passet har inte börjat än."))
    db.session.refresh(shift, ["seats"])
    if set(outcomes) != set(shift.seats):
        raise Conflict(N_("Listan har ändrats. Titta på den en gång till."))
    known = skills_of(shift)
    for seat, outcome in sorted(outcomes.items(), key=lambda pair: pair[0].member_id):
        seat.came, seat.meal = outcome.came, outcome.came and outcome.meal
        if outcome.came:
            _be_present(seat)
            for code in outcome.seen:
                if code in known:
                    member_skills.observe(seat.member, code, 1, _where(shift), by)
    shift.closed_at = now()
    record("internal_shifts.closed", shift, by)
    return sum(1 for one in outcomes.values() if one.came)


def busy_of(
    member_ids: Sequence[int], start: datetime, end: datetime
) -> Sequence[tuple[int, datetime, datetime]]:
    """When these people are at such work: member, from, to."""
    rows = db.session.execute(
        select(InternalSeat.member_id, InternalShift.starts_at, InternalShift.ends_at)
        .join(InternalSeat.shift)
        .where(
            InternalSeat.member_id.in_(member_ids),
            InternalShift.starts_at < end,
            InternalShift.ends_at > start,
            func.coalesce(InternalSeat.came, true()),
        )
        .order_by(InternalShift.starts_at, InternalSeat.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def coming(member_id: int) -> Sequence[InternalSeat]:
    """What a member has said yes to at the cooperative itself, the nearest first."""
    return db.session.scalars(
        select(InternalSeat)
        .join(InternalSeat.shift)
        .where(InternalSeat.member_id == member_id, InternalShift.ends_at > now())
        .order_by(InternalShift.starts_at)
        .options(joinedload(InternalSeat.shift).joinedload(InternalShift.cooperative))
    ).all()


def _where(shift: InternalShift) -> str:
    return f"{TASK_BY_CODE[shift.task].sv}, {day(shift.day)}"


def _be_present(seat: InternalSeat) -> None:
    values = {"minutes": min(seat.shift.minutes, 960), "meal": seat.meal}
    db.session.execute(
        insert(Presence)
        .values(member_id=seat.member_id, day=seat.shift.day, **values)
        .on_conflict_do_nothing()
    )


def _hold(shift: InternalShift) -> None:
    db.session.refresh(shift, with_for_update={"key_share": True})


def _refuse_impossible(task: str, start: datetime, end: datetime, heads: int) -> None:
    if task not in TASK_BY_CODE:
        raise Invalid(N_("Välj en uppgift i listan."), "task")
    if end <= start:
        raise Invalid(N_("Sluttiden behöver vara efter starttiden."), "end")
    if end - start > LONGEST:
        raise Invalid(N_("Ett pass kan vara högst 12 timmar."), "end")
    if local(start).date() < today() or start - now() > FURTHEST:
        raise Invalid(N_("Välj en dag från i dag och ett halvår framåt."), "day")
    if not 1 <= heads <= MOST_HEADS:
        raise Invalid(N_("Skriv hur många som får plats, högst 40."), "heads")
