"""Trials: a question is asked, solved on the side by a worker, and answered in figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.companies import Site
from marketplace.models.cooperatives import Region
from marketplace.models.history import Actor
from marketplace.models.match_runs import MatchRun
from marketplace.models.trials import Trial, TrialKind, TrialStatus
from marketplace.queue import LONG_WORK, enqueue
from marketplace.sealing import SealBroken
from marketplace.services import alphabet, kept_problems, match_runs, past_work, what_ifs
from marketplace.services.history import move, record
from marketplace.services.lists import Source
from marketplace.services.trial_answers import keys_told, pair_told
from matching import Plan, Problem, SolveFailed
from matching.coverage import Coverage, most_filled
from matching.explain import Explainer
from matching.keys import keys

Solve = Callable[[Problem], Plan]
Measure = Callable[[Problem], Coverage]
MOST_KEYS, MOST_TRIES = 30, 60
TOO_LONG = N_("Det tog för lång tid att räkna. Försök igen när det är lugnt.")
BROKE = N_("Det gick inte att räkna. Försök igen, eller säg till systemansvarig.")


def ask(
    kind: TrialKind,
    region: Region,
    by: Actor,
    *,
    run: MatchRun | None = None,
    asked: Mapping[str, Any] | None = None,
) -> Trial:
    """Ask a worker to try something. Raises Conflict where a run's problem can be read no more."""
    if run is not None and not kept_problems.can_be_repeated(run):
        raise Conflict(
            N_("Matchningen kan inte göras om: underlaget är borta, eller så har någon glömts.")
        )
    trial = Trial(
        kind=kind,
        region=region,
        match_run=run,
        asked=dict(asked or {}),
        status=TrialStatus.WAITING,
        asked_by=by.label,
        asked_by_id=by.user_id,
        asked_at=now(),
    )
    db.session.add(trial)
    record("trials.asked", trial, by, kind=kind.value)
    lock = LONG_WORK if kind == TrialKind.KEYS else "trials"
    enqueue("trials.solve", lock=lock, trial_id=trial.id)
    return trial


def what_if(region: Region, by: Actor, asked: Mapping[str, Any]) -> Trial:
    """Ask for a changed order, rule, skill or adaptation on last month's jobs.

    Raises Invalid where nothing is changed, or what cannot be tried is asked for.
    """
    return ask(TrialKind.WHAT_IF, region, by, asked=what_ifs.given(asked))


def latest(kind: TrialKind, region_id: int | None = None) -> Trial | None:
    """The newest answered trial of its kind."""
    query = select(Trial).where(Trial.kind == kind, Trial.status == TrialStatus.DONE)
    if region_id is not None:
        query = query.where(Trial.region_id == region_id)
    return db.session.scalars(
        query.order_by(Trial.id.desc()).limit(1).options(joinedload(Trial.region))
    ).first()


def newest_keys() -> Sequence[Trial]:
    """The newest answered keys report of each region, by the region's name."""
    newest = (
        select(func.max(Trial.id))
        .where(Trial.kind == TrialKind.KEYS, Trial.status == TrialStatus.DONE)
        .group_by(Trial.region_id)
    )
    return db.session.scalars(
        select(Trial)
        .join(Trial.region)
        .where(Trial.id.in_(newest))
        .order_by(alphabet.ordered(Region.name), Region.id)
        .options(joinedload(Trial.region))
    ).all()


@dataclass(frozen=True, slots=True)
class Advice:
    """A work condition that would open work at a site: minutes a week and what they are worth."""

    condition: str
    minutes: int
    ore: int


def advice(site: Site) -> Sequence[Advice]:
    """Work conditions that would open most at a site, most minutes first.

    Only what the newest report of a region names, and it names nothing that fewer than five people
    would come in by: who reads it learns of nobody.
    """
    found = [
        Advice(key["code"], key["minutes"], key["ore"])
        for report in newest_keys()
        for key in report.result["keys"]
        if key["kind"] == "feature" and key["site"] == site.public_id and key["code"]
    ]
    return sorted(found, key=lambda one: -one.minutes)


