"""The solving process: one order in on standard input, progress and plans out, a line each.

It ends when its parent closes the pipe, so a killed parent leaves nothing running.
"""

import json
import sys
import threading
from dataclasses import replace

from matching.leash import end_with_parent
from matching.plan import Plan
from matching.problem import Problem
from matching.progress import Progress
from matching.solver import Solver


def main() -> None:
    """Read the order, solve, and say everything on the way."""
    order = json.loads(sys.stdin.readline())
    threading.Thread(target=end_with_parent, args=(sys.stdin,), daemon=True).start()
    try:
        problem = replace(Problem.from_json(order["problem"]), digest=order["digest"])
        solver = Solver(
            problem, seed=order["seed"], workers=order["workers"], effort=order["effort"]
        )
        solver.on_plan = _say_plan
        plan = solver.run(_say_progress)
    except Exception as failure:
        _say({"error": f"{type(failure).__name__}: {failure}"})
        raise
    _say({"plan": plan.to_json(), "finished": True})


def _say_progress(news: Progress) -> None:
    _say({"progress": news.to_json()})


def _say_plan(plan: Plan) -> None:
    _say({"plan": plan.to_json()})


def _say(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
