"""What holds for every page, checked on every page that any test fetches."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from bs4.builder import HTML5TreeBuilder
from werkzeug.test import TestResponse

REFERENCES = {"aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "for", "headers"}
TARGETS = {"popovertarget", "form", "list"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
UNLABELLED = ("hidden", "submit", "button", "reset", "image")
SCHEMES = ("javascript:", "data:", "vbscript:")
AROUND_A_PART = "<!DOCTYPE html><title>–</title><body>"


class Tags:
    """Every element of a page in its order; the tree is walked once for all rules."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.all = [node for node in soup.descendants if isinstance(node, Tag)]
        self.ids = [str(tag["id"]) for tag in self.all if tag.has_attr("id")]
        self._named: dict[str, list[Tag]] = defaultdict(list)
        for tag in self.all:
            self._named[tag.name].append(tag)

    def named(self, *names: str) -> list[Tag]:
        """Those of these names, name by name."""
        return [tag for name in names for tag in self._named.get(name, ())]


Rule = Callable[[Tags], Iterator[str]]


class _Reader(HTML5TreeBuilder):
    """Reads a page once, for its tree and for its errors."""

    errors: list[tuple[tuple[int, int], str, object]]

    def feed(self, markup: Any) -> None:
        """Read; the errors stay with the reader."""
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)
        self.underlying_builder.parser = parser
        parser.parse(markup)
        self.errors = parser.errors


def words(node: Tag | None) -> str:
    """The text of a node, with single spaces, without soft hyphens."""
    return " ".join(node.get_text().replace("\N{SOFT HYPHEN}", "").split()) if node else ""


def is_whole(markup: str) -> bool:
    """Whether this is a page, not a part that script puts into one."""
    return markup.lstrip().lower().startswith("<!doctype html>")


def parsed(markup: str) -> tuple[BeautifulSoup, list[str]]:
    """The page or part as a browser reads it, and everything that is not valid in its writing."""
    reader = _Reader()
    soup = BeautifulSoup(markup if is_whole(markup) else AROUND_A_PART + markup, builder=reader)
    return soup, [f"line {line}: {code} {data}" for (line, _), code, data in reader.errors]


def faults_of_answer(response: TestResponse, *, static: bool) -> list[str]:
    """What an answer of any sort lacks in its headers."""
    faults = []
    if "default-src 'none'" not in response.headers.get("Content-Security-Policy", ""):
        faults.append("no Content-Security-Policy")
    if response.headers.get("X-Content-Type-Options") != "nosniff":
        faults.append("no X-Content-Type-Options: nosniff")
    if not static and response.headers.get("Cache-Control") != "no-store":
        faults.append(f"Cache-Control is {response.headers.get('Cache-Control')}, not no-store")
    return faults


def faults_of_page(soup: BeautifulSoup) -> list[str]:
    """What a whole page breaks of the rules below."""
    tags = Tags(soup)
    return [fault for rule in (*RULES_OF_PARTS, *RULES_OF_PAGES) for fault in rule(tags)]


def faults_of_part(soup: BeautifulSoup) -> list[str]:
    """What a part that script puts into a page breaks: it is one element, found by its id."""
    tags = Tags(soup)
    faults = [fault for rule in RULES_OF_PARTS for fault in rule(tags)]
    parts = soup.select("body > *")
    if len(parts) != 1 or not parts[0].get("id") or soup.find(["main", "header"]):
        faults.append("neither a whole page (no doctype) nor one element with an id")
    return faults


def _says_its_language(tags: Tags) -> Iterator[str]:
    [html] = tags.named("html")  # the parser sees to it that there is one
    if not (html.get("lang") and html.get("dir") in ("ltr", "rtl")):
        yield "html lacks lang or dir"


def _has_one_heading_and_a_title(tags: Tags) -> Iterator[str]:
    headings, title = tags.named("h1"), words(next(iter(tags.named("title")), None))
    if len(headings) != 1:
        yield f"{len(headings)} h1, not one"
    elif not (heading := words(headings[0])):
        yield "the h1 is empty"
    elif heading not in title:
        yield f"the title {title!r} does not contain the h1 {heading!r}"
    if not title.endswith("– Orangeriet"):
        yield f"the title {title!r} does not end with – Orangeriet"


