"""Empty seats of a match run: how many people were left after each rule, told without naming any.

A rule that speaks of a person's needs or own choices never stands alone: it is told together with
the next one as long as fewer than five fell away by it.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.database import db
from marketplace.models.match_runs import MatchRun
from marketplace.models.postings import Posting, Shift
from marketplace.services import smallest_changes
from marketplace.services.small_cells import is_small
from marketplace.services.smallest_changes import SmallestChange


class Sieve(StrEnum):
    """What several of the solver's rules ask together, in words a person would use."""

    SKILL = "skill"
    SITE = "site"
    REACH = "reach"
    SITE_AND_REACH = "site_and_reach"
    TIME = "time"
    HOURS = "hours"
    CREW = "crew"
    """rules about people together: a crew's least size, its supervisor, others' shifts"""


OF_RULE: Mapping[str, Sieve] = {
    "skill": Sieve.SKILL,
    "floor": Sieve.SITE,
    "need": Sieve.SITE,
    "hazard": Sieve.SITE,
    "block": Sieve.REACH,
    "reach": Sieve.REACH,
    "night": Sieve.TIME,
    "declined": Sieve.TIME,
    "available": Sieve.TIME,
    "overlap": Sieve.HOURS,
    "daily_rest": Sieve.HOURS,
    "weekly_rest": Sieve.HOURS,
    "day": Sieve.HOURS,
    "week": Sieve.HOURS,
}
"""The rules of matching.unfilled.FUNNEL."""


@dataclass(frozen=True, slots=True)
class Step:
    """How many people were left after a sieve."""

    sieve: Sieve
    people: int


@dataclass(frozen=True, slots=True)
class Shared:
    """The solver's proof: shifts of which nobody can hold two, and all who could work any."""

    shifts: int
    seats: int
    people: int


@dataclass(frozen=True, slots=True)
class EmptyShift:
    """A shift with empty seats. `binding`: the first sieve after which too few were left."""

    shift: Shift
    seats: int
    steps: Sequence[Step]
    binding: Sieve
    change: SmallestChange | None = None
    """what would fill a seat; None until it has been looked for"""
    shared: Shared | None = None
    """with which shifts it has to share too few people, where that alone proves it empty"""

    @property
    def freed(self) -> int:
        """How many more there would be at most if the binding sieve let everybody through."""
        sieves = [step.sieve for step in self.steps]
        if self.binding not in sieves or sieves.index(self.binding) == 0:
            return 0
        place = sieves.index(self.binding)
        return self.steps[place - 1].people - self.steps[place].people

    @property
    def empty_minutes(self) -> int:
        """Work minutes that nobody does."""
        return self.seats * self.shift.work_minutes


def of_run(run: MatchRun) -> Sequence[EmptyShift]:
    """Every shift that the run left seats empty on and that still exists, soonest first."""
    return of_shifts(run, _shifts(run.unfilled))


def of_runs(runs: Sequence[MatchRun]) -> Sequence[EmptyShift]:
    """The same of several runs, in as many queries as of one."""
    known = _shifts({shift for run in runs for shift in run.unfilled})
    return [one for run in runs for one in of_shifts(run, known)]


def of_shifts(run: MatchRun, shifts: Sequence[Shift]) -> Sequence[EmptyShift]:
    """Those of these shifts that the run left seats empty on."""
    found = []
    for shift in shifts:
        entry = run.unfilled.get(shift.public_id)
        if entry is not None:
            steps = steps_of([(step["code"], step["members"]) for step in entry["funnel"]])
            why = binding(steps, entry["seats"])
            change = smallest_changes.of_entry(entry)
            shared = _shared(entry.get("certificate"))
            found.append(EmptyShift(shift, entry["seats"], steps, why, change, shared))
    return found


def _shared(proof: Mapping[str, Any] | None) -> Shared | None:
    """A proof of one shift alone says no more than its funnel does."""
    if proof is None or len(proof["shifts"]) < 2:
        return None
    return Shared(len(proof["shifts"]), proof["seats"], len(proof["members"]))


def _shifts(public_ids: Collection[str]) -> Sequence[Shift]:
    return db.session.scalars(
        select(Shift)
        .where(Shift.public_id.in_(public_ids))
        .order_by(Shift.starts_at, Shift.id)
        .options(
            joinedload(Shift.posting).joinedload(Posting.company),
            joinedload(Shift.posting).joinedload(Posting.site),
            joinedload(Shift.posting).selectinload(Posting.skills),
        )
    ).all()


def steps_of(funnel: Sequence[tuple[str, int]]) -> Sequence[Step]:
    """The solver's funnel, (rule, people left after it), as the few steps that may be told.

    How many there were before the first rule is not known, so the first step never hides one.
    """
    left = {OF_RULE[code]: people for code, people in funnel if code in OF_RULE}
    before = left.get(Sieve.SKILL)
    site, reach = left.pop(Sieve.SITE, None), left.get(Sieve.REACH)
    steps = [Step(sieve, people) for sieve, people in left.items()]
    if site is None or reach is None or before is None:
        return steps
    place = next(number for number, step in enumerate(steps) if step.sieve == Sieve.REACH)
    if is_small(before - site):
        steps[place] = Step(Sieve.SITE_AND_REACH, reach)
    else:
        steps.insert(place, Step(Sieve.SITE, site))
    return steps


def binding(steps: Sequence[Step], seats: int) -> Sieve:
    """The sieve that leaves fewer people than there are empty seats; the crew's rules if none."""
    return next((step.sieve for step in steps if step.people < seats), Sieve.CREW)


def minutes_by_sieve(shifts: Sequence[EmptyShift]) -> Sequence[tuple[Sieve, int]]:
    """Empty work minutes by what stood in the way, most first."""
    minutes: Counter[Sieve] = Counter()
    for one in shifts:
        minutes[one.binding] += one.empty_minutes
    return minutes.most_common()
