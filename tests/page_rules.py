"""What holds for every page, checked on every page that any test fetches."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from bs4.builder import HTML5TreeBuilder
from werkzeug.test import TestResponse

REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "for", "headers")
TARGETS = ("popovertarget", "form", "list")
UNLABELLED = ("hidden", "submit", "button", "reset", "image")
SCHEMES = ("javascript:", "data:", "vbscript:")
AROUND_A_PART = "<!DOCTYPE html><title>–</title><body>"
Rule = Callable[[BeautifulSoup], Iterator[str]]


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
    return [fault for rule in (*RULES_OF_PARTS, *RULES_OF_PAGES) for fault in rule(soup)]


def faults_of_part(soup: BeautifulSoup) -> list[str]:
    """What a part that script puts into a page breaks: it is one element, found by its id."""
    faults = [fault for rule in RULES_OF_PARTS for fault in rule(soup)]
    parts = soup.select("body > *")
    if len(parts) != 1 or not parts[0].get("id") or soup.find(["main", "header"]):
        faults.append("neither a whole page (no doctype) nor one element with an id")
    return faults


def _says_its_language(soup: BeautifulSoup) -> Iterator[str]:
    html = soup.find("html")
    if not (html and html.get("lang") and html.get("dir") in ("ltr", "rtl")):
        yield "html lacks lang or dir"


def _has_one_heading_and_a_title(soup: BeautifulSoup) -> Iterator[str]:
    headings, title = soup.find_all("h1"), words(soup.find("title"))
    if len(headings) != 1:
        yield f"{len(headings)} h1, not one"
    elif not (heading := words(headings[0])):
        yield "the h1 is empty"
    elif heading not in title:
        yield f"the title {title!r} does not contain the h1 {heading!r}"
    if not title.endswith("– Orangeriet"):
        yield f"the title {title!r} does not end with – Orangeriet"


def _skips_no_level_of_heading(soup: BeautifulSoup) -> Iterator[str]:
    before = 0
    for heading in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
        level = int(heading.name[1])
        if level > before + 1 and before:
            yield f"{heading.name} {words(heading)!r} follows h{before}"
        before = level


def _has_one_main(soup: BeautifulSoup) -> Iterator[str]:
    if len(soup.find_all("main")) != 1:
        yield "not exactly one main"


def _names_ids_once(soup: BeautifulSoup) -> Iterator[str]:
    for name, count in Counter(tag["id"] for tag in soup.find_all(id=True)).items():
        if count > 1 or not str(name).strip():
            yield f"id {name!r} stands {count} times"


def _points_at_what_exists(soup: BeautifulSoup) -> Iterator[str]:
    known = {tag["id"] for tag in soup.find_all(id=True)}
    for tag in soup.select("*"):
        wanted = [word for name in REFERENCES for word in _list_of_words(tag, name)]
        wanted += [str(tag[name]) for name in TARGETS if tag.has_attr(name)]
        href = str(tag.get("href", ""))
        if tag.name == "a" and href.startswith("#"):
            wanted.append(href[1:])
        for missing in set(wanted) - known:
            yield f"{tag.name} points at #{missing}, which does not exist"


def _list_of_words(tag: Tag, name: str) -> list[str]:
    value = tag.get(name, "")
    return list(value) if isinstance(value, list) else str(value).split()


def _labels_every_control(soup: BeautifulSoup) -> Iterator[str]:
    labelled = {tag["for"] for tag in soup.find_all("label", attrs={"for": True})}
    for control in soup.find_all(["input", "select", "textarea", "meter", "progress"]):
        if control.get("type") in UNLABELLED:
            continue
        named = control.get("aria-label") or control.get("aria-labelledby")
        if not (named or control.get("id") in labelled or control.find_parent("label")):
            yield f"{control.name} {control.get('name')!r} has no label"


def _names_every_button_and_link(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all(["a", "button", "summary"]):
        image = tag.find("img", alt=True)
        named = tag.get("aria-label") or tag.get("aria-labelledby") or (image and image["alt"])
        if not (words(tag) or named):
            yield f"{tag.name} without words: {str(tag)[:80]}"


def _says_what_every_image_shows(soup: BeautifulSoup) -> Iterator[str]:
    for image in soup.find_all("img"):
        if not image.has_attr("alt"):
            yield f"img without alt: {image.get('src')}"


def _could_run(script: Tag) -> bool:
    """Whether a script without an address of its own is more than data, which no browser runs."""
    return not script.has_attr("src") and script.get("type") != "application/ld+json"


def _writes_nothing_inline(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.select("*"):
        if tag.name == "style" or (tag.name == "script" and _could_run(tag)):
            yield f"inline {tag.name}"
        for name, value in tag.attrs.items():
            if name == "style" or name.startswith("on"):
                yield f"{tag.name} has an inline {name}"
            if name in ("href", "src", "action", "formaction") and str(value).strip().startswith(
                SCHEMES
            ):
                yield f"{tag.name} leads to {value}"


def _guards_every_post(soup: BeautifulSoup) -> Iterator[str]:
    for form in soup.find_all("form"):
        method = str(form.get("method", "get")).lower()
        tokens = form.find_all("input", attrs={"name": "csrf_token"})
        if method == "post" and not (len(tokens) == 1 and tokens[0].get("value")):
            yield f"the form to {form.get('action')!r} has {len(tokens)} tokens"
        if method != "post" and tokens:
            yield f"the form to {form.get('action')!r} would put its token into the address"


def _loads_nothing_from_elsewhere(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all(["script", "img", "link", "iframe", "source", "use"]):
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
