"""`explain`, `replace` and `keys`: why, who else, and what would open the most work."""

import argparse
import json
from typing import Any

from matching.arguments import at_least, problem_and_plan
from matching.check import verdict
from matching.fields import BadInput
from matching.plan import Plan, read_plan
from matching.problem import Problem, read_problem
from matching.words import LANGUAGES, WORDS, words


def add_questions(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the three commands."""
    _explain_arguments(commands.add_parser("explain", help="why, and why not"))
    _replace_arguments(commands.add_parser("replace", help="who could take over"))
    _keys_arguments(commands.add_parser("keys", help="what would open the most work"))


def _explain_arguments(parser: argparse.ArgumentParser) -> None:
    problem_and_plan(parser)
    parser.add_argument("--member")
    parser.add_argument("--shift")
    parser.add_argument("--fairness", action="store_true", help="the ledger, with its price")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.set_defaults(command=_explain)


def _explain(chosen: argparse.Namespace) -> int:
    from matching.explain import Explainer

    if chosen.member is None and chosen.shift is None and not chosen.fairness:
        raise BadInput("--member, --shift or --fairness: one of them must be given")
    problem, plan = _both(chosen)
    explainer = Explainer(problem, plan)
    if chosen.fairness:
        told = explainer.fairness()
    else:
        told = explainer.explain(member=chosen.member, shift=chosen.shift)
    _print_told(_with_words(told, chosen.language), as_json=chosen.json)
    return 0


def _with_words(told: Any, language: str) -> Any:
    """The answer with a `text` beside every code there are words for."""
    if isinstance(told, list):
        return [_with_words(one, language) for one in told]
    if not isinstance(told, dict):
        return told
    found = {key: _with_words(value, language) for key, value in told.items()}
    if told.get("code") in WORDS:
        found["text"] = words(told["code"], language)
    for key in ("reasons", "broken"):
        codes = told.get(key)
        if codes and all(isinstance(code, str) for code in codes):
            found[f"{key}_text"] = [words(code, language) for code in codes if code in WORDS]
    return found


def _both(chosen: argparse.Namespace) -> tuple[Problem, Plan]:
    """Problem and plan, with the ids on the command line looked up and the plan verified."""
    problem, plan = read_problem(chosen.problem), read_plan(chosen.plan)
    for breach in verdict(problem, plan).breaches:
        raise BadInput(f"{chosen.plan}: does not pass the check: {breach.line}")
    member, shift = getattr(chosen, "member", None), getattr(chosen, "shift", None)
    if member is not None and member not in problem.member_by_id:
        raise BadInput(f"--member: names no member: {member}")
    if shift is not None and shift not in problem.shift_by_id:
        raise BadInput(f"--shift: names no shift: {shift}")
    return problem, plan


def _print_told(told: object, *, as_json: bool) -> None:
    print(json.dumps(told, ensure_ascii=False, indent=None if as_json else 2))


def _replace_arguments(parser: argparse.ArgumentParser) -> None:
    problem_and_plan(parser)
    parser.add_argument("--member", required=True)
    parser.add_argument("--shift", required=True)
    parser.add_argument("--top", type=at_least(1, 1000, int), default=5)
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


def _keys_arguments(parser: argparse.ArgumentParser) -> None:
    problem_and_plan(parser)
    parser.add_argument("--top", type=at_least(1, 1000, int), default=20)
    parser.add_argument("--solves", type=at_least(1, 10**6, int), default=200,
                        help="at most so many changes are tried")  # fmt: skip
    parser.add_argument("--courses", action="store_true",
                        help="also a skill for all in a cooperative who lack it")  # fmt: skip
    parser.set_defaults(command=_keys)


def _keys(chosen: argparse.Namespace) -> int:
    from matching.keys import keys

    problem, _ = _both(chosen)
    report = keys(problem, top=chosen.top, most_solves=chosen.solves, joint=chosen.courses)
    if chosen.json:
        _print_told(report.to_json(), as_json=True)
        return 0
    print(f"{report.filled.value} of {report.asked} minutes filled")
    for rank, key in enumerate(report.found, start=1):
        change = key.change
        told = " ".join(filter(None, [change.kind, change.code, change.site, *change.members]))
        proof = "exact" if key.exact else f"{key.least} to {key.most}"
        print(f"{rank}. +{key.gained} minutes ({proof}): {told}")
    print(f"{report.tried} of {report.changes} changes tried; one more opens at most "
          f"{report.unlisted_most} minutes")  # fmt: skip
    return 0
