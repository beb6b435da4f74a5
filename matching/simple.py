"""The plan that simple rules give in a moment, verified like any other."""

import time

from matching.assemble import Run, assemble
from matching.check import check
from matching.greedy import greedy
from matching.index import Index
from matching.memory import peak_mib
from matching.objective import pinned_keys
from matching.plan import Plan
from matching.problem import Problem
from matching.worth import Key


def simple_plan(problem: Problem, *, seed: int, workers: int, effort: str) -> Plan:
    """The greedy plan, without bounds; the accepted placements alone if it breaks a rule."""
    began = time.monotonic()
    index = Index(problem)

    def planned(keys: list[Key]) -> Plan:
        run = Run(seed, workers, effort, time.monotonic() - began, peak_mib())
        return assemble(index, keys, {}, run)

    plan = planned(greedy(index).keys())
    return plan if not check(problem, plan) else planned(pinned_keys(index))
