"""One week looked into: what stood in the way, what was proven and said after."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from marketplace.clock import at
from marketplace.database import db
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.fit_answers import Fit, FitAnswer
from marketplace.models.match_runs import MatchRun, MatchRunStatus, match_run_postings
from marketplace.models.postings import Posting, PostingStatus, Shift, ShiftStatus
from marketplace.models.proposals import PlacementRole
from marketplace.services import funnels, small_cells
from marketplace.services.funnels import Sieve
from marketplace.services.seats import NEVER_ASKED

WITH_A_PLAN = (MatchRunStatus.SOLVED, MatchRunStatus.STOPPED)


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered afterwards. Members' sums are None where fewer than five answered."""

    companies: Mapping[Fit, int]
    members: Mapping[Fit, int] | None
    notes: Sequence[FitAnswer]


def shifts(monday: date) -> Sequence[tuple[Shift, int]]:
    """The shifts of the week that were asked for, each with how many seats stayed empty."""
    since, until = _span(monday)
    booked = (
        select(Assignment.shift_id, func.count().label("filled"))
        .where(Assignment.status.in_(BOOKED), Assignment.role == PlacementRole.WORK)
        .group_by(Assignment.shift_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Shift, func.coalesce(booked.c.filled, 0))
        .join(Shift.posting)
        .outerjoin(booked, booked.c.shift_id == Shift.id)
        .where(
            Shift.starts_at >= since,
            Shift.starts_at < until,
            Shift.status != ShiftStatus.CANCELLED,
            Posting.status.not_in(NEVER_ASKED),
        )
        .order_by(Shift.starts_at, Shift.id)
        .options(
            joinedload(Shift.posting).joinedload(Posting.company),
            joinedload(Shift.posting).joinedload(Posting.site),
            joinedload(Shift.posting).selectinload(Posting.skills),
        )
    )
    return [(shift, max(0, shift.heads - filled)) for shift, filled in rows]


def unmet(monday: date) -> Mapping[Sieve | None, int]:
    """Work minutes that nobody did, by what stood in the way at the last match, most first.

    None: the plan had somebody there, and the seat came free by answers or by somebody leaving.
    """
    empty = [(shift, seats) for shift, seats in shifts(monday) if seats]
    runs = _last_runs([shift.posting_id for shift, _ in empty])
    minutes: Counter[Sieve | None] = Counter()
    for shift, seats in empty:
        run = runs.get(shift.posting_id)
        told = funnels.of_shifts(run, [shift]) if run is not None else ()
        minutes[told[0].binding if told else None] += seats * shift.work_minutes
    return dict(minutes.most_common())


def unpriced_minutes(monday: date) -> int:
    """Work minutes of the week that never opened, since the price is held or was sent back."""
    since, until = _span(monday)
    rows = db.session.scalars(
        select(Shift)
        .join(Shift.posting)
        .where(
            Shift.starts_at >= since,
            Shift.starts_at < until,
            Posting.status.in_((PostingStatus.SUBMITTED, PostingStatus.RETURNED)),
        )
    )
    return sum(shift.heads * shift.work_minutes for shift in rows)


def _last_runs(postings: Sequence[int]) -> Mapping[int, MatchRun]:
    """The newest run with a plan that each posting was part of, in two queries."""
    newest = db.session.execute(
        select(match_run_postings.c.posting_id, func.max(MatchRun.id))
        .join(MatchRun, MatchRun.id == match_run_postings.c.match_run_id)
        .where(match_run_postings.c.posting_id.in_(set(postings)), MatchRun.status.in_(WITH_A_PLAN))
        .group_by(match_run_postings.c.posting_id)
    ).all()
    ids = {run for _, run in newest}
    runs = {one.id: one for one in db.session.scalars(select(MatchRun).where(MatchRun.id.in_(ids)))}
    return {posting: runs[run] for posting, run in newest}


def runs(monday: date) -> Sequence[MatchRun]:
    """The runs that were asked for in the week and have a plan, newest first."""
    since, until = _span(monday)
    return db.session.scalars(
        select(MatchRun)
        .where(
            MatchRun.queued_at >= since,
            MatchRun.queued_at < until,
            MatchRun.status.in_(WITH_A_PLAN),
        )
        .order_by(MatchRun.queued_at.desc(), MatchRun.id.desc())
        .options(joinedload(MatchRun.region))
    ).all()


def said(monday: date) -> Said:
    """Answers of the week to whether it fitted."""
    since, until = _span(monday)
    rows = db.session.scalars(
        select(FitAnswer)
        .where(FitAnswer.answered_at >= since, FitAnswer.answered_at < until)
        .order_by(FitAnswer.answered_at.desc())
        .options(
            joinedload(FitAnswer.posting).joinedload(Posting.company),
            joinedload(FitAnswer.posting).selectinload(Posting.shifts),
        )
    ).all()
    companies = [one for one in rows if one.member_id is None]
    members = Counter(one.fit for one in rows if one.member_id is not None)
    return Said(
        Counter(one.fit for one in companies),
        None if small_cells.is_small(sum(members.values())) else members,
        [one for one in companies if one.note],
    )


def _span(monday: date) -> tuple[datetime, datetime]:
    return at(monday, 0), at(monday + timedelta(weeks=1), 0)
