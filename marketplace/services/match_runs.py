"""Solves: asked for with the change that makes one needed, run apart, kept when still true."""

import hashlib
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db, random_id
from marketplace.errors import N_, Conflict
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.match_runs import MatchRun, MatchRunStatus, match_run_postings
from marketplace.models.members import Member
from marketplace.models.postings import Posting, PostingStatus, Shift
from marketplace.models.proposals import STANDING, PlacementRole, Proposal, ProposalStatus
from marketplace.queue import enqueue
from marketplace.services.history import move, record
from matching import Plan, Problem, Progress, check
from matching.plan import Placement

COVERAGE: Final = ("coverage-3", "coverage-2", "coverage-1")


def request(region_id: int, by: Actor) -> MatchRun:
    """Ask for a solve of a region. While one waits, asking again adds none: it will see all."""
    run = None
    while run is None:  # a run that waits may be taken in hand between the two statements
        made = db.session.scalar(
            insert(MatchRun)
            .values(_waiting(region_id))
            .on_conflict_do_nothing()
            .returning(MatchRun.id)
        )
        run = next(iter(_of(region_id, MatchRunStatus.QUEUED)), None)
    if made:
        record("match_runs.queued", run, by)
    lock = f"region:{region_id}"
    enqueue("match_runs.solve", lock=lock, queueing_lock=lock, region_id=region_id)
    return run


def request_all(by: Actor) -> int:
    """Ask for a solve of every region that has seats to fill; how many that is."""
    regions = db.session.scalars(
        select(Cooperative.region_id)
        .join(Posting, Posting.cooperative_id == Cooperative.id)
        .where(Posting.status.in_((PostingStatus.OPEN, PostingStatus.PARTLY_FILLED)))
        .distinct()
        .order_by(Cooperative.region_id)
    ).all()
    for region_id in regions:
        request(region_id, by)
    return len(regions)


def _waiting(region_id: int) -> dict[str, object]:
    return {
        "public_id": random_id(),
        "region_id": region_id,
        "status": MatchRunStatus.QUEUED,
        "seed": 1,
        "queued_at": now(),
        "seats_asked": 0,
        "seats_filled": 0,
        "covered_minutes": 0,
        "levels": {},
        "unfilled": {},
        "stop_requested": False,
        "failure": "",
    }


def begin(region_id: int) -> MatchRun | None:
    """Take the waiting solve of a region in hand; None where there is none.

    Jobs of a region run one at a time, so a run found solving was left by a worker that died: it
    ends here, and what it was asked for is solved now.
    """
    orphans = _of(region_id, MatchRunStatus.SOLVING)
    for orphan in orphans:
        _end(orphan, MatchRunStatus.FAILED, failure="worker died")
    waiting = _of(region_id, MatchRunStatus.QUEUED)
    run = waiting[0] if waiting else (request(region_id, SYSTEM) if orphans else None)
    if run is None:
        return None
    move(run, MatchRunStatus.SOLVING, SYSTEM)
    run.started_at = now()
    return run


def note_progress(run_id: int, progress: Progress) -> bool:
    """Write how far a solve has come; whether somebody has said that it is enough."""
    run = db.session.get_one(MatchRun, run_id, populate_existing=True)
    run.seats_asked, run.seats_filled = progress.asked, progress.filled
    return run.stop_requested


def stop(run: MatchRun, by: Actor) -> None:
    """Say that the best plan so far is enough. Raises Conflict when the solve is over."""
    if run.is_over:
        raise Conflict(N_("Matchningen är redan klar."))
    run.stop_requested = True
    record("match_runs.stop_requested", run, by)


def fail(run_id: int, reason: str) -> None:
    """End a run that broke; what stood before it stands still."""
    run = db.session.get_one(MatchRun, run_id)
    if not run.is_over:
        _end(run, MatchRunStatus.FAILED, failure=reason)


def keep(run_id: int, problem: Problem, plan: Plan, *, still_true: bool) -> None:
    """Write a plan as proposals, if it passes the independent check and still fits the rows.

    Where the rows changed while it was solved, nothing of it is kept and a new solve is asked for.
    """
    run = db.session.get_one(MatchRun, run_id)
    breaches = check(problem, plan)
    if breaches:
        _end(run, MatchRunStatus.FAILED, failure=f"check: {sorted({b.code for b in breaches})}")
        return
    _note_figures(run, problem, plan)
    if not still_true:
        _end(run, MatchRunStatus.STOPPED, failure="rows changed")
        request(run.region_id, SYSTEM)
        return
    _write_proposals(run, problem, plan)
    status = MatchRunStatus.SOLVED if plan.status == "complete" else MatchRunStatus.STOPPED
    _end(run, status)


