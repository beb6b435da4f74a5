"""A warm process measures as this one does, and is gone when it should be."""

import pytest

from matching import Problem, SolveFailed
from matching.coverage import most_filled
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
