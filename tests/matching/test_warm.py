"""Processes on a leash: they answer as this one does, and are gone when they should be."""

import subprocess
import sys
from collections.abc import Callable

import psutil
import pytest

from matching import Problem, SolveFailed
from matching.coverage import Coverage, most_filled
from matching.keys import keys
from matching.leash import environment
from matching.smallest_apart import smallest_changes
from matching.warm import warm_measure
from tests.matching.tiny import tiny_problem


def test_a_warm_process_measures_one_problem_after_another() -> None:
    problems = [Problem.from_json(tiny_problem(seed)) for seed in (1, 2)]
    with warm_measure(seconds=120) as measure:
        assert [measure(one) for one in problems] == [most_filled(one) for one in problems]


def test_when_its_time_is_over_measuring_fails() -> None:
    problem = Problem.from_json(tiny_problem(1))
    with warm_measure(seconds=0) as measure, pytest.raises(SolveFailed):  # noqa: PT012 -- ends any time
        for _ in range(1_000):
            measure(problem)


def test_a_warm_process_that_takes_too_much_memory_is_ended() -> None:
    problem = Problem.from_json(tiny_problem(1))
    with warm_measure(seconds=120, memory_mib=1) as measure, pytest.raises(SolveFailed):  # noqa: PT012 -- ends any time
        for _ in range(1_000):
            measure(problem)


def test_smallest_changes_that_take_too_much_memory_end_early() -> None:
    problem = Problem.from_json(tiny_problem(1))
    shifts = [shift.id for shift in problem.shifts] * 1_000
    told = smallest_changes(problem, shifts, seconds=120, memory_mib=1)
    assert len(list(told)) < len(shifts)


PARENT = """
from matching.leash import on_leash
with on_leash("tests.matching.busy", seconds=600, memory_mib=3000) as child:
    print(child.pid, child.stdout.readline(), flush=True)
    child.wait()
"""


def test_a_killed_parent_leaves_no_busy_process_behind() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, env=environment()
    ) as parent:
        child = psutil.Process(int((parent.stdout.readline()).split()[0]))
        parent.kill()
    child.wait(timeout=60)
    assert not child.is_running()


def measuring(times: int) -> Callable[[Problem], Coverage]:
    """Measures so many problems, and then no more."""
    left = iter(range(times))

    def measure(problem: Problem) -> Coverage:
        if next(left, None) is None:
            raise SolveFailed("time is over")
        return most_filled(problem)

    return measure


def test_keys_that_run_out_of_time_keep_what_they_found() -> None:
    problems = (Problem.from_json(tiny_problem(seed)) for seed in range(1, 50))
    tried = ((problem, keys(problem, top=100)) for problem in problems)
    problem, whole = next((one, report) for one, report in tried if report.tried > 1)
    part = keys(problem, top=100, measure=measuring(whole.tried))
    assert not whole.stopped
    assert part.stopped
    assert part.tried == whole.tried - 1
    assert {key.change for key in part.found} <= {key.change for key in whole.found}
    assert part.to_json()["stopped"]


def test_keys_of_a_problem_that_cannot_be_measured_fail() -> None:
    with pytest.raises(SolveFailed):
        keys(Problem.from_json(tiny_problem(7)), measure=measuring(0))
