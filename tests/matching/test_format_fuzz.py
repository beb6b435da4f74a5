"""Whatever is put anywhere in a file, the answer is a whole problem or plan, or a named refusal."""

import copy
import re
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.check import check
from matching.fields import BadInput
from matching.generate import generate
from matching.plan import Plan
from matching.problem import Problem
from tests.matching.make import make_plan

JUNK = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.integers(min_value=10**9),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(["2026-12-01T08:00+01:00", "2026-12-01", "9999-12-31T23:59-23:59", "anna"]),
    ),
    lambda parts: (
        st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=4), parts, max_size=3)
    ),
    max_leaves=6,
)
PROBLEM = generate("S", 1, conflicts=True)
PLAN = make_plan(Problem.from_json(PROBLEM), []).to_json()
Steps = list[str | int]


def places(data: Any, steps: Steps) -> list[Steps]:
    """The path of every value in parsed JSON."""
    inner: Any = []
    if isinstance(data, dict):
        inner = data.items()
    elif isinstance(data, list):
        inner = enumerate(data[:2])
    found = [path for key, part in inner for path in places(part, [*steps, key])]
    return [steps, *found] if steps else found


def planted(data: Any, steps: Steps, junk: object) -> Any:
    """A copy with junk at one place."""
    changed = copy.deepcopy(data)
    part = changed
    for step in steps[:-1]:
        part = part[step]
    part[steps[-1]] = junk
    return changed


def answer(read: Callable[[], str]) -> str:
    """What reading gives, or the refusal; any other error fails the test."""
    try:
        return read()
    except BadInput as refusal:
        return f"refused {refusal}"


def checked(plan: Any) -> str:
    """The breaches of a plan, one a line."""
    breaches = check(Problem.from_json(PROBLEM), Plan.from_json(plan))
    return "\n".join(breach.line for breach in breaches) or "- - - sound"


@settings(max_examples=300, deadline=None)
@given(steps=st.sampled_from(places(PROBLEM, [])), junk=JUNK)
def test_junk_anywhere_in_a_problem_is_read_or_refused_by_field(steps: Steps, junk: object) -> None:
    said = answer(lambda: Problem.from_json(planted(PROBLEM, steps, junk)).digest)
    assert len(said) == 64 or re.fullmatch(r"refused \S.*?: .+", said, re.DOTALL)


@settings(max_examples=200, deadline=None)
@given(steps=st.sampled_from(places(PLAN, [])), junk=JUNK)
def test_junk_anywhere_in_a_plan_is_checked_or_refused_by_field(steps: Steps, junk: object) -> None:
    said = answer(lambda: checked(planted(PLAN, steps, junk)))
    assert re.match(r"refused \S.*?: .|\w+ \S+ \S+ .|- - - sound", said)


@given(JUNK)
def test_junk_alone_is_refused(junk: object) -> None:
    assert answer(lambda: Problem.from_json(junk).digest).startswith("refused ")
    assert answer(lambda: checked(junk)).startswith("refused ")
