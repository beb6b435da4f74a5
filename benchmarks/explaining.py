"""`python -m benchmarks.explaining`: what answers cost beside solving anew, all in one run.

All times are processor time of this process, so that what else the machine does is not in them.
On one plan of each size, kept warm: every rule between a person and a shift; a ranked list of who
could take over; a place that nobody free could take, refilled by a small neighbourhood; and, in
turns with it, the whole problem solved anew. Ratios go to benchmarks/explaining.md. Keys are tried
on the sizes at which every change can be, and their bounds told where not.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from matching import Problem, solve, solve_apart
from matching.eligibility import reasons_against
from matching.generate import generate
from matching.index import WORK
from matching.keys import keys
from matching.plan import Placement, Plan
from matching.refill import Refilled, refill
from matching.replace import Replacements

RESULTS = Path(__file__).with_suffix(".md")
PAIRS, PLACES, SOLVED, ANEW = 2_000, 400, 40, 3
WHY_NOT_BAR, RANKED_BAR, REFILL_BAR = 1.0, 1.0, 250.0
"""Milliseconds: the most that is promised, the last at the 95th percentile."""
KEYS_TRIED = 8


@dataclass(frozen=True)
class Timed:
    """Milliseconds of many answers of one kind."""

    name: str
    milliseconds: Sequence[float]
    bar: float

    def at(self, percent: int) -> float:
        """The percentile, by nearest rank."""
        ordered = sorted(self.milliseconds)
        return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]

    def line(self) -> str:
        """A row of the table."""
        if not self.milliseconds:
            return f"| {self.name} | 0 | | | | {self.bar:g} |"
        middle, high, top = (f"{self.at(p):.2f}" for p in (50, 95, 99))
        return (
            f"| {self.name} | {len(self.milliseconds)} | {middle} | {high} | {top} | {self.bar:g} |"
        )


def timed(asked: Iterable[Callable[[], object]]) -> tuple[list[float], list[object]]:
    """Each asked once, and how long it took."""
    spans, answers = [], []
    for ask in asked:
        began = time.process_time()
        answers.append(ask())
        spans.append((time.process_time() - began) * 1_000)
    return spans, answers


def measure(scale: str, seed: int, seconds: float | None) -> list[str]:
    """The lines of one size."""
    problem = Problem.from_json(generate(scale, seed))
    plan, once = _planned(problem, seconds)
    draw, warm = Random(seed), Replacements(problem, plan)
    members, shifts = range(len(problem.members)), range(len(problem.shifts))
    pairs = [(draw.choice(members), draw.choice(shifts)) for _ in range(PAIRS)]
    why_not, _ = timed(partial(reasons_against, warm.index, *p, WORK) for p in pairs)
    places = _places(problem, plan, draw)
    ranked, lists = timed(partial(warm.ranked, p.member, p.shift) for p in places)
    stuck = [place for place, found in zip(places, lists, strict=True) if not found][:SOLVED]
    refilled, ways = timed(partial(refill, warm, p.member, p.shift) for p in stuck)
    table = [
        Timed("why not, one person and shift", why_not, WHY_NOT_BAR),
        Timed("ranked replacements, chains of two where nobody is free", ranked, RANKED_BAR),
        Timed("neighbourhood solved where no list has anybody", refilled, REFILL_BAR),
    ]
    return [
        f"## {scale}: {len(problem.members)} members, {len(problem.shifts)} shifts",
        "",
        "| answer | asked | median ms | p95 ms | p99 ms | bar ms |",
        "|---|---:|---:|---:|---:|---:|",
        *(one.line() for one in table),
        "",
        *_told(places, lists, ways, refilled, once),
        *(_keys(problem) if scale in ("S", "M") else []),
    ]


def _planned(problem: Problem, seconds: float | None) -> tuple[Plan, float]:
    """A plan and what it took; at the largest size it is stopped by the clock, so at least that."""
    if seconds is not None:
        return solve_apart(problem, workers=1, effort="quick", seconds=seconds), seconds
    began = time.process_time()
    return solve(problem, workers=1, effort="quick"), time.process_time() - began


def _places(problem: Problem, plan: Plan, draw: Random) -> list[Placement]:
    found = [
        p for p in plan.placements if not problem.posting_of(problem.shift_by_id[p.shift]).whole
    ]
    return draw.sample(found, min(PLACES, len(found)))


def _told(
    places: Sequence[Placement],
    lists: Sequence[object],
    ways: Sequence[object],
    refilled: Sequence[float],
    once: float,
) -> list[str]:
    listed = sum(1 for found in lists if found)
    solved = sum(1 for way in ways if isinstance(way, Refilled))
    lines = [
        f"Of {len(places)} places left, {listed} have somebody on the ranked list; of {len(ways)}"
        f" others the neighbourhood fills {solved}.",
        "",
    ]
    if refilled:
        ratio = once * 1_000 / statistics.median(refilled)
        lines += [
            f"The whole problem solved anew took {once:.1f} s: **{ratio:.0f} times** the median"
            " neighbourhood.",
            "",
        ]
    return lines


def _keys(problem: Problem) -> list[str]:
    began = time.process_time()
    report = keys(problem, top=KEYS_TRIED, most_solves=KEYS_TRIED * 2)
    span = time.process_time() - began
    exact = sum(1 for key in report.found if key.exact)
    return [
        f"Keys: {report.tried} of {report.changes} changes tried in {span:.1f} s, {exact} of"
        f" {len(report.found)} found are exact; one that was not tried opens at most"
        f" {report.unlisted_most} minutes.",
        "",
    ]


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", nargs="+", default=["S", "M", "L"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60, help="for the plan of the largest")
    asked = parser.parse_args()
    lines = [
        "# Answers, beside solving anew",
        "",
        "Written by `python -m benchmarks.explaining`. Processor time on one core: what a machine"
        " that does nothing else takes.",
        "",
    ]
    for scale in asked.scale:
        lines += measure(scale, asked.seed, asked.seconds if scale == "L" else None)
    RESULTS.write_text("\n".join(lines))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
