"""Promises of the design system that can be read in its files."""

import re
from pathlib import Path

from marketplace.catalogue.tasks import TASKS
from marketplace.web.vocabulary import OWN_DRAWINGS, task_icon

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
COMPONENTS = TEMPLATES / "components"
SHEET = (ROOT / "static" / "app.css").read_text(encoding="utf-8")
ICONS = (ROOT / "static" / "icons.svg").read_text(encoding="utf-8")
GALLERY = TEMPLATES / "public" / "components" / "show.html"
SHELL = {"header", "footer", "flashes"}  # on every page, the gallery included
PARTS = {"downloads", "errors", "error_lines"}  # drawn by table; field, choice, checkbox, summary
ASKS_SERVER = {"live_form"}  # needs an answer: test_behaviour.py
PHYSICAL = re.compile(
    r"\b(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b"
    r"|(?<![\w.-])(?:left|right|top|bottom|width|height|float|max-height|min-height)\s*:"
    r"|text-align:\s*(?:left|right)"
)


def imported(template: Path) -> set[str]:
    """The components that a template imports."""
    source = template.read_text(encoding="utf-8")
    return set(re.findall(r'from "components/(\w+)\.html" import', source))


def test_the_gallery_shows_every_component() -> None:
    every = {path.stem for path in COMPONENTS.glob("*.html")}
    assert every - imported(GALLERY) == SHELL | PARTS | ASKS_SERVER


def test_a_component_file_holds_one_macro_of_its_own_name_and_says_its_parameters() -> None:
    for path in COMPONENTS.glob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert re.findall(r"{%-? macro (\w+)", source) == [path.stem]
        assert source.startswith("{#\n")
        assert f"{path.stem}(" in source.partition("#}")[0]


def test_the_docs_list_every_component_as_its_file_does() -> None:
    listed = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    for path in COMPONENTS.glob("*.html"):
        assert path.read_text(encoding="utf-8").splitlines()[1] in listed


def test_the_sheet_knows_no_left_or_right() -> None:
    assert PHYSICAL.findall(SHEET) == []


def test_every_pictogram_that_is_asked_for_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', ICONS))
    asked = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(
            r'pictogram\("([\w-]+)"|icon(?:": |=)"([\w-]+)"', path.read_text(encoding="utf-8")
        )
        for name in name
        if name
    }
    assert asked <= drawn


def test_every_task_has_a_drawing_that_tells_something() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', ICONS)) - {"other"}
    assert {task_icon(task.code) for task in TASKS} <= drawn
    assert set(OWN_DRAWINGS) <= {task.code for task in TASKS}


def test_no_template_carries_style_or_script_of_its_own() -> None:
    data = r"(?! type=.application/ld\+json)"
    inline = re.compile(rf"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=){data}|javascript:")
    offenders = [
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if inline.search(path.read_text(encoding="utf-8"))
    ]
    assert offenders == []


def test_the_week_prints_on_a_landscape_sheet_with_its_heads_on_every_page() -> None:
    printed = SHEET.partition("@layer print {")[2]
    assert "@page week { size: A4 landscape;" in printed
    assert ".sheet:has(.week) { page: week;" in printed
    assert "thead { display: table-header-group; }" in printed
