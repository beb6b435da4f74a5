"""A list that can grow is searched, ordered, turned and carried away; the others say why not."""

import re
from collections.abc import Iterator

from tests.guards.lists import BOUNDED, TO_DO
from tests.guards.sources import ROOT, template_files

COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
OPENED = re.compile(r"{%-?\s*(for|endfor|call|endcall)\b(.*?)-?%}", re.DOTALL)
ROW = re.compile(r"<tr|<li|<dt|\bcard\(|\bperson\(|\bdetails\(|\balternatives\(")
"""What a row of a list looks like."""
WRITTEN_OUT = ("[", "(")


def drawn(text: str) -> Iterator[str]:
    """What a template goes through to make rows of its own, outermost, outside any listing."""
    text, around = COMMENT.sub("", text), []
    for tag in OPENED.finditer(text):
        kind, words = tag[1], tag[2].strip()
        if kind in ("for", "call"):
            around.append((kind, words, tag.end()))
            continue
        kind, words, start = around.pop()
        within = any(one[0] == "for" or one[1].startswith("listing(") for one in around)
        if kind == "for" and not within and ROW.search(text[start : tag.start()]):
            through = " ".join(words.split(" in ", 1)[1].split())
            if not through.startswith(WRITTEN_OUT):
                yield through


def every() -> set[str]:
    """Of all pages and their parts; components draw what they are given."""
    root, found = ROOT / "templates", set()
    for path in template_files():
        name = path.relative_to(root).with_suffix("").as_posix()
        if not name.startswith("components/"):
            found |= {f"{name} {one}" for one in drawn(path.read_text())}
    return found


def test_every_list_can_be_searched_or_says_why_it_cannot_grow():
    assert sorted(every() - BOUNDED.keys() - TO_DO) == []


def test_nothing_is_excused_that_is_not_drawn():
    assert sorted((BOUNDED.keys() | TO_DO) - every()) == []
    assert sorted(BOUNDED.keys() & TO_DO) == []
    assert [one for one in BOUNDED if not BOUNDED[one].strip()] == []


def test_the_reasons_stand_in_order():
    assert list(BOUNDED) == sorted(BOUNDED)


def test_a_list_drawn_by_hand_is_found_and_one_that_is_listed_is_not():
    rows = "{% for one in rows %}<tr>{% for x in one.xs %}<td>{% endfor %}{% endfor %}"
    assert list(drawn(rows)) == ["rows"]
    assert list(drawn("{% call table(1) %}" + rows + "{% endcall %}")) == ["rows"]
    assert list(drawn("{% call listing(listed) %}" + rows + "{% endcall %}")) == []
    assert list(drawn("{% for one in [1, 2] %}<li>{% endfor %}")) == []
