"""Ninety days after somebody left: who is asked, what is known, between which bounds it lies."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased, joinedload

from marketplace.clock import now, today
from marketplace.database import db, random_id
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.follow_ups import Evidence, FollowUp, Outcome
from marketplace.models.history import Actor
from marketplace.models.members import Gender, Member, Stay
from marketplace.services import small_cells
from marketplace.services.history import record

DAYS: Final = 90
BACK_DAYS: Final = 30
"""How far back the first follow-ups ever opened reach: see docs/decisions/006-day-ninety.md."""
TRIES: Final = 3
PROMISED, OF = 180, 320
"""The seed promised 180 of 320 in work, study or business ninety days after leaving."""
ELSEWHERE_PERCENT: Final = 36
"""Told later by a successor project of its predecessor, by a looser definition."""
ON = frozenset({Outcome.WORK, Outcome.BUSINESS, Outcome.EDUCATION})


@dataclass(frozen=True, slots=True)
class Rate:
    """Of those whose ninety days are over. Nobody who was not reached counts as either alone."""

    due: int
    on: int
    elsewhere: int
    unreachable: int
    open: int

    @property
    def unknown(self) -> int:
        """Of whom nothing is known: not reached, or not asked yet."""
        return self.unreachable + self.open

    @property
    def least(self) -> float | None:
        """The share gone on if nobody unknown has."""
        return self.on / self.due if self.due else None

    @property
    def most(self) -> float | None:
        """The share gone on if everybody unknown has."""
        return (self.on + self.unknown) / self.due if self.due else None

    @property
    def answered_share(self) -> float | None:
        """How many of all are known."""
        return (self.due - self.unknown) / self.due if self.due else None


def begins_on() -> date:
    """The first day ninety that is followed up: that of the oldest follow-up there is.

    Where there is none yet, thirty days ago: who left long before anybody asked is not opened.
    """
    oldest = db.session.scalar(select(func.min(FollowUp.due_on)))
    since = today() - timedelta(days=BACK_DAYS)
    return since if oldest is None else min(oldest, since)


def open_due() -> Sequence[FollowUp]:
    """Open a follow-up for every stay whose day ninety has come, from `begins_on`; the new ones.

    Who has come back meanwhile is not asked.
    """
    ended = func.upper(Stay.during)  # the day after the last
    until = today() - timedelta(days=DAYS - 1)
    since = begins_on() - timedelta(days=DAYS - 1)
    later = aliased(Stay)
    back = exists().where(later.member_id == Stay.member_id, func.lower(later.during) >= ended)
    stays = db.session.execute(
        select(Stay.id, ended)
        .outerjoin(FollowUp, FollowUp.stay_id == Stay.id)
        .join(Member, Member.id == Stay.member_id)
        .where(
            ended.between(since, until), ~back, FollowUp.id.is_(None), Member.erased_at.is_(None)
        )
        .order_by(Stay.id)
    ).all()
    new = [_opened(stay_id, after + timedelta(days=DAYS - 1)) for stay_id, after in stays]
    return db.session.scalars(
        select(FollowUp)
        .where(FollowUp.id.in_([one for one in new if one is not None]))
        .order_by(FollowUp.id)
        .options(joinedload(FollowUp.stay))
    ).all()


def _opened(stay_id: int, due_on: date) -> int | None:
    """The id of a new follow-up; None where somebody else opened it at the same time."""
    return db.session.scalar(
        insert(FollowUp)
        .values(public_id=random_id(), stay_id=stay_id, due_on=due_on, tries=0)
        .on_conflict_do_nothing(index_elements=["stay_id"])
        .returning(FollowUp.id)
    )


def people(rows: Sequence[FollowUp]) -> Mapping[int, Member]:
    """Whose follow-ups these are, by stay."""
    found = db.session.execute(
        select(Stay.id, Member)
        .join(Member, Member.id == Stay.member_id)
        .where(Stay.id.in_([row.stay_id for row in rows]))
        .options(joinedload(Member.cooperative))
    )
    return {row[0]: row[1] for row in found}


def note_try(follow_up: FollowUp, by: Actor) -> None:
    """Write down that nobody answered; after the third time the person counts as not reached."""
    _refuse_closed(follow_up)
    follow_up.tries += 1
    record("follow_ups.tried", follow_up, by, tries=follow_up.tries)
    if follow_up.tries >= TRIES:
        _close(follow_up, Outcome.UNREACHABLE, Evidence.NONE, by)


def close(follow_up: FollowUp, outcome: Outcome, evidence: Evidence, by: Actor) -> None:
    """Write down where somebody is on day ninety, and what it is known by.

    Raises Invalid where work, study or business is known by nothing, Conflict where it is closed.
    """
    _refuse_closed(follow_up)
    if outcome == Outcome.UNREACHABLE:
        raise Invalid(N_("Anteckna försöken i stället. Efter tre räknas det så."), "outcome")
    if outcome in ON and evidence == Evidence.NONE:
        raise Invalid(N_("Välj hur ni vet det."), "evidence")
    _close(follow_up, outcome, evidence, by)


def _close(follow_up: FollowUp, outcome: Outcome, evidence: Evidence, by: Actor) -> None:
    follow_up.outcome, follow_up.evidence = outcome, evidence
    follow_up.closed_at = now()
    record("follow_ups.closed", follow_up, by)


def _refuse_closed(follow_up: FollowUp) -> None:
    db.session.flush()
    db.session.refresh(follow_up, with_for_update=True)
    if not follow_up.is_open:
        raise Conflict(N_("Uppföljningen är redan klar."))


def rate(cooperative_id: int | None = None) -> Rate:
    """How many went on, of all whose ninety days are over."""
    query = (
        select(FollowUp.outcome, func.count())
        .join(FollowUp.stay)
        .join(Member, Member.id == Stay.member_id)
        .where(FollowUp.due_on <= today())
        .group_by(FollowUp.outcome)
    )
    if cooperative_id is not None:
        query = query.where(Member.cooperative_id == cooperative_id)
    return _rate({row[0]: row[1] for row in db.session.execute(query)})


@dataclass(frozen=True, slots=True)
class Groups:
    """How many went on and how many did not; None where they must be hidden."""

    on: int | None
    elsewhere: int | None


def groups(rate: Rate) -> Groups:
    """The two sums of a rate, as they may be shown."""
    shown = small_cells.shown({"on": rate.on, "elsewhere": rate.elsewhere})
    return Groups(shown["on"], shown["elsewhere"])


def by_outcome() -> Mapping[Outcome, int | None]:
    """How many are where; None in the place of what must be hidden.

    Who went on and who did not are hidden apart, since their sums are shown.
    """
    rows = db.session.execute(
        select(FollowUp.outcome, func.count())
        .where(FollowUp.outcome.is_not(None), FollowUp.due_on <= today())
        .group_by(FollowUp.outcome)
    )
    counts = {row[0]: row[1] for row in rows}
    told = {outcome: counts.get(outcome, 0) for outcome in Outcome}
    on = small_cells.shown({one: told[one] for one in Outcome if one in ON})
    elsewhere = small_cells.shown({one: told[one] for one in Outcome if one not in ON})
    return {one: on[one] if one in ON else elsewhere[one] for one in Outcome}


def by_gender() -> Mapping[Gender, Rate | None]:
    """The rate of each gender; None where fewer than five of it have left, and beside that."""
    rows = db.session.execute(
        select(Member.gender, FollowUp.outcome, func.count())
        .select_from(FollowUp)
        .join(FollowUp.stay)
        .join(Member, Member.id == Stay.member_id)
        .where(FollowUp.due_on <= today())
        .group_by(Member.gender, FollowUp.outcome)
    )
    counts: dict[Gender, Counter[Outcome | None]] = {gender: Counter() for gender in Gender}
    for gender, outcome, number in rows:
        counts[gender][outcome] += number
    shown = small_cells.shown({gender: sum(own.values()) for gender, own in counts.items()})
    return {g: None if shown[g] is None else _rate(counts[g]) for g in Gender}


def _rate(counts: Mapping[Outcome | None, int]) -> Rate:
    on = sum(counts.get(outcome, 0) for outcome in ON)
    unreachable, still = counts.get(Outcome.UNREACHABLE, 0), counts.get(None, 0)
    due = sum(counts.values())
    return Rate(due, on, due - on - unreachable - still, unreachable, still)
