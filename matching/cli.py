"""The command line: `python -m matching solve|check|explain|replace|generate …`.

Exit 0 when all is well, 1 where a check fails, 2 on bad input with the field named.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from matching.check import verdict
from matching.fields import BadInput
from matching.generate import SCALES, generate
from matching.plan import EFFORTS, Plan, plan_text, read_plan
from matching.problem import Problem, read_problem
from matching.progress import Progress

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
    _explain_arguments(commands.add_parser("explain", help="why, and why not"))
    _replace_arguments(commands.add_parser("replace", help="who could take over"))
    _generate_arguments(commands.add_parser("generate", help="draw an example problem"))
    return parser


def _at_least(least: float, most: float, kind: type[int] | type[float]) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"must be a number from {least} to {most}, was {text}")
        return value

    return read


def _solve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("problem", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=_at_least(0, 2**31 - 1, int), default=1)
    parser.add_argument("--workers", type=_at_least(1, 64, int), default=2)
    parser.add_argument("--effort", choices=EFFORTS, default="normal")
    parser.add_argument("--seconds", type=_at_least(0.001, MOST_SECONDS, float), default=None)
    parser.add_argument("--memory", type=_at_least(1, 2**30, int), default=None, metavar="MIB")
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
    _problem_and_plan(parser)
    parser.set_defaults(command=_check)


def _problem_and_plan(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("problem", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--json", action="store_true")


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


def _explain_arguments(parser: argparse.ArgumentParser) -> None:
    _problem_and_plan(parser)
    parser.add_argument("--member")
    parser.add_argument("--shift")
    parser.set_defaults(command=_explain)


def _explain(chosen: argparse.Namespace) -> int:
    from matching.explain import Explainer

    if chosen.member is None and chosen.shift is None:
        raise BadInput("--member or --shift: one of them must be given")
    problem, plan = _both(chosen)
    told = Explainer(problem, plan).explain(member=chosen.member, shift=chosen.shift)
    _print_told(told, as_json=chosen.json)
    return 0


def _both(chosen: argparse.Namespace) -> tuple[Problem, Plan]:
    """Problem and plan, with the ids on the command line looked up and the plan verified."""
    problem, plan = read_problem(chosen.problem), read_plan(chosen.plan)
    for breach in verdict(problem, plan).breaches:
        raise BadInput(f"{chosen.plan}: does not pass the check: {breach.line}")
    if chosen.member is not None and chosen.member not in problem.member_by_id:
        raise BadInput(f"--member: names no member: {chosen.member}")
    if chosen.shift is not None and chosen.shift not in problem.shift_by_id:
        raise BadInput(f"--shift: names no shift: {chosen.shift}")
    return problem, plan


def _print_told(told: object, *, as_json: bool) -> None:
    print(json.dumps(told, ensure_ascii=False, indent=None if as_json else 2))


def _replace_arguments(parser: argparse.ArgumentParser) -> None:
    _problem_and_plan(parser)
    parser.add_argument("--member", required=True)
    parser.add_argument("--shift", required=True)
    parser.add_argument("--top", type=_at_least(1, 1000, int), default=5)
    parser.set_defaults(command=_replace)


def _replace(chosen: argparse.Namespace) -> int:
    from matching.replace import replace

    problem, plan = _both(chosen)
    placed = {(placement.member, placement.shift) for placement in plan.placements}
    if (chosen.member, chosen.shift) not in placed:
        raise BadInput(f"--member: {chosen.member} is not placed on {chosen.shift}")
    found = replace(problem, plan, chosen.member, chosen.shift, top=chosen.top)
    if chosen.json:
        _print_told([one.to_json() for one in found], as_json=True)
        return 0
    for rank, one in enumerate(found, start=1):
        steps = [
            f"{move.member} to {' '.join(move.shifts)}"
            + (f" from {' '.join(move.leaves)}" if move.leaves else "")
            for move in one.moves
        ]
        changes = " ".join(f"{name}{change:+}" for name, change in one.levels.items() if change)
        print(f"{rank}. {', then '.join(steps)} | {changes}")
    if not found:
        print("nobody can take over, directly or by a chain of two")
    return 0


def _generate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scale", choices=sorted(SCALES), required=True)
    parser.add_argument("--seed", type=_at_least(0, 2**31 - 1, int), default=1)
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
