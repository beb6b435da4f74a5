"""Every kind of bad input: exit 2 and the field named, or a plan with named conflicts."""

import json
from pathlib import Path
from typing import Any

import pytest

from matching.cli import main
from tests.matching.make import (
    at,
    make_member,
    make_posting,
    make_problem,
    make_shift,
    make_site,
    pair,
)

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "wrong type": ({"members": [make_member(week_minutes="many")]}, "members[0].week_minutes:"),
    "a number that is true": ({"shifts": [make_shift(heads=True)]}, "shifts[0].heads:"),
    "unknown id": ({"shifts": [make_shift(posting="other")]}, "shifts[0].posting:"),
    "unknown pair": ({"accepted": [pair("nobody", "shift")]}, "accepted[0].member:"),
    "end before start": (
        {"shifts": [make_shift("shift", at(2, "12:00"), at(2, "08:00"))]},
        "shifts[0].end:",
    ),
    "not a number": ({"members": [make_member(day_minutes=float("nan"))]}, ""),
    "a billion minutes": ({"members": [make_member(week_minutes=10**9)]}, "members[0].week_min"),
    "naive time": (
        {"shifts": [make_shift("shift", "2026-12-01T08:00", at(2, "12:00"))]},
        "shifts[0].start:",
    ),
    "duplicate id": ({"members": [make_member(), make_member()]}, "members[1].id:"),
    "pinned in two roles": (
        {"accepted": [pair("anna", "shift"), {**pair("anna", "shift"), "role": "supervise"}]},
        "accepted[1]:",
    ),
    "list that is none": ({"members": {}}, "members:"),
}


def run(data: object, folder: Path) -> tuple[int, Path]:
    """Solve what is written to a file; the exit code and where the plan would be."""
    problem, plan = folder / "problem.json", folder / "plan.json"
    problem.write_text(json.dumps(data))
    return main(["solve", str(problem), "--out", str(plan)]), plan


@pytest.mark.parametrize("kind", REFUSED)
def test_bad_input_exits_with_two_and_names_the_field(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes, field = REFUSED[kind]
    code, _ = run(make_problem(**changes), tmp_path)
    told = capsys.readouterr().err
    assert code == 2
    assert field in told
    assert "Traceback" not in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    "key", ["format", "period", "policy", "sites", "postings", "shifts", "members"]
)
def test_what_is_missing_is_named(
    key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = make_problem()
    del data[key]
    assert run(data, tmp_path)[0] == 2
    assert capsys.readouterr().err.startswith(f"{key}:")


def test_contradictory_pins_give_a_plan_with_named_conflicts(tmp_path: Path) -> None:
    data = make_problem(
        shifts=[make_shift(), make_shift("other", at(2, "10:00"), at(2, "14:00"))],
        accepted=[pair("anna", "shift"), pair("anna", "other")],
    )
    code, plan = run(data, tmp_path)
    assert code == 0
    assert [one["code"] for one in json.loads(plan.read_text())["conflicts"]] == ["overlap"]


@pytest.mark.parametrize(
    "empty",
    [
        {"members": []},
        {"shifts": []},
        {"postings": [], "shifts": []},
        {"sites": [], "postings": [], "shifts": [], "members": []},
        {"sites": [make_site()], "postings": [make_posting()], "shifts": [make_shift()]},
    ],
)
def test_empty_lists_give_a_plan(empty: dict[str, Any], tmp_path: Path) -> None:
    assert run(make_problem(**empty), tmp_path)[0] == 0


def test_a_hundred_megabytes_of_junk_are_refused_unread(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "junk.json"
    with path.open("wb") as junk:
        junk.truncate(100 * 2**20)
    assert main(["solve", str(path), "--out", str(tmp_path / "plan.json")]) == 2
    assert "larger than 64 MiB" in capsys.readouterr().err
