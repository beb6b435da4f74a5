"""The benchmark judges every method alike and tells what it measured."""

import pytest

from matching.bench.compact import by_levels, with_cpsat, with_highs, with_scip
from matching.bench.measure import measure
from matching.bench.report import report
from matching.cli import main
from matching.eligibility import options
from matching.generate import generate
from matching.index import Index
from matching.problem import Problem
from matching.worth import values


def test_every_exact_opponent_covers_the_same() -> None:
    index = Index(Problem.from_json(generate("S", 3)))
    assert options(index)
    found = []
    for solve in (with_highs, with_scip, lambda *asked: with_cpsat(*asked, tuned=True)):
        answer = by_levels(index, solve, 30.0)
        assert max(answer.gaps) <= 0.001
        covered = values(index, 1, answer.keys)
        found.append([covered[f"coverage-{priority}"] for priority in (3, 2, 1)])
    assert found[0] == found[1] == found[2]


def test_what_is_measured_is_judged_by_the_checker_and_written_as_a_table() -> None:
    told: list[str] = []
    found = measure(
        "S", [1], ["ours", "first come"], seconds=30.0, effort="quick", tell=told.append
    )
    ours, first = found
    assert ours.breaches == first.breaches == 0
    assert ours.covered > first.covered
    assert ours.optimal
    assert len(told) == 2
    page = report(found, "On a table.")
    assert "## S, seeds 1 to 1" in page
    assert "| first come |" in page


def test_an_unknown_method_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--method", "magic"]) == 2
    assert "--method: must be one of ours" in capsys.readouterr().err