def _skips_no_level_of_heading(tags: Tags) -> Iterator[str]:
    before = 0
    for heading in (tag for tag in tags.all if tag.name in HEADINGS):
        level = int(heading.name[1])
        if level > before + 1 and before:
            yield f"{heading.name} {words(heading)!r} follows h{before}"
        before = level


def _has_one_main(tags: Tags) -> Iterator[str]:
    if len(tags.named("main")) != 1:
        yield "not exactly one main"


def _names_ids_once(tags: Tags) -> Iterator[str]:
    for name, count in Counter(tags.ids).items():
        if count > 1 or not name.strip():
            yield f"id {name!r} stands {count} times"


def _points_at_what_exists(tags: Tags) -> Iterator[str]:
    known = set(tags.ids)
    for tag in tags.all:
        said = tag.attrs
        wanted = [word for name in REFERENCES & said.keys() for word in _list_of_words(tag, name)]
        wanted += [str(said[name]) for name in TARGETS & said.keys()]
        href = str(tag.get("href", ""))
        if tag.name == "a" and href.startswith("#"):
            wanted.append(href[1:])
        for missing in set(wanted) - known:
            yield f"{tag.name} points at #{missing}, which does not exist"


def _list_of_words(tag: Tag, name: str) -> list[str]:
    value = tag.get(name, "")
    return list(value) if isinstance(value, list) else str(value).split()


def _labels_every_control(tags: Tags) -> Iterator[str]:
    labelled = {tag["for"] for tag in tags.named("label") if tag.has_attr("for")}
    for control in tags.named("input", "select", "textarea", "meter", "progress"):
        if control.get("type") in UNLABELLED:
            continue
        named = control.get("aria-label") or control.get("aria-labelledby")
        if not (named or control.get("id") in labelled or control.find_parent("label")):
            yield f"{control.name} {control.get('name')!r} has no label"


def _names_every_button_and_link(tags: Tags) -> Iterator[str]:
    for tag in tags.named("a", "button", "summary"):
        image = tag.find("img", alt=True)
        named = tag.get("aria-label") or tag.get("aria-labelledby") or (image and image["alt"])
        if not (words(tag) or named):
            yield f"{tag.name} without words: {str(tag)[:80]}"


def _says_what_every_image_shows(tags: Tags) -> Iterator[str]:
    for image in tags.named("img"):
        if not image.has_attr("alt"):
            yield f"img without alt: {image.get('src')}"


def _could_run(script: Tag) -> bool:
    """Whether a script without an address of its own is more than data, which no browser runs."""
    return not script.has_attr("src") and script.get("type") != "application/ld+json"


def _writes_nothing_inline(tags: Tags) -> Iterator[str]:
    for tag in tags.all:
        if tag.name == "style" or (tag.name == "script" and _could_run(tag)):
            yield f"inline {tag.name}"
        for name, value in tag.attrs.items():
            if name == "style" or name.startswith("on"):
                yield f"{tag.name} has an inline {name}"
            if name in ("href", "src", "action", "formaction") and str(value).strip().startswith(
                SCHEMES
            ):
                yield f"{tag.name} leads to {value}"


def _guards_every_post(tags: Tags) -> Iterator[str]:
    for form in tags.named("form"):
        method = str(form.get("method", "get")).lower()
        tokens = form.find_all("input", attrs={"name": "csrf_token"})
        if method == "post" and not (len(tokens) == 1 and tokens[0].get("value")):
            yield f"the form to {form.get('action')!r} has {len(tokens)} tokens"
        if method != "post" and tokens:
            yield f"the form to {form.get('action')!r} would put its token into the address"


def _loads_nothing_from_elsewhere(tags: Tags) -> Iterator[str]:
    for tag in tags.named("script", "img", "link", "iframe", "source", "use"):
        address = str(tag.get("src") or tag.get("href") or "")
        if "//" in address:
            yield f"{tag.name} loads {address}"


RULES_OF_PARTS: tuple[Rule, ...] = (
    _names_ids_once,
    _labels_every_control,
    _names_every_button_and_link,
    _says_what_every_image_shows,
    _writes_nothing_inline,
    _guards_every_post,
    _loads_nothing_from_elsewhere,
)
RULES_OF_PAGES: tuple[Rule, ...] = (
    _says_its_language,
    _has_one_heading_and_a_title,
    _skips_no_level_of_heading,
    _has_one_main,
    _points_at_what_exists,
)
