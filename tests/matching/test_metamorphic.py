"""Changes that must not matter to the levels do not; and the same seed is the same everywhere."""

import json
import os
import subprocess
import sys
from copy import deepcopy
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from matching import Problem, solve
from matching.bench.compact import by_levels, with_cpsat
from matching.generate import generate
from matching.index import Index
from matching.plan import Plan
from matching.worth import values
from tests.matching.make import make_member

Data = dict[str, Any]


def levels(data: Data) -> dict[str, int]:
    """The values of all levels but the draw, which is drawn by names."""
    plan = solve(Problem.from_json(data))
    return {level.name: level.value for level in plan.levels if level.name != "lottery"}


def renamed(data: Data) -> Data:
    """Every member and shift under another name, in another alphabetical order."""
    found = json.dumps(data)
    for kind in ("members", "shifts"):
        for one in sorted(data[kind], key=lambda one: -len(one["id"])):
            turned = "x" + one["id"][::-1]
            found = found.replace(f'"{one["id"]}"', f'"{turned}"')
    loaded: Data = json.loads(found)
    return loaded


def permuted(data: Data) -> Data:
    """Every list of things in another order."""
    found = deepcopy(data)
    draw = Random(7)
    for kind in ("members", "shifts", "postings", "sites", "accepted", "declined", "proposed"):
        draw.shuffle(found[kind])
    return found


def with_one_more(data: Data) -> Data:
    """A member who lives too far away for anything, and asks for no hours."""
    found = deepcopy(data)
    found["members"].append(make_member("idle", home=[66.0, 23.0], wanted_week_minutes=0))
    return found


def a_week_later(value: Any) -> Any:
    """Every time seven days on, every ISO week one on."""
    if isinstance(value, dict):
        return {_next_week(key): a_week_later(one) for key, one in value.items()}
    if isinstance(value, list):
        return [a_week_later(one) for one in value]
    if isinstance(value, str) and len(value) > 15 and value[4:5] == "-" and "T" in value:
        return (datetime.fromisoformat(value) + timedelta(days=7)).isoformat()
    return value


def _next_week(key: str) -> str:
    return "2026-W50" if key == "2026-W49" else key


@pytest.mark.parametrize("change", [renamed, permuted, with_one_more, a_week_later])
@pytest.mark.parametrize("seed", [1, 6])
def test_what_should_not_matter_does_not(change: Any, seed: int) -> None:
    data = generate("S", seed)
    assert levels(change(data)) == levels(data)


@pytest.mark.parametrize("seed", range(20, 24))
def test_a_second_exact_model_covers_as_much(seed: int) -> None:
    data = generate("S", seed)
    index = Index(Problem.from_json(data))
    answer = by_levels(index, lambda *asked: with_cpsat(*asked, tuned=True), 60.0)
    second = values(index, 1, answer.keys)
    first = levels(data)
    names = [f"coverage-{priority}" for priority in (3, 2, 1)]
    assert [first[name] for name in names] == [second[name] for name in names]


def test_the_same_seed_gives_the_same_plan_in_another_process(tmp_path: Path) -> None:
    problem = tmp_path / "problem.json"
    problem.write_text(json.dumps(generate("S", 4)))
    plans: list[Data] = []
    for number, salt in enumerate(("1", "2")):
        out = tmp_path / f"plan{number}.json"
        subprocess.run(
            [sys.executable, "-m", "matching", "solve", str(problem), "--out", str(out)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": salt},
        )
        told: Data = json.loads(out.read_text())
        assert Plan.from_json(told).status == "complete"
        for measured in ("seconds", "peak_mib"):
            del told[measured]
        for level in told["levels"]:
            del level["seconds"]
        plans.append(told)
    assert plans[0] == plans[1]
