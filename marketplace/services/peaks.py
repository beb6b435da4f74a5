"""Peaks: the weeks in which a company asked for people last year, as hints for this one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.clock import at, today
from marketplace.database import db
from marketplace.models.postings import Posting, PostingKind, PostingStatus, Shift

A_YEAR = timedelta(weeks=52)
"""So that the same week begins on a Monday again."""
AHEAD = timedelta(weeks=26)


@dataclass(frozen=True, slots=True)
class Peak:
    """Weeks in a row with the same work last year, moved to this one.

    `posting`: one of last year's jobs, to repeat. `booked`: whether some of it is asked for now.
    """

    task: str
    first_monday: date
    last_monday: date
    heads: int
    posting: Posting
    booked: bool

    @property
    def weeks_last_year(self) -> tuple[int, int]:
        """The numbers of the first and the last week, as last year's calendar had them."""
        first = (self.first_monday - A_YEAR).isocalendar().week
        return first, (self.last_monday - A_YEAR).isocalendar().week


def coming(company_id: int) -> Sequence[Peak]:
    """Last year's peaks that come again within half a year, soonest first; two queries."""
    start = _monday(today())
    before = _jobs(company_id, start - A_YEAR, start - A_YEAR + AHEAD)
    now_asked = _weeks(_jobs(company_id, start, start + AHEAD))
    found = []
    for task, weeks in _weeks(before).items():
        taken = {monday - A_YEAR for monday in now_asked.get(task, {})}
        for run in _runs(sorted(weeks)):
            jobs = [posting for monday in run for posting in weeks[monday]]
            largest = max(jobs, key=_heads)
            found.append(
                Peak(
                    task,
                    run[0] + A_YEAR,
                    run[-1] + A_YEAR,
                    _heads(largest),
                    largest,
                    booked=bool(taken.intersection(run)),
                )
            )
    return sorted(found, key=lambda one: (one.first_monday, one.task))


def _jobs(company_id: int, since: date, until: date) -> Sequence[Posting]:
    within = Posting.shifts.any(
        (Shift.starts_at >= at(since, 0)) & (Shift.starts_at < at(until, 0))
    )
    return db.session.scalars(
        select(Posting)
        .where(
            Posting.company_id == company_id,
            Posting.kind != PostingKind.INTERNSHIP,
            Posting.status != PostingStatus.WITHDRAWN,
            within,
        )
        .order_by(Posting.id)
        .options(selectinload(Posting.shifts), joinedload(Posting.site))
    ).all()


def _weeks(jobs: Sequence[Posting]) -> dict[str, dict[date, list[Posting]]]:
    found: dict[str, dict[date, list[Posting]]] = defaultdict(lambda: defaultdict(list))
    for posting in jobs:
        for monday in sorted({_monday(shift.day) for shift in posting.live_shifts}):
            found[posting.task][monday].append(posting)
    return found


def _runs(mondays: Sequence[date]) -> list[list[date]]:
    """Weeks in a row; a single week between two does not end a peak."""
    runs: list[list[date]] = []
    for monday in mondays:
        if runs and monday - runs[-1][-1] <= timedelta(weeks=2):
            runs[-1].append(monday)
        else:
            runs.append([monday])
    return runs


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _heads(posting: Posting) -> int:
    return max((shift.heads for shift in posting.live_shifts), default=0)
