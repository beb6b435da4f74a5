"""A page as its reader sees it: found by role and label, never by class or position."""

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag
from werkzeug.test import TestResponse

from tests.page_rules import parsed, words

BUTTONS = ("submit", "image")
Values = dict[str, Any]


def is_a_page(response: TestResponse) -> bool:
    """Whether the answer is HTML for a reader, not the way to another address."""
    return response.mimetype == "text/html" and not 300 <= response.status_code < 400


class Page:
    """An answer of the site. `queries` counts the statements that making it took."""

    def __init__(
        self, response: TestResponse, soup: BeautifulSoup | None, statements: list[str]
    ) -> None:
        self.response = response
        self.status = response.status_code
        self.statements = statements
        self._soup = soup

    @property
    def queries(self) -> int:
        """How many statements the database was asked, savepoints not counted."""
        return len(self.statements)

    @property
    def soup(self) -> BeautifulSoup:
        """The tree of an HTML page, for what the words below do not reach."""
        assert is_a_page(self.response), f"{self.path} is {self.response.mimetype}, not a page"
        if self._soup is None:
            self._soup, _ = parsed(self.html)
        return self._soup

    @property
    def path(self) -> str:
        """The address without host and query."""
        return self.response.request.path

    @property
    def address(self) -> str:
        """The address without host, with its query."""
        return self.response.request.full_path.rstrip("?")

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return self.response.headers["Location"]

    @property
    def heading(self) -> str:
        """The words of the h1."""
        return words(self.soup.find("h1"))

    @property
    def title(self) -> str:
        """The words of the title."""
        return words(self.soup.find("title"))

    @property
    def text(self) -> str:
        """All words between header and footer, with single spaces."""
        return words(self.soup.find("main"))

    @property
    def html(self) -> str:
        """The page as it was sent."""
        return self.response.get_data(as_text=True)

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary."""
        summary = self.soup.select_one("[aria-labelledby=error-summary-title]")
        return [words(line) for line in summary.find_all("li")] if summary else []

    @property
    def notices(self) -> list[str]:
        """What the page tells of what was just done."""
        return [words(line) for line in self.soup.select("main > .flashes > *")]

    @property
    def headings(self) -> list[str]:
        """The words of every heading below the first."""
        return [words(tag) for tag in self.soup.select("main :is(h2, h3, h4)")]

    @property
    def links(self) -> dict[str, str]:
        """Every link by its words; of several with the same words, the last."""
        return {words(tag): str(tag["href"]) for tag in self.soup.find_all("a", href=True)}

    @property
    def buttons(self) -> list[str]:
        """The words of every button that submits something below the header."""
        main = self.soup.find("main")
        assert isinstance(main, Tag)
        return [_button_words(tag) for tag in main.find_all(["button", "input"]) if _submits(tag)]

    def facts(self) -> dict[str, str]:
        """Every term of the page's summary lists with its value."""
        return {
            words(term): words(term.find_next_sibling("dd")) for term in self.soup.select("main dt")
        }

    def table(self, caption: str) -> list[dict[str, str]]:
        """The rows of the table of that caption, each by the words of its columns."""
        for table in self.soup.find_all("table"):
            if words(table.find("caption")) == caption:
                names = [words(cell) for cell in table.select("thead th")]
                return [
                    dict(zip(names, map(words, row.find_all(["th", "td"])), strict=False))
                    for row in table.select("tbody tr")
                ]
        raise AssertionError(f"no table {caption!r} on {self.path}")

    def value(self, label: str) -> Any:
        """What the control of that label, or of that name, holds."""
        for form in self.soup.find_all("form"):
            name = _name_of(form, label)
            if name is not None:
                found = form_values(form).get(name, [])
                return found[0] if len(found) == 1 else found
        raise AssertionError(f"no control {label!r} on {self.path}")

    def form_of(self, button: str) -> tuple[Tag, Tag]:
        """The form of a button with these words, and the button."""
        found = [
            tag
            for tag in self.soup.find_all(["button", "input"])
            if _submits(tag) and _button_words(tag) == button
        ]
        assert found, f"no button {button!r} on {self.path}, only {self.buttons}"
        assert len(found) == 1, f"{len(found)} buttons {button!r} on {self.path}"
        owner = found[0].get("form")
        form = self.soup.find("form", id=owner) if owner else found[0].find_parent("form")
        assert isinstance(form, Tag), f"the button {button!r} belongs to no form"
        return form, found[0]


