"""`python -m matching bench`: what to measure, how long, and where to write it."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from matching.fields import BadInput

BENCH_SCALES = ("S", "M")


def bench_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--scale", choices=BENCH_SCALES, action="append")
    parser.add_argument("--seeds", type=int, default=20, help="problems of each size")
    parser.add_argument("--method", action="append", help="one or more; all when left out")
    parser.add_argument("--seconds", type=float, default=60.0, help="limit for each solve")
    parser.add_argument("--effort", choices=("quick", "normal", "thorough"), default="normal")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(command=bench)


def bench(chosen: argparse.Namespace) -> int:
    """Measure, and print or write the page."""
    from matching.bench.measure import measure
    from matching.bench.methods import ALL
    from matching.bench.report import report

    methods: Sequence[str] = chosen.method or ALL
    for method in methods:
        if method not in ALL:
            raise BadInput(f"--method: must be one of {', '.join(ALL)}, was {method}")
    if chosen.seeds < 1:
        raise BadInput(f"--seeds: must be at least 1, was {chosen.seeds}")
    load = os.getloadavg()[0]
    found = []
    for scale in chosen.scale or BENCH_SCALES:
        seeds = range(1, chosen.seeds + 1)
        found += measure(
            scale, seeds, methods, seconds=chosen.seconds, effort=chosen.effort, tell=_tell
        )
    if chosen.json:
        print(json.dumps([asdict(one) for one in found]))  # noqa: T201 - a command speaks
        return 0
    page = report(found, _conditions(chosen.effort, chosen.seconds, load))
    if chosen.out is None:
        sys.stdout.write(page)
    else:
        chosen.out.write_text(page, encoding="utf-8")
    return 0


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - a command speaks


def _conditions(effort: str, seconds: float, load: float) -> str:
    return (
        f"Written by `python -m matching bench`. {platform.machine()}, {os.cpu_count()} cores,"
        f" Python {platform.python_version()}; effort {effort}, at most {seconds:g} s a solve."
        f" Load when the run began: {load:.1f}. Figures are medians; ratios are taken problem by"
        " problem. Every plan is judged by the same checker; one that fails covers nothing."
        " Seconds are wall time; opponents stop at a proven gap of 0.1 % in each coverage level."
    )
