"""The command line: exit codes, named fields, never a traceback."""

import json
from pathlib import Path

import pytest

from matching.cli import main
from matching.generate import generate
from tests.matching.make import make_member, make_problem


@pytest.fixture
def problem_path(tmp_path: Path) -> Path:
    """A generated problem as a file."""
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(generate("S", 1)))
    return path


@pytest.fixture
def plan_path(problem_path: Path, tmp_path: Path) -> Path:
    """Its plan as a file."""
    path = tmp_path / "plan.json"
    assert main(["solve", str(problem_path), "--out", str(path)]) == 0
    return path


def test_a_solved_plan_passes_the_check(
    problem_path: Path, plan_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["check", str(problem_path), str(plan_path)]) == 0
    assert capsys.readouterr().out == "ok\n"


def test_a_broken_plan_fails_the_check_with_a_line_for_each_breach(
    problem_path: Path, plan_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = json.loads(plan_path.read_text())
    plan["placements"][0]["role"] = "supervise"
    plan_path.write_text(json.dumps(plan))
    capsys.readouterr()
    assert main(["check", str(problem_path), str(plan_path)]) == 1
    assert "supervision" in capsys.readouterr().out


def test_bad_input_is_refused_by_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(make_problem(members=[make_member(week_minutes=-5)])))
    assert main(["solve", str(path), "--out", str(tmp_path / "plan.json")]) == 2
    message = capsys.readouterr().err
    assert message == "members[0].week_minutes: must be at least 0, was -5\n"


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"format": 1}', "\x00\x01"])
def test_junk_is_refused_without_a_traceback(tmp_path: Path, content: str) -> None:
    path = tmp_path / "junk.json"
    path.write_text(content)
    assert main(["solve", str(path), "--out", str(tmp_path / "plan.json")]) == 2


def test_files_that_cannot_be_read_or_written_are_named(
    problem_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "missing" / "file.json"
    assert main(["solve", str(missing), "--out", str(tmp_path / "plan.json")]) == 2
    assert main(["solve", str(problem_path), "--out", str(missing)]) == 2
    assert capsys.readouterr().err.count(str(missing)) == 2


def test_explain_replace_and_generate_speak_json(
    problem_path: Path, plan_path: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    placement = json.loads(plan_path.read_text())["placements"][-1]
    member, shift = placement["member"], placement["shift"]
    files = [str(problem_path), str(plan_path)]
    for arguments in (
        ["explain", *files, "--member", member, "--json"],
        ["explain", *files, "--shift", shift, "--json"],
        ["explain", *files, "--member", member, "--shift", shift, "--json"],
        ["replace", *files, "--member", member, "--shift", shift, "--json"],
        ["generate", "--scale", "S", "--seed", "9", "--json"],
    ):
        capsys.readouterr()
        assert main(arguments) == 0
        json.loads(capsys.readouterr().out)


def test_unknown_names_on_the_command_line_are_refused(
    problem_path: Path, plan_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(problem_path), str(plan_path)]
    assert main(["explain", *files, "--member", "nobody"]) == 2
    assert main(["explain", *files]) == 2
    assert main(["replace", *files, "--member", "nobody", "--shift", "none"]) == 2
    assert "--member: names no member: nobody" in capsys.readouterr().err


def test_a_wall_limit_still_gives_a_plan(problem_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    arguments = ["solve", str(problem_path), "--out", str(path), "--seconds", "0.01"]
    assert main(arguments) == 0
    plan = json.loads(path.read_text())
    assert (plan["status"], plan["stopped_by"]) == ("stopped", "seconds")
