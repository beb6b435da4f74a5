"""The address of a page is the address of its code, and none vanishes without a word."""

import ast
import inspect
import json
import re
from pathlib import Path

import pytest

from tests.guards.routes import LIST, Route, application, as_written, routes

ELSEWHERE: dict[str, str] = {
    "public.start.show": "the first page has the shortest address",
    **dict.fromkeys(
        (f"companies.time_reports.{verb}" for verb in ("show", "confirm", "dispute")),
        "a company confirms all hours of one job together, on a page of that job",
    ),
}
"""Endpoints whose path does not begin with their group and noun, and why."""
TEMPLATES = Path(application().template_folder or "")
WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?|<([a-z]+:)?[a-z_]+>")


def beginning(route: Route) -> str:
    """How its path must begin: the group, save that of the open doors, and the noun."""
    group, noun, _ = route.endpoint
    return "/".join(["", *([] if group == "public" else [group]), noun]).replace("_", "-")


@pytest.mark.parametrize("route", routes(), ids=str)
def test_an_endpoint_is_group_noun_and_verb(route: Route):
    assert len(route.endpoint) == 3, route.rule.endpoint
    group, noun, verb = route.endpoint
    assert route.module.__name__ == f"marketplace.web.{group}.{noun}"
    assert inspect.unwrap(route.view).__name__ == verb


@pytest.mark.parametrize("route", routes(), ids=str)
def test_a_path_begins_with_its_group_and_noun(route: Route):
    path = route.rule.rule
    fits = path == beginning(route) or path.startswith(beginning(route) + "/")
    assert fits != (route.rule.endpoint in ELSEWHERE), f"{path} and {beginning(route)}"


@pytest.mark.parametrize("route", routes(), ids=str)
def test_a_path_is_written_in_small_words_with_hyphens(route: Route):
    for word in route.rule.rule.strip("/").split("/"):
        assert WORD.fullmatch(word) or route.rule.rule == "/", word


@pytest.mark.parametrize("module", sorted({route.module.__name__ for route in routes()}), ids=str)
def test_a_module_draws_the_templates_of_its_own_address(module: str):
    group, noun = module.split(".")[2:]
    file = next(route.module.__file__ for route in routes() if route.module.__name__ == module)
    for call in ast.walk(ast.parse(Path(str(file)).read_text())):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "render_template":
            name = call.args[0]
            assert isinstance(name, ast.Constant), "the name of a template is written out"
            assert str(name.value).startswith(f"{group}/{noun}/"), name.value
            assert (TEMPLATES / str(name.value)).is_file(), name.value


def test_no_address_vanishes_or_appears_silently():
    """`python -m tests.guards.routes` writes them down anew; a gone one needs a redirect."""
    assert json.loads(LIST.read_text()) == as_written()
