"""The command line: `python -m matching solve|check|explain|replace|keys|generate|bench …`.

Exit 0 when all is well, 1 where a check fails, 2 on bad input with the field named.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from matching.arguments import at_least, problem_and_plan
from matching.bench.command import bench_arguments
from matching.check import verdict
from matching.fields import BadInput
from matching.generate import SCALES, generate
from matching.plan import EFFORTS, Plan, plan_text, read_plan
from matching.problem import Problem, read_problem
from matching.progress import Progress
from matching.questions.cli import add_questions

EXIT_BREACH = 1
EXIT_BAD_INPUT = 2
MOST_SECONDS = 10**7


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    chosen = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = chosen.command
    try:
        return command(chosen)
    except BadInput as refused:
        print(refused, file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as failure:
        print(f"{failure.filename or 'file'}: {failure.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
    return EXIT_BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m matching", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    _solve_arguments(commands.add_parser("solve", help="make a plan"))
    _check_arguments(commands.add_parser("check", help="verify a plan and its levels"))
    add_questions(commands)
    _generate_arguments(commands.add_parser("generate", help="draw an example problem"))
    bench_arguments(commands.add_parser("bench", help="measure all methods side by side"))
    return parser


def _solve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("problem", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=at_least(0, 2**31 - 1, int), default=1)
    parser.add_argument("--workers", type=at_least(1, 64, int), default=2)
    parser.add_argument("--effort", choices=EFFORTS, default="normal")
    parser.add_argument("--seconds", type=at_least(0.001, MOST_SECONDS, float), default=None)
    parser.add_argument("--memory", type=at_least(1, 2**30, int), default=None, metavar="MIB")
    parser.add_argument("--progress", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(command=_solve)


def _solve(chosen: argparse.Namespace) -> int:
    problem = read_problem(chosen.problem)
    with chosen.out.open("a"):
        pass  # a place that cannot be written is told before the work, not after
    plan = _planned(problem, chosen, _printer(chosen) if chosen.progress else None)
    chosen.out.write_text(plan_text(plan), encoding="utf-8")
    if chosen.json:
        print(json.dumps({**plan.to_json(), "placements": len(plan.placements)}))
    else:
        _print_plan(problem, plan)
    return 0


def _planned(
    problem: Problem, chosen: argparse.Namespace, listener: Callable[[Progress], None] | None
) -> Plan:
    if chosen.seconds is not None or chosen.memory is not None:
        from matching.apart import solve_apart

        return solve_apart(
            problem,
            seconds=chosen.seconds,
            memory_mib=chosen.memory,
            seed=chosen.seed,
            workers=chosen.workers,
            effort=chosen.effort,
            on_progress=listener,
        )
    from matching.solver import solve

    return solve(
        problem,
        seed=chosen.seed,
        workers=chosen.workers,
        effort=chosen.effort,
        on_progress=listener,
    )


def _printer(chosen: argparse.Namespace) -> Callable[[Progress], None]:
    def print_news(news: Progress) -> None:
        if chosen.json:
            print(json.dumps(news.to_json()), file=sys.stderr, flush=True)
            return
        gap = "" if news.gap is None else f" gap {news.gap:.4%}"
        text = f"{news.seconds:7.2f} s {news.level} {news.value}{gap}"
        print(f"{text}, {news.filled} of {news.asked} seats", file=sys.stderr, flush=True)

    return print_news


def _print_plan(problem: Problem, plan: Plan) -> None:
    asked = sum(shift.heads for shift in problem.shifts)
    filled = sum(1 for placement in plan.placements if placement.role == "work")
    print(f"{plan.status}: {filled} of {asked} seats filled in {plan.seconds:.2f} s")
    for level in plan.levels:
        bound = "" if level.bound is None else f" (bound {level.bound:.0f}, gap {level.gap:.4%})"
        print(f"  {level.name} {level.value}{bound} {level.status}")
    for conflict in plan.conflicts:
        print(f"  conflict {conflict.code} {' '.join((*conflict.members, *conflict.shifts))}")


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    problem_and_plan(parser)
    parser.set_defaults(command=_check)


def _check(chosen: argparse.Namespace) -> int:
    found = verdict(read_problem(chosen.problem), read_plan(chosen.plan))
    if chosen.json:
        print(json.dumps(found.to_json(), ensure_ascii=False))
    else:
        for breach in found.breaches:
            print(breach.line)
        if found.ok:
            print("ok")
    return 0 if found.ok else EXIT_BREACH


def _generate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scale", choices=sorted(SCALES), required=True)
    parser.add_argument("--seed", type=at_least(0, 2**31 - 1, int), default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--json", action="store_true", help="the problem is JSON in any case")
    parser.set_defaults(command=_generate)


def _generate(chosen: argparse.Namespace) -> int:
    text = json.dumps(generate(chosen.scale, chosen.seed), ensure_ascii=False) + "\n"
    if chosen.out is None:
        sys.stdout.write(text)
    else:
        chosen.out.write_text(text, encoding="utf-8")
    return 0
