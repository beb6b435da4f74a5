"""Run every method on every problem, have the checker judge, and keep what was measured."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from matching.check import verdict
from matching.generate import generate
from matching.plan import Plan
from matching.problem import Problem


@dataclass(frozen=True, slots=True)
class Measured:
    """One method on one problem. `gap` is the worst proven over the coverage levels, 1 if none.

    `covered` is the seat-minutes filled, 0 for a plan that the checker does not pass; `lower` is
    the gap of fairness and of the weighted stage, None where they are not proven.
    """

    method: str
    scale: str
    seed: int
    coverage_seconds: float
    seconds: float
    gap: float
    covered: int
    fairness: int
    lower: tuple[float | None, float | None]
    optimal: bool
    peak_mib: float
    breaches: int


def measure(
    scale: str,
    seeds: Sequence[int],
    methods: Sequence[str],
    *,
    seconds: float,
    effort: str,
    tell: Callable[[str], None],
) -> list[Measured]:
    """Problem after problem, all methods on each before the next, so that load hits all alike."""
    found = []
    for seed in seeds:
        problem = Problem.from_json(generate(scale, seed))
        for method in methods:
            one = _one(problem, method, scale, seed, seconds, effort)
            tell(
                f"{scale} {seed} {method}: {one.coverage_seconds:.2f} s,"
                f" gap {one.gap:.3%}, {one.covered} minutes"
            )
            found.append(one)
    return found


def _nothing(method: str, scale: str, seed: int, seconds: float) -> Measured:
    """What stands for a method that gave no plan in its time."""
    return Measured(
        method=method,
        scale=scale,
        seed=seed,
        coverage_seconds=seconds,
        seconds=seconds,
        gap=1.0,
        covered=0,
        fairness=0,
        lower=(None, None),
        optimal=False,
        peak_mib=0.0,
        breaches=0,
    )


def _one(
    problem: Problem, method: str, scale: str, seed: int, seconds: float, effort: str
) -> Measured:
    order = {"method": method, "scale": scale, "seed": seed, "seconds": seconds, "effort": effort}
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "matching.bench.methods"],
            input=json.dumps(order),
            capture_output=True,
            text=True,
            timeout=seconds * 2 + 120,
            check=True,
            env={**os.environ, "PYTHONPATH": path},
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return _nothing(method, scale, seed, seconds)
    told = json.loads(done.stdout.splitlines()[-1])  # libraries greet on the lines before
    plan = Plan.from_json(json.loads(told["plan"]))
    judged = verdict(problem, plan)
    levels = {level.name: level for level in plan.levels}
    covered = sum(judged.levels[name] for name in levels if name.startswith("coverage"))
    return Measured(
        method=method,
        scale=scale,
        seed=seed,
        coverage_seconds=told["coverage_seconds"],
        seconds=told["seconds"],
        gap=told["gap"],
        covered=covered if judged.ok else 0,
        fairness=judged.levels["fairness"],
        lower=(levels["fairness"].gap, None if plan.stage is None else plan.stage.gap),
        optimal=all(level.status == "optimal" for level in plan.levels),
        peak_mib=told["peak_mib"],
        breaches=len(judged.breaches),
    )