def latest_for(posting: Posting) -> MatchRun | None:
    """The newest solve that this posting is or will be in."""
    included = select(match_run_postings.c.match_run_id).where(
        match_run_postings.c.posting_id == posting.id
    )
    unfinished = MatchRun.status.in_((MatchRunStatus.QUEUED, MatchRunStatus.SOLVING))
    return db.session.scalars(
        select(MatchRun)
        .where(
            MatchRun.region_id == posting.cooperative.region_id,
            MatchRun.id.in_(included) | unfinished,
        )
        .order_by(MatchRun.id.desc())
        .limit(1)
    ).first()


def latest_solved(region_id: int) -> MatchRun | None:
    """The newest solve of a region that has a plan."""
    with_plan = MatchRun.status.in_((MatchRunStatus.SOLVED, MatchRunStatus.STOPPED))
    return db.session.scalars(
        select(MatchRun)
        .where(MatchRun.region_id == region_id, with_plan)
        .order_by(MatchRun.id.desc())
        .limit(1)
    ).first()


def recent(limit: int, offset: int = 0) -> Sequence[MatchRun]:
    """The newest solves of all regions."""
    return db.session.scalars(
        select(MatchRun)
        .order_by(MatchRun.id.desc())
        .limit(limit)
        .offset(offset)
        .options(joinedload(MatchRun.region))
    ).all()


def _of(region_id: int, status: MatchRunStatus) -> Sequence[MatchRun]:
    return db.session.scalars(
        select(MatchRun)
        .where(MatchRun.region_id == region_id, MatchRun.status == status)
        .order_by(MatchRun.id)
    ).all()


def _end(run: MatchRun, status: MatchRunStatus, failure: str = "") -> None:
    run.finished_at, run.failure = now(), failure
    move(run, status, SYSTEM, seats_asked=run.seats_asked, seats_filled=run.seats_filled)


def _note_figures(run: MatchRun, problem: Problem, plan: Plan) -> None:
    levels = {level.name: level for level in plan.levels}
    bounds = [levels[name].bound for name in COVERAGE if name in levels]
    run.problem_hash = problem.digest
    run.seats_asked = sum(shift.heads for shift in problem.shifts)
    run.seats_filled = sum(1 for placement in plan.placements if placement.role == "work")
    run.covered_minutes = sum(levels[name].value for name in COVERAGE if name in levels)
    proven = [int(bound) for bound in bounds if bound is not None]
    run.coverage_bound_minutes = sum(proven) if len(proven) == len(bounds) else None
    run.solve_milliseconds = int(plan.seconds * 1000)
    run.plan_hash = plan_hash(plan)
    run.spread = plan.fairness.to_json()
    run.levels = {level.name: level.to_json() for level in plan.levels}
    run.unfilled = {unfilled.shift: unfilled.to_json() for unfilled in plan.unfilled}


def plan_hash(plan: Plan) -> str:
    """What two plans that place the same people in the same way have in common."""
    placed = sorted(f"{one.member} {one.shift} {one.role}" for one in plan.placements)
    return hashlib.sha256("\n".join(placed).encode()).hexdigest()


def _write_proposals(run: MatchRun, problem: Problem, plan: Plan) -> None:
    shifts = _ids(Shift, [shift.id for shift in problem.shifts])
    members = _ids(Member, [member.id for member in problem.members])
    standing = _standing(list(shifts.values()))
    wanted = {
        (shifts[placement.shift], members[placement.member]): placement
        for placement in plan.placements
    }
    for pair, row in standing.items():
        if row.status == ProposalStatus.CREATED and not row.locked and pair not in wanted:
            move(row, ProposalStatus.SUPERSEDED, SYSTEM)
    db.session.flush()
    for pair, placement in wanted.items():
        if pair in standing:
            standing[pair].reasons = list(placement.reasons)
        else:
            db.session.add(_proposal(run, pair, placement))
    solved = [posting.id for posting in problem.postings]
    run.postings = list(db.session.scalars(select(Posting).where(Posting.public_id.in_(solved))))


def _standing(shift_ids: Sequence[int]) -> dict[tuple[int, int], Proposal]:
    rows = db.session.scalars(
        select(Proposal)
        .where(Proposal.shift_id.in_(shift_ids))
        .where(Proposal.status.in_((*STANDING, ProposalStatus.DECLINED)))
    )
    return {(row.shift_id, row.member_id): row for row in rows}


def _proposal(run: MatchRun, pair: tuple[int, int], placement: Placement) -> Proposal:
    return Proposal(
        match_run_id=run.id,
        shift_id=pair[0],
        member_id=pair[1],
        role=PlacementRole(placement.role),
        status=ProposalStatus.CREATED,
        reasons=list(placement.reasons),
        locked=False,
        created_at=now(),
    )


def _ids(noun: type[Shift] | type[Member], public_ids: Sequence[str]) -> dict[str, int]:
    rows = db.session.execute(select(noun.public_id, noun.id).where(noun.public_id.in_(public_ids)))
    return {row[0]: row[1] for row in rows}
