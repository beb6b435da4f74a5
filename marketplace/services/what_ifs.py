"""What if: last month's real jobs solved with and without a change, the difference in figures."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.history import Actor
from marketplace.models.members import Gender
from marketplace.models.trials import Trial
from marketplace.services import past_work, policies, small_cells
from marketplace.services.past_work import PastWork
from matching import Plan, Problem
from matching.changes import Change, changed
from matching.problem import Rules

Solve = Callable[[Problem], Plan]
LAW: Final = Rules()
BOUNDS: Final = {
    "daily_rest": (LAW.daily_rest, 20 * 60),
    "weekly_rest": (LAW.weekly_rest, 96 * 60),
    "week": (60, LAW.week),
}
"""Minutes from and to which a rule may be tried: never looser than the Working Hours Act."""
REFUSED: Final = {
    "daily_rest": N_("Skriv 11 till 20 timmar. Lagens minsta är 11."),
    "weekly_rest": N_("Skriv 36 till 96 timmar. Lagens minsta är 36."),
    "week": N_("Skriv 1 till 40 timmar. Lagens längsta är 40."),
}
DAY: Final = 24 * 60


def given(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What is changed of what was asked; what already is so is left out.

    Raises Invalid where nothing is, a level is missing or twice, or a rule is looser than the law.
    """
    found = {name: value for name, value in asked.items() if value}
    _refuse_unlawful(found)
    found = {name: value for name, value in found.items() if not _is_so_already(name, value)}
    if not found:
        raise Invalid(N_("Ändra minst en sak, så finns det något att jämföra."), "region")
    return found


def _refuse_unlawful(asked: Mapping[str, Any]) -> None:
    if "levels" in asked:
        policies.refuse_incomplete(asked["levels"])
    for name, (least, most) in BOUNDS.items():
        if not least <= asked.get(name, least) <= most:
            raise Invalid(REFUSED[name], name)
    start, end = asked.get("night", LAW.night)
    if not (start == 0 or DAY // 2 <= start <= DAY) or not LAW.night[1] <= end < DAY // 2:
        raise Invalid(N_("Natten måste rymma klockan 0 till 5. Den kan vara längre."), "night")


def _is_so_already(name: str, value: Any) -> bool:
    if name == "levels":
        return tuple(value) == policies.levels()
    if name == "night":
        return (value[0] % DAY, value[1]) == LAW.night
    return name in BOUNDS and value == getattr(LAW, name)


def difference(trial: Trial, by: Actor, solve: Solve) -> dict[str, Any]:
    """Both plans in figures. Raises Conflict where what is changed was not part of the month.

    Where one person's skill is tried nothing is told by gender: it would be hers.
    """
    past = past_work.of_region(trial.region_id, by)
    other = _changed(past, trial.asked)
    plans = [solve(past.problem), solve(other)]
    pairs = [{(p.member, p.shift, p.role) for p in plan.placements} for plan in plans]
    genders = "member" not in trial.asked
    return {
        "asked_seats": sum(shift.heads for shift in past.problem.shifts),
        "before": _figures(past, plans[0], genders=genders),
        "after": _figures(past, plans[1], genders=genders),
        "moved": len(pairs[0] ^ pairs[1]),
        "placed": len(pairs[0]),
    }


def _changed(past: PastWork, asked: Mapping[str, Any]) -> Problem:
    problem = replace(past.problem, rules=_rules(past.problem.rules, asked), digest="")
    if "levels" in asked:
        problem = replace(problem, policy=policies.for_matching(asked["levels"]), digest="")
    if "skill" in asked:
        change = Change(
            "skill", _learners(problem, asked), code=asked["skill"], level=asked.get("level", 1)
        )
        problem = changed(problem, change)
    if "condition" in asked:
        if asked["site"] not in problem.site_by_id:
            raise Conflict(N_("Arbetsplatsen hade inga jobb de fyra veckorna. Välj en annan."))
        code = past.codes.of(asked["condition"])
        problem = changed(problem, Change("feature", site=asked["site"], code=code))
    return problem


def _rules(rules: Rules, asked: Mapping[str, Any]) -> Rules:
    tried = {name: asked[name] for name in BOUNDS if name in asked}
    if "night" in asked:
        start, end = asked["night"]
        tried["night"] = (start % DAY, end)
    return replace(rules, id="what-if", **tried) if tried else rules


def _learners(problem: Problem, asked: Mapping[str, Any]) -> tuple[str, ...]:
    """Who is to have the skill: one person, or all of a cooperative."""
    if "member" in asked:
        names = tuple(one.id for one in problem.members if one.id == asked["member"])
    else:
        names = tuple(o.id for o in problem.members if o.cooperative == asked["cooperative"])
    if not names:
        raise Conflict(N_("Ingen av dem var med de fyra veckorna. Välj någon annan."))
    return names


def _figures(past: PastWork, plan: Plan, *, genders: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "filled": sum(1 for one in plan.placements if one.role == "work"),
        "levels": {level.name: level.value for level in plan.levels},
        "proven": all(level.status != "feasible" for level in plan.levels[:3]),
        "spread": plan.fairness.to_json(),
    }
    return told | (_by_gender(past, plan) if genders else {})


def _by_gender(past: PastWork, plan: Plan) -> dict[str, Any]:
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
        "people": dict(shown),
        "minutes": {g: None if shown[g] is None else minutes[g] for g in shown},
    }
