"""Every dependency has its reason and its digest, and comes from wherever the user chooses."""

import re
import tomllib

import pytest

from tests.guards.sources import ROOT

PROJECT = (ROOT / "pyproject.toml").read_text()
LOCK = (ROOT / "requirements.lock").read_text()


def declared():
    project = tomllib.loads(PROJECT)["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["dev"]]


def locked():
    """Every entry of the lock file: its first line and all that belongs to it."""
    return re.findall(r"^([a-z0-9][\w.-]*==[^\s\\]+)((?:.*\\\n)*.*)", LOCK, re.MULTILINE)


def canonical(name):
    return re.sub(r"[-_.]+", "-", re.split(r"[\[=<>~!; ]", name, maxsplit=1)[0]).lower()


@pytest.mark.parametrize("requirement", declared())
def test_every_dependency_says_why_it_is_there(requirement):
    line = next(line for line in PROJECT.splitlines() if f'"{requirement}"' in line)
    assert re.search(r'",?\s+# \w.{3,}', line), line


def test_every_dependency_is_locked():
    known = {canonical(name) for name, _ in locked()}
    assert {canonical(name) for name in declared()} - known == set()


def test_every_locked_package_has_digests():
    assert locked()
    assert [name for name, rest in locked() if "--hash=sha256:" not in rest] == []


def test_the_lock_file_names_no_registry():
    assert not re.search(r"https?://|--index-url|--extra-index-url|--find-links|@ file:", LOCK)


def test_nothing_of_ours_is_imported_that_is_not_declared():
    """The solver's packages may be missing elsewhere; what runs the site is declared."""
    names = {canonical(name) for name in declared()}
    assert {"flask", "sqlalchemy", "ortools", "stripe", "procrastinate"} <= names
