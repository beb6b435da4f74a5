"""What the plan says about its levels: their values, and what is proven about each."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from matching.checker.breach import Breach
from matching.plan import LEVEL_STATUSES, Level, Plan, Stage
from matching.problem import LEVELS, SENSES

GAP_TOLERANCE: Final = 1e-6
"""Gaps may be rounded to six decimals."""

VALUE_TOLERANCE: Final = 0.5
"""Values are whole, bounds may come from floating point: half a unit tells two values apart."""


def level_breaches(plan: Plan, values: Mapping[str, int]) -> Iterator[Breach]:
    """Every level that is missing, wrong, or proven to be what it is not."""
    listed = Counter(level.name for level in plan.levels)
    for name in LEVELS:
        if listed[name] != 1:
            yield _breach(f"{name} stands {listed[name]} times among the levels")
    for level in plan.levels:
        complaints = _complaints(level, values)
        yield from (_breach(f"{level.name}: {complaint}") for complaint in complaints)
    yield from _stage(plan, values)


def proven_gap(value: float, bound: float) -> float:
    """|bound - value| / max(1, |bound|), as the contract defines it."""
    return abs(bound - value) / max(1.0, abs(bound))


def _breach(text: str) -> Breach:
    return Breach("level", None, None, text)


def _complaints(level: Level, values: Mapping[str, int]) -> Iterator[str]:
    if level.name not in SENSES:
        yield "is no level"
        return
    value = values[level.name]
    if level.value != value:
        yield f"value is {value}, claimed {level.value}"
    if level.sense != SENSES[level.name]:
        yield f"sense is {SENSES[level.name]}, claimed {level.sense}"
    yield from _proof(value, level.bound, level.gap, SENSES[level.name])
    if level.status == "optimal" and (level.bound is None or not _close(value, level.bound)):
        yield f"is claimed optimal at {value} with bound {level.bound}"
    if level.status not in LEVEL_STATUSES:
        yield f"status {level.status} is unknown"


def _proof(value: float, bound: float | None, gap: float | None, sense: str) -> Iterator[str]:
    if bound is None or gap is None:
        if bound is not None or gap is not None:
            yield "bound and gap go together, one is null"
        return
    passed = value - bound if sense == "max" else bound - value
    if passed > _tolerance(bound):
        yield f"value {value} passes its bound {bound}"
    true = proven_gap(value, bound)
    if abs(true - gap) > GAP_TOLERANCE * max(1.0, true):
        yield f"gap is {true:.6f}, claimed {gap:.6f}"


def _close(value: float, claimed: float) -> bool:
    return abs(value - claimed) <= _tolerance(claimed)


def _tolerance(claimed: float) -> float:
    """Half a unit, or what a double can hold of a number so large."""
    return max(VALUE_TOLERANCE, 1e-12 * abs(claimed))


def _stage(plan: Plan, values: Mapping[str, int]) -> Iterator[Breach]:
    weighted = {level.name for level in plan.levels if level.certified == "weighted"}
    stage = plan.stage
    named = set() if stage is None else set(stage.weights)
    for name in sorted(weighted - named):
        yield _breach(f"{name}: is certified by weights that are not named")
    if stage is None:
        return
    for name in sorted(named - set(SENSES)):
        yield _breach(f"stage: {name} is no level")
        return
    yield from (_breach(f"stage: {complaint}") for complaint in _stage_complaints(stage, values))


def _stage_complaints(stage: Stage, values: Mapping[str, int]) -> Iterator[str]:
    signs = {"max": 1, "min": -1}
    value = sum(
        signs[SENSES[name]] * weight * values[name] for name, weight in stage.weights.items()
    )
    if not _close(value, stage.value):
        yield f"value is {value}, claimed {stage.value}"
    yield from _proof(value, stage.bound, stage.gap, "max")
    if any(name.startswith("coverage") for name in stage.weights):
        yield "coverage must be taken out of its numbers"
