"""The solving process: its limits, its news, and that it leaves nothing behind."""

import psutil

from matching import Problem, check, solve, solve_apart
from matching.generate import generate
from matching.progress import Progress
from matching.smallest_apart import smallest_changes


def test_a_child_gives_the_plan_that_the_same_process_gives() -> None:
    problem = Problem.from_json(generate("S", 1))
    news: list[Progress] = []
    plan = solve_apart(problem, on_progress=news.append)
    assert plan.placements == solve(problem).placements
    assert plan.status == "complete"
    assert [one.level for one in news] == list(problem.policy.order)


def test_a_stopped_solve_gives_a_lawful_plan_and_says_who_stopped_it() -> None:
    problem = Problem.from_json(generate("S", 1))
    for limits, stopper in (
        ({"seconds": 0.01}, "seconds"),
        ({"memory_mib": 1}, "memory"),
        ({"should_stop": lambda: True}, "user"),
    ):
        plan = solve_apart(problem, **limits)  # type: ignore[arg-type]
        assert (plan.status, plan.stopped_by) == ("stopped", stopper)
        assert check(problem, plan) == []


def test_no_process_is_left_behind() -> None:
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    solve_apart(Problem.from_json(generate("S", 1)), seconds=0.05)
    after = {child.pid for child in psutil.Process().children(recursive=True)}
    assert after <= before


def test_the_digest_of_the_file_as_it_came_survives_the_pipe() -> None:
    data = generate("S", 1)
    data["note"] = "a key the format does not know"
    problem = Problem.from_json(data)
    assert solve_apart(problem, seconds=30).problem == problem.digest


def test_smallest_changes_come_one_by_one_and_leave_no_process() -> None:
    problem = Problem.from_json(generate("S", 1))
    empty = [one.shift for one in solve(problem, effort="quick").unfilled][:3]
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    found = smallest_changes(problem, empty, seconds=60)
    first = next(found)
    assert first.shift == empty[0]
    rest = list(found)
    assert [one.shift for one in rest] == empty[1:]
    assert any(one.change is not None for one in (first, *rest))
    assert {child.pid for child in psutil.Process().children(recursive=True)} <= before
    assert list(smallest_changes(problem, empty, seconds=0.01)) == []
