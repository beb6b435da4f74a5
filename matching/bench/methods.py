"""The methods by name, each run in a process of its own so that its memory is its own."""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from matching.bench.compact import (
    Answer,
    by_levels,
    naive,
    ranked,
    with_cpsat,
    with_highs,
    with_scip,
)
from matching.generate import generate
from matching.greedy import first_come, greedy
from matching.index import Index
from matching.memory import peak_mib
from matching.plan import plan_text
from matching.problem import Problem
from matching.problem.rules import COVERAGE_LEVELS
from matching.progress import Progress

Method = Callable[[Index, float], Answer]


def _simple(make: Callable[[Index], object]) -> Method:
    def run(index: Index, seconds: float) -> Answer:
        began = time.monotonic()
        board = make(index)
        return Answer(board.keys(), time.monotonic() - began, [1.0])  # type: ignore[attr-defined]

    return run


METHODS: Final[dict[str, Method]] = {
    "naive CP-SAT": lambda index, seconds: by_levels(
        index, partial(with_cpsat, tuned=False), seconds, build=naive
    ),
    "sparse CP-SAT": lambda index, seconds: by_levels(
        index, partial(with_cpsat, tuned=True), seconds
    ),
    "HiGHS": lambda index, seconds: by_levels(index, with_highs, seconds),
    "SCIP": lambda index, seconds: by_levels(index, with_scip, seconds),
    "HiGHS, our rows": lambda index, seconds: by_levels(index, with_highs, seconds, build=ranked),
    "SCIP, our rows": lambda index, seconds: by_levels(index, with_scip, seconds, build=ranked),
    "greedy": _simple(greedy),
    "first come": _simple(first_come),
}
OURS: Final = "ours"
ALL: Final = (OURS, *METHODS)


def run(method: str, scale: str, seed: int, seconds: float, effort: str) -> dict[str, object]:
    """One method on one generated problem: its plan, and how long coverage and all of it took."""
    problem = Problem.from_json(generate(scale, seed))
    if method == OURS:
        return _ours(problem, seconds, effort)
    from matching.assemble import Run, assemble

    index = Index(problem)
    answer = METHODS[method](index, seconds)
    told = Run(1, 1, effort, answer.seconds, peak_mib())
    plan = assemble(index, answer.keys, {}, told)
    return {
        "plan": plan_text(plan),
        "coverage_seconds": answer.seconds,
        "seconds": answer.seconds,
        "gap": max(answer.gaps),
        "peak_mib": peak_mib(),
    }


def _ours(problem: Problem, seconds: float, effort: str) -> dict[str, object]:
    from matching.solver import solve

    began = time.monotonic()
    reached: dict[str, tuple[float, float]] = {}

    def listen(news: Progress) -> None:
        reached[news.level] = (time.monotonic() - began, 1.0 if news.gap is None else news.gap)

    plan = solve(problem, effort=effort, seconds=seconds, on_progress=listen)
    covered = [reached.get(level, (seconds, 1.0)) for level in COVERAGE_LEVELS]
    return {
        "plan": plan_text(plan),
        "coverage_seconds": covered[-1][0],
        "seconds": time.monotonic() - began,
        "gap": max(gap for _, gap in covered),
        "peak_mib": peak_mib(),
    }


if __name__ == "__main__":
    asked = json.loads(sys.stdin.read())
    sys.stdout.write(json.dumps(run(**asked)))