def form_values(form: Tag) -> dict[str, list[str]]:
    """What a browser would send of a form that nobody has touched, buttons not counted."""
    values: dict[str, list[str]] = {}
    for control in form.find_all(["input", "select", "textarea"]):
        name = control.get("name")
        if name and not control.has_attr("disabled"):
            for value in _held(control):
                values.setdefault(str(name), []).append(value)
    return values


def filled(form: Tag, wanted: Values) -> dict[str, list[Any]]:
    """The form's values with those that a person sets, each named by its label or its name.

    Only what the page really offers can be set: unknown controls and options fail.
    """
    values: dict[str, list[Any]] = dict(form_values(form))
    for label, value in wanted.items():
        name = _name_of(form, label)
        assert name is not None, f"the form has no control {label!r}: {sorted(form_values(form))}"
        values[name] = list(_chosen(form, name, value))
    return values


def _held(control: Tag) -> Iterator[str]:
    kind = control.get("type")
    if control.name == "textarea":
        # The first line break after <textarea> is not part of its value; the parser drops it.
        yield control.get_text()
    elif control.name == "select":
        options = control.find_all("option")
        chosen = [option for option in options if option.has_attr("selected")]
        if not chosen and not control.has_attr("multiple"):
            chosen = options[:1]
        yield from (str(option.get("value", words(option))) for option in chosen)
    elif kind in ("checkbox", "radio"):
        if control.has_attr("checked"):
            yield str(control.get("value", "on"))
    elif kind not in ("submit", "button", "image", "reset", "file"):
        yield str(control.get("value", ""))


def _chosen(form: Tag, name: str, value: Any) -> Iterator[Any]:
    """The texts a browser sends for what a person entered, ticked or picked."""
    controls = form.find_all(["input", "select", "textarea"], attrs={"name": name})
    boxes = [tag for tag in controls if tag.get("type") in ("checkbox", "radio")]
    if len(boxes) == 1 and isinstance(value, bool):
        yield from [str(boxes[0].get("value", "on"))] if value else []
        return
    wanted = value if isinstance(value, list | tuple) else [value]
    offered = _offered(form, controls, boxes)
    for one in wanted:
        if offered:
            assert str(one) in offered, f"{name} does not offer {one!r}, only {list(offered)}"
            yield offered[str(one)]
        else:
            yield one if hasattr(one, "read") else str(one)


def _offered(form: Tag, controls: list[Tag], boxes: list[Tag]) -> dict[str, str]:
    """Every option of a group by its words and by its value."""
    offered: dict[str, str] = {}
    for box in boxes:
        value = str(box.get("value", "on"))
        label = box.find_parent("label") or form.find("label", attrs={"for": box.get("id")})
        offered |= {value: value, words(label): value}
    for control in controls:
        for option in control.find_all("option"):
            value = str(option.get("value", words(option)))
            offered |= {value: value, words(option): value}
    return offered


def _name_of(form: Tag, label: str) -> str | None:
    """The name of the control, or of the group, that is called so."""
    for control in form.find_all(["input", "select", "textarea"]):
        if control.get("name") == label:
            return label
    for tag in form.find_all("label"):
        target = tag.get("for")
        control = form.find(id=target) if target else tag.find(["input", "select", "textarea"])
        if _label_words(tag) == label and isinstance(control, Tag):
            return str(control["name"])
    for group in form.find_all("fieldset"):
        if _label_words(group.find("legend")) == label:
            first = group.find(["input", "select", "textarea"])
            return str(first["name"]) if isinstance(first, Tag) else None
    return None


def _label_words(tag: Tag | None) -> str:
    return words(tag).removesuffix(" (valfritt)")


def _submits(tag: Tag) -> bool:
    default = "submit" if tag.name == "button" else "text"
    return tag.get("type", default) in BUTTONS and not tag.has_attr("disabled")


def _button_words(tag: Tag) -> str:
    return words(tag) or str(tag.get("aria-label") or tag.get("value", ""))
