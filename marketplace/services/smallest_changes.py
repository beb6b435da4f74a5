"""The smallest change that would fill an empty seat, found by the matching after a solve.

It is kept with the run in a form that tells no need: a change of the workplace says what is missing
only where at least five people would come in by it, and of another cooperative's people it says
which cooperative, never who.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.clock import local
from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.models.match_runs import MatchRun
from marketplace.models.members import Member
from marketplace.queue import LONG_WORK, enqueue
from marketplace.services import match_runs, problems
from marketplace.services.candidates import EMPLOYED, PARTICIPANT
from marketplace.services.run_codes import RunCodes
from marketplace.services.small_cells import is_small
from matching import Problem
from matching.changes import change_for
from matching.index import Index
from matching.smallest_apart import Told

KEY = "told_change"
RELATION = "relation:"


class ChangeKind(StrEnum):
    """What would have to be otherwise."""

    TIME = "time"
    RIDE = "ride"
    SKILL = "skill"
    FEATURE = "feature"
    EMPLOYMENT = "employment"
    PARTICIPATION = "participation"
    LOAN = "loan"
    NONE = "none"
    """no single change is enough"""


@dataclass(frozen=True, slots=True)
class SmallestChange:
    """One change that would fill a seat. What does not belong to its kind is empty or nought."""

    kind: ChangeKind
    member: str = ""
    """whose change it is, by public id; empty where it is the workplace's, or another's member"""
    code: str = ""
    """a skill, a work condition, or the public id of a cooperative"""
    level: int = 0
    metres: int = 0
    minutes: int = 0
    """work that would be done then, and is not today"""
    times: Sequence[tuple[datetime, datetime]] = ()


def request(run: MatchRun) -> None:
    """Ask that the changes of a run's empty seats be looked for."""
    if run.unfilled:
        enqueue(
            "match_runs.smallest_changes",
            lock=LONG_WORK,
            queueing_lock=f"changes:{run.region_id}",
            region_id=run.region_id,
        )


def wanted(run: MatchRun, problem: Problem) -> Sequence[str]:
    """The run's shifts with empty seats that nobody has looked into and that still stand open."""
    return [
        shift
        for shift, entry in run.unfilled.items()
        if KEY not in entry and shift in problem.shift_by_id
    ]


def problem_of(run: MatchRun, codes: RunCodes) -> Problem:
    """The work of a run's region as it is now; noted like a solve, the caller commits."""
    return problems.build(run.region_id, SYSTEM, codes=codes, match_run_id=run.id)


def keep(run_id: int, problem: Problem, codes: RunCodes, told: Told) -> bool:
    """Write what was found for one shift; false where a newer solve makes it idle to go on."""
    run = db.session.get_one(MatchRun, run_id)
    newest = match_runs.latest_solved(run.region_id)
    if newest is None or newest.id != run.id:
        return False
    found = _found(problem, codes, told)
    if found is not None and told.shift in run.unfilled:
        entry = {**run.unfilled[told.shift], KEY: found}
        run.unfilled = {**run.unfilled, told.shift: entry}
    return True


def of_entry(entry: Mapping[str, Any]) -> SmallestChange | None:
    """The change that is kept with an empty shift; None where none has been looked for yet."""
    kept = entry.get(KEY)
    if kept is None:
        return None
    times = [(_read(start), _read(end)) for start, end in kept.get("times", ())]
    simple = {
        key: kept[key] for key in ("member", "code", "level", "metres", "minutes") if key in kept
    }
    return SmallestChange(ChangeKind(kept["kind"]), times=times, **simple)


def people_of(
    changes: Iterable[SmallestChange | None], cooperative_id: int
) -> Mapping[str, Member]:
    """The cooperative's own people that these changes speak of, by public id, in one query."""
    names = {change.member for change in changes if change is not None and change.member}
    if not names:
        return {}
    rows = db.session.scalars(
        select(Member).where(
            Member.public_id.in_(names),
            Member.cooperative_id == cooperative_id,
            Member.erased_at.is_(None),
        )
    )
    return {row.public_id: row for row in rows}


def _found(problem: Problem, codes: RunCodes, told: Told) -> dict[str, Any] | None:
    change = told.change
    if change is None:
        return {"kind": ChangeKind.NONE.value} if told.complete else None
    found = {"kind": change["kind"], "minutes": change["minutes"]}
    if change["kind"] == ChangeKind.FEATURE:
        return found | {"code": _feature(problem, codes, told.shift, change["code"])}
    if change["kind"] == ChangeKind.SKILL and change["code"].startswith(RELATION):
        return found | _relation(change["code"], change["member"])
    found["member"] = change["member"]
    if change["kind"] == ChangeKind.TIME:
        return found | {"times": change["intervals"]}
    if change["kind"] == ChangeKind.RIDE:
        return found | {"metres": change["amount"]}
    return found | {"code": change["code"], "level": change["level"]}


def _relation(code: str, member: str) -> dict[str, str]:
    if code == EMPLOYED:
        return {"kind": ChangeKind.EMPLOYMENT.value, "member": member}
    if code == PARTICIPANT:
        return {"kind": ChangeKind.PARTICIPATION.value, "member": member}
    return {"kind": ChangeKind.LOAN.value, "code": code.removeprefix(RELATION)}


def _feature(problem: Problem, codes: RunCodes, shift: str, code: str) -> str:
    """Which condition it is, where so many would come in by it that it points at nobody."""
    index = Index(problem)
    place = index.shift_number[shift]
    opened = [change_for(index, person.number, place) for person in index.people]
    people = sum(1 for one in opened if one is not None and one.code == code)
    if is_small(people):
        return ""
    return next((one for one in WORK_CONDITION_BY_CODE if codes.of(one) == code), "")


def _read(text: str) -> datetime:
    return local(datetime.fromisoformat(text))
