"""Beauty is lost in the tail: no file and no function grows long."""

import pytest

from tests.guards.sources import PACKAGES, functions, place, python_files, template_files

CODE = ("benchmarks", "migrations/env.py", *PACKAGES)
LONG_FOR_A_REASON: dict[str, str] = {
    "templates/public/components/show.html": "the gallery shows every component in every state",
}
"""Files that may pass the limit, and why."""


def too_long(paths, limit):
    lengths = {place(path): len(path.read_text().splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > limit}


@pytest.mark.parametrize(
    ("paths", "limit"),
    [
        pytest.param(python_files(*CODE), 300, id="code"),
        pytest.param(python_files("tests"), 500, id="tests"),
        pytest.param(template_files(), 120, id="templates"),
    ],
)
def test_no_file_is_long(paths, limit):
    found = too_long(paths, limit)
    assert found.keys() <= LONG_FOR_A_REASON.keys(), found


def test_every_excuse_is_still_needed():
    assert too_long([*python_files(*CODE), *template_files()], 120).keys() >= set(LONG_FOR_A_REASON)


def test_no_function_is_long():
    found = {
        f"{place(path, one)} {one.name}": one.end_lineno - one.lineno + 1
        for path in python_files(*CODE)
        for one in functions(path)
        if one.end_lineno - one.lineno + 1 > 40
    }
    assert found == {}


def test_no_file_is_a_drawer_for_anything():
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "shared", "base"}
    found = [place(path) for path in python_files(*PACKAGES, "tests") if path.stem in drawers]
    assert found == []