def recent(kind: TrialKind, most: int) -> Sequence[Trial]:
    """The newest trials of a kind."""
    return db.session.scalars(
        select(Trial)
        .where(Trial.kind == kind)
        .order_by(Trial.id.desc())
        .limit(most)
        .options(joinedload(Trial.region))
    ).all()


def source(kind: TrialKind) -> Source[Trial]:
    """The trials of a kind, newest first."""
    return Source(
        query=select(Trial)
        .join(Trial.region)
        .where(Trial.kind == kind)
        .options(contains_eager(Trial.region)),
        tie=Trial.id,
        orders={"asked": Trial.asked_at, "region": Region.name, "by": Trial.asked_by},
        texts=(Region.name, Trial.asked_by),
        filters={"state": {one.value: Trial.status == one for one in TrialStatus}},
        downwards=True,
    )


def of_run(run: MatchRun) -> Sequence[Trial]:
    """The trials of a run, newest first."""
    return db.session.scalars(
        select(Trial).where(Trial.match_run_id == run.id).order_by(Trial.id.desc()).limit(10)
    ).all()


def answer(trial: Trial, by: Actor, solve: Solve, measure: Measure = most_filled) -> None:
    """Work the answer out and keep it. A trial that is answered already is left alone."""
    if trial.status != TrialStatus.WAITING:
        return
    try:
        if trial.kind == TrialKind.KEYS:
            trial.result = _keys(trial, by, measure)
        else:
            trial.result = ANSWERS[trial.kind](trial, by, solve)
    except (Conflict, SolveFailed, SealBroken) as refused:
        trial.failure = _told(refused)
        move(trial, TrialStatus.FAILED, by)
        return
    move(trial, TrialStatus.DONE, by)


def _told(refused: Exception) -> str:
    """What Kooptjänst reads of it: a refusal in its own words, what broke in ours."""
    if isinstance(refused, Conflict):
        return str(refused)
    return str(BROKE if isinstance(refused, SealBroken) else TOO_LONG)


def _keys(trial: Trial, by: Actor, measure: Measure) -> dict[str, Any]:
    past = past_work.open_now(trial.region_id, by)
    report = keys(past.problem, top=MOST_KEYS, measure=measure, most_solves=MOST_TRIES, joint=True)
    return keys_told(past, report)


def _replay(trial: Trial, by: Actor, solve: Solve) -> dict[str, Any]:
    run = trial.match_run
    if run is None:
        raise Conflict(N_("Underlaget till matchningen sparas inte längre."))
    plan = solve(kept_problems.opened(run, by))
    hashed = match_runs.plan_hash(plan)
    levels = {level.name: level.value for level in plan.levels}
    before = {name: level["value"] for name, level in run.levels.items()}
    return {
        "same": hashed == run.plan_hash,
        "known": run.plan_hash is not None,
        "same_levels": levels == before,
        "filled": sum(1 for one in plan.placements if one.role == "work"),
    }


def _placement(trial: Trial, by: Actor, solve: Solve) -> dict[str, Any]:
    run = trial.match_run
    if run is None:
        raise Conflict(N_("Underlaget till matchningen sparas inte längre."))
    problem = kept_problems.opened(run, by)
    member, shift = trial.asked["member"], trial.asked["shift"]
    if member not in problem.member_by_id or shift not in problem.shift_by_id:
        raise Conflict(N_("Personen eller passet var inte med i matchningen."))
    told = Explainer(problem, solve(problem), solve=solve).pair(member, shift)
    return pair_told(problem, told)


ANSWERS: Mapping[TrialKind, Callable[[Trial, Actor, Solve], dict[str, Any]]] = {
    TrialKind.WHAT_IF: what_ifs.difference,
    TrialKind.REPLAY: _replay,
    TrialKind.PLACEMENT: _placement,
}
