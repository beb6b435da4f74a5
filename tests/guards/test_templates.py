"""Templates: all used, nothing inline, no door for markup from outside."""

import re
from functools import cache

import pytest
from jinja2 import nodes

from tests.guards.routes import application
from tests.guards.sources import ROOT, place, python_files, template_files

STRING = re.compile(r"""["']([\w/-]+(?:\.html|\.txt))["']""")
DRAWN_BY_NUMBER = re.compile(r"errors/(\d+|csrf)\.html")
"""web/errors.py picks these by the status of the answer."""
WORDS = re.compile(r"[A-Za-zÅÄÖåäö]{2,}")
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)

pages = template_files()
by_template = pytest.mark.parametrize("path", pages, ids=place)


@cache
def parsed(path):
    return application().jinja_env.parse(path.read_text())


def name_of(path):
    return str(path.relative_to(ROOT / "templates"))


def mentioned():
    """Every template that a view, a service or another template names."""
    names = set()
    for path in [*python_files("marketplace"), *template_files()]:
        text = COMMENT.sub("", path.read_text())
        names |= {f"messages/{name}.txt" for name in re.findall(r'"(\w+)"', text)}
        names |= set(STRING.findall(text))
    return names


def test_every_template_is_used():
    known = mentioned()
    unused = [
        name_of(path)
        for path in [*pages, *template_files("*.txt")]
        if name_of(path) not in known and not DRAWN_BY_NUMBER.fullmatch(name_of(path))
    ]
    assert unused == []


@by_template
def test_every_import_is_used(path):
    tree = parsed(path)
    imported = set()
    for one in tree.find_all(nodes.FromImport):
        imported |= {name if isinstance(name, str) else name[1] for name in one.names}
    used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    assert imported - used == set()


INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\ssrc=)(?! type=.application/ld\+json)"
    r"|\son[a-z]+=|javascript:"
)
"""What a browser would run or draw from the page itself; data for search engines is neither."""


@by_template
def test_nothing_stands_inline(path):
    text = COMMENT.sub("", path.read_text())
    assert not INLINE.search(text)


@by_template
def test_no_text_is_taken_for_markup(path):
    filters = {node.name for node in parsed(path).find_all(nodes.Filter)}
    assert "safe" not in filters
    assert not list(parsed(path).find_all(nodes.MarkSafe))
    assert "autoescape false" not in path.read_text()


@by_template
def test_every_visible_word_is_translated(path):
    """Text between tags comes from gettext; names of our own and punctuation may stand as is."""
    bare = [" ".join(WORDS.findall(re.sub(r"<[^>]*>", " ", data))) for data in visible_texts(path)]
    assert [text for text in bare if text and text not in ("Orangeriet", "DOCTYPE html")] == []


def visible_texts(path):
    """The pieces of a template that reach the page as they stand, tags joined over expressions."""
    tree = parsed(path)
    classes = [block for block in tree.find_all(nodes.Block) if block.name == "width"]
    hidden = {id(output) for block in classes for output in block.find_all(nodes.Output)}
    whole = "".join(
        node.data if isinstance(node, nodes.TemplateData) else "§"
        for output in tree.find_all(nodes.Output)
        if id(output) not in hidden
        for node in output.nodes
    )
    without_tags = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^<>]*>", "\n", whole, flags=re.S)
    return without_tags.split("\n")


def test_a_card_that_leads_somewhere_holds_nothing_else_to_press():
    """Its link lies over the whole card (`.card.linked` in app.css), and over any button in it."""
    card = re.compile(r"{% call card\((.*?)\) %}(.*?){% endcall %}", re.DOTALL)
    pressed = re.compile(r"button\(|<button|<a |href=|<input|<select")
    covered = [
        f"{place(path)}: {call}"
        for path in template_files()
        for call, within in card.findall(path.read_text())
        if "url_for(" in call and pressed.search(within)
    ]
    assert covered == []


def test_no_card_is_a_fieldset_whose_legend_would_lie_across_its_edge():
    cards = [
        place(path) for path in template_files() if '<fieldset class="card' in path.read_text()
    ]
    assert cards == []
