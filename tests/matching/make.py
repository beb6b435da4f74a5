"""Small problems and plans for tests: everything has a harmless default and can be overridden."""

from collections.abc import Sequence

from matching.check import check, level_values
from matching.plan import Fairness, Level, Placement, Plan, Unfilled
from matching.problem import SENSES, Problem

MONDAY = "2026-11-30T00:00+01:00"
NEXT_MONDAY = "2026-12-07T00:00+01:00"
CENTRE = [58.41, 15.62]


def at(day: int, clock: str) -> str:
    """A winter time in the week of Monday 2026-11-30; day 1 is Monday, 8 the Monday after."""
    month, date = (11, 30) if day == 1 else (12, day - 1)
    if day < 1:
        month, date = 11, 29 + day
    return f"2026-{month:02}-{date:02}T{clock}+01:00"


def make_site(identity: str = "site", **other: object) -> dict[str, object]:
    """A site in the centre of town."""
    return {"id": identity, "company": f"{identity} company", "location": CENTRE, **other}


def make_posting(identity: str = "posting", **other: object) -> dict[str, object]:
    """A posting that asks nothing of anybody."""
    return {"id": identity, "site": "site", "task": "task", "kind": "hire_out", **other}


def make_shift(
    identity: str = "shift", start: str = at(2, "08:00"), end: str = at(2, "12:00"), **other: object
) -> dict[str, object]:
    """A shift on Tuesday morning with one seat."""
    shift = {"id": identity, "posting": "posting", "start": start, "end": end, "heads": 1}
    return {**shift, **other}


def make_member(identity: str = "anna", **other: object) -> dict[str, object]:
    """A member who lives in the centre and can come at any time."""
    ways = {} if "travel" in other else {"reach_km": 10}
    return {
        "id": identity,
        "cooperative": "cooperative",
        "home": CENTRE,
        **ways,
        "available": [["2026-01-01T00:00+01:00", "2027-02-01T00:00+01:00"]],
        "day_minutes": 720,
        "week_minutes": 2400,
        "wanted_week_minutes": 1200,
        **other,
    }


def make_problem(**other: object) -> dict[str, object]:
    """A problem as JSON with one site, posting, shift and member."""
    return {
        "format": "orangeriet-problem/1",
        "period": {"start": MONDAY, "end": NEXT_MONDAY},
        "policy": {"id": "test"},
        "sites": [make_site()],
        "postings": [make_posting()],
        "shifts": [make_shift()],
        "members": [make_member()],
        "accepted": [],
        "declined": [],
        "proposed": [],
        **other,
    }


def pair(member: str, shift: str, role: str = "work") -> dict[str, object]:
    """A pair with a role."""
    return {"member": member, "shift": shift, "role": role}


def truthful_plan(problem: Problem, placements: Sequence[Placement], **other: object) -> Plan:
    """A plan that says what each placement is pinned by, uses and asks."""
    pins = {(pin.member, pin.shift, pin.role) for pin in problem.accepted}
    said = []
    for placement in placements:
        key = (placement.member, placement.shift, placement.role)
        site = problem.site_of(problem.shift_by_id[placement.shift])
        needs = problem.member_by_id[placement.member].needs
        left = [need for need in needs if need not in site.features]
        questions = tuple(need for need in left if need in site.unknown)
        used = tuple(n for n in left if n not in questions and n in site.adaptations)
        pinned = key in pins
        said.append(Placement(*key, pinned=pinned, adaptations=used, questions=questions))
        pins.discard(key)
    return make_plan(problem, said, **other)


def rules_broken(problem: dict[str, object], placements: Sequence[Placement]) -> set[str]:
    """The codes of what is wrong with placements whose plan is otherwise true to itself."""
    read = Problem.from_json(problem)
    return {breach.code for breach in check(read, truthful_plan(read, placements))}


def make_plan(problem: Problem, placements: Sequence[Placement], **other: object) -> Plan:
    """A plan that says the truth about its placements, with bounds nobody would want to pass."""
    values = level_values(problem, placements, seed=1)
    workers = [placement.shift for placement in placements if placement.role == "work"]
    empty = {shift.id: shift.heads - workers.count(shift.id) for shift in problem.shifts}
    fields: dict[str, object] = {
        "problem": problem.digest,
        "rules": problem.rules.id,
        "policy": problem.policy.id,
        "seed": 1,
        "workers": 1,
        "effort": "quick",
        "status": "complete",
        "stopped_by": None,
        "seconds": 0.0,
        "peak_mib": 0.0,
        "levels": tuple(make_level(name, value) for name, value in values.items()),
        "placements": tuple(placements),
        "unfilled": tuple(Unfilled(shift, seats) for shift, seats in empty.items() if seats > 0),
        "conflicts": (),
        "fairness": Fairness(None, None, None),
        **other,
    }
    return Plan(**fields)  # type: ignore[arg-type]


def make_level(name: str, value: int, **other: object) -> Level:
    """A level without proof."""
    fields: dict[str, object] = {
        "name": name,
        "sense": SENSES[name],
        "value": value,
        "bound": None,
        "gap": None,
        "status": "feasible",
        "seconds": 0.0,
        **other,
    }
    return Level(**fields)  # type: ignore[arg-type]
