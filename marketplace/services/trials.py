"""Trials: a question is asked, solved on the side by a worker, and answered in figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.companies import Site
from marketplace.models.cooperatives import Region
from marketplace.models.history import Actor
from marketplace.models.match_runs import MatchRun
from marketplace.models.members import Gender
from marketplace.models.trials import Trial, TrialKind, TrialStatus
from marketplace.queue import LONG_WORK, enqueue
from marketplace.sealing import SealBroken
from marketplace.services import kept_problems, match_runs, past_work, policies, small_cells
from marketplace.services.history import move, record
from marketplace.services.past_work import PastWork
from marketplace.services.trial_answers import keys_told, pair_told
from matching import Plan, Problem, SolveFailed
from matching.changes import Change, changed
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

    Raises Invalid where nothing is changed.
    """
    given = {name: value for name, value in asked.items() if value}
    if tuple(given.get("levels", ())) == policies.levels():
        given.pop("levels")
    if not given:
        raise Invalid(N_("Ändra minst en sak, så finns det något att jämföra."), "region")
    return ask(TrialKind.WHAT_IF, region, by, asked=given)


def latest(kind: TrialKind, region_id: int | None = None) -> Trial | None:
    """The newest answered trial of its kind."""
    query = select(Trial).where(Trial.kind == kind, Trial.status == TrialStatus.DONE)
    if region_id is not None:
        query = query.where(Trial.region_id == region_id)
    return db.session.scalars(
        query.order_by(Trial.id.desc()).limit(1).options(joinedload(Trial.region))
    ).first()


def advice(site: Site) -> Sequence[tuple[str, int]]:
    """Work conditions that would open most at a site, each with minutes a week, most first.

    Only what the newest report of a region names, and it names nothing that fewer than five people
    would come in by: who reads it learns of nobody.
    """
    newest = (
        select(func.max(Trial.id))
        .where(Trial.kind == TrialKind.KEYS, Trial.status == TrialStatus.DONE)
        .group_by(Trial.region_id)
    )
    reports = db.session.scalars(select(Trial.result).where(Trial.id.in_(newest)))
    found = [
        (key["code"], key["minutes"])
        for report in reports
        for key in report["keys"]
        if key["kind"] == "feature" and key["site"] == site.public_id and key["code"]
    ]
    return sorted(found, key=lambda one: -one[1])


def recent(kind: TrialKind, most: int) -> Sequence[Trial]:
    """The newest trials of a kind."""
    return db.session.scalars(
        select(Trial)
        .where(Trial.kind == kind)
        .order_by(Trial.id.desc())
        .limit(most)
        .options(joinedload(Trial.region))
    ).all()


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


def _what_if(trial: Trial, by: Actor, solve: Solve) -> dict[str, Any]:
    past = past_work.of_region(trial.region_id, by)
    other = _changed(past, trial.asked)
    plans = [solve(past.problem), solve(other)]
    pairs = [{(p.member, p.shift, p.role) for p in plan.placements} for plan in plans]
    return {
        "asked_seats": sum(shift.heads for shift in past.problem.shifts),
        "before": _figures(past, plans[0]),
        "after": _figures(past, plans[1]),
        "moved": len(pairs[0] ^ pairs[1]),
        "placed": len(pairs[0]),
    }


def _changed(past: PastWork, asked: Mapping[str, Any]) -> Problem:
    problem = past.problem
    if "levels" in asked:
        problem = replace(problem, policy=policies.for_matching(asked["levels"]), digest="")
    if "daily_rest" in asked:
        rules = replace(problem.rules, id="what-if", daily_rest=asked["daily_rest"])
        problem = replace(problem, rules=rules, digest="")
    if "skill" in asked:
        own = asked["cooperative"]
        names = tuple(m.id for m in problem.members if m.cooperative == own)
        change = Change("skill", names, code=asked["skill"], level=asked.get("level", 1))
        problem = changed(problem, change)
    if "condition" in asked and asked["site"] in problem.site_by_id:
        code = past.codes.of(asked["condition"])
        problem = changed(problem, Change("feature", site=asked["site"], code=code))
    return problem


def _figures(past: PastWork, plan: Plan) -> dict[str, Any]:
    minutes = dict.fromkeys((gender.value for gender in Gender), 0)
    people: dict[str, set[str]] = {gender.value: set() for gender in Gender}
    for one in plan.placements:
        gender = past.genders[one.member]
        shift = past.problem.shift_by_id[one.shift]
        span = round((shift.end - shift.start).total_seconds()) // 60 - shift.break_minutes
        minutes[gender] += span
        people[gender].add(one.member)
    shown = small_cells.shown({gender: len(found) for gender, found in people.items()})
    return {
        "filled": sum(1 for one in plan.placements if one.role == "work"),
        "levels": {level.name: level.value for level in plan.levels},
        "proven": all(level.status != "feasible" for level in plan.levels[:3]),
        "spread": plan.fairness.to_json(),
        "people": dict(shown),
        "minutes": {g: None if shown[g] is None else minutes[g] for g in shown},
    }


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
    TrialKind.WHAT_IF: _what_if,
    TrialKind.REPLAY: _replay,
    TrialKind.PLACEMENT: _placement,
}
