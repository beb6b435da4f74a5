"""Lists on pages: read from the address, shown a page at a time, handed out as a file.

One address does it all: `?q=` searches, a filter's own name narrows, `?sort=name` and `?sort=-name`
order, `?page=` turns, `?format=csv` and `?format=xlsx` give every row the list has just then.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from flask import Response, request, url_for
from flask_babel import gettext

from marketplace.errors import N_
from marketplace.services import lists
from marketplace.services.lists import Gathered, Source, Wish
from marketplace.web.paging import Paging, asked_page, asked_words
from marketplace.web.spreadsheets import Kind, csv_table, xlsx_table

Row = TypeVar("Row")
FILES = {"csv": (N_("Hämta som CSV"), csv_table), "xlsx": (N_("Hämta som Excel"), xlsx_table)}


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its head, what a file holds in it, and what it is ordered by, if by anything."""

    label: str
    """Swedish source text, marked with N_()"""
    cell: Callable[[Row], object]
    order: str = ""
    kind: Kind = Kind.PLAIN
    on_page: bool = True
    """or in files alone"""


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter in words: its name in the address, its label and what each of its words says."""

    name: str
    label: str
    options: Mapping[str, str]
    start: str = ""
    """what is chosen where the address says nothing; the first option, if it is to be any"""
    counted: bool = False
    """whether each word says how many rows it would leave"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A filter as components/listing.html draws it."""

    name: str
    label: str
    value: str
    start: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """What the address asks of a list: the rows of its page, or all of them for a file."""

    source: Source[Row] | Gathered[Row]
    wish: Wish
    rows: Sequence[Row]
    total: int
    pages: int
    page: int
    format: str
    choices: Sequence[Shown] = field(default=())
    within: Mapping[str, str] = field(default_factory=dict)
    """what else the address says and every way keeps: the month, the week"""
    endpoint: str = ""
    """where the list is read, if another view shows it"""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is searched for or chosen."""
        starts = {one.name: one.start for one in self.choices if one.start}
        return bool(self.wish.words) or dict(self.wish.chosen) != starts

    @property
    def kept(self) -> dict[str, str]:
        """What else than the words the address says, for a form that searches."""
        return {key: word for key, word in self._query().items() if key != "q"}

    @property
    def clear_url(self) -> str:
        """The list with nothing searched for and nothing chosen."""
        return self._address({})

    @property
    def action(self) -> str:
        """Where its form goes, which sends `within` by itself."""
        return self._address({}).partition("?")[0]

    @property
    def paging(self) -> Paging:
        """The ways to the pages around this one."""
        before = self._url(page=self.page - 1) if self.page > 1 else None
        after = self._url(page=self.page + 1) if self.page < self.pages else None
        return Paging(self.page, self.pages, before, after)

    @property
    def downloads(self) -> Sequence[dict[str, str]]:
        """The ways to the files, for components/table.html."""
        return [
            {"label": gettext(label), "url": self._url(format=name)}
            for name, (label, _) in FILES.items()
        ]

    def heads(self, columns: Sequence[Column[Row]]) -> Sequence[dict[str, Any]]:
        """The heads of the columns, for components/table.html: those that order are links."""
        return [self._head(column) for column in columns if column.on_page]

    @property
    def is_file(self) -> bool:
        """Whether the address asks for a file."""
        return self.format in FILES

    def file(self, name: str, columns: Sequence[Column[Row]]) -> Response | None:
        """The file that the address asks for; None where it asks for the page."""
        if not self.is_file:
            return None
        _, written = FILES[self.format]
        rows = [[column.cell(row) for column in columns] for row in self.rows]
        heads = [gettext(column.label) for column in columns]
        return written(name, heads, [column.kind for column in columns], rows)

    def _head(self, column: Column[Row]) -> dict[str, Any]:
        head: dict[str, Any] = {
            "label": gettext(column.label),
            "number": column.kind != Kind.PLAIN,
        }
        if column.order not in self.source.orders:
            return head
        name, downwards = lists.order_of(self.source, self.wish)
        current = name == column.order
        head["url"] = self._url(sort=("-" if current and not downwards else "") + column.order)
        if current:
            head["order"] = "descending" if downwards else "ascending"
        return head

    def _query(self) -> dict[str, str]:
        wish = self.wish
        sort = ("-" if wish.downwards else "") + wish.order if wish.order else ""
        return {k: v for k, v in {"q": wish.words, **wish.chosen, "sort": sort}.items() if v}

    def _url(self, **changed: object) -> str:
        return self._address({**self._query(), **changed})

    def _address(self, query: Mapping[str, object]) -> str:
        # an address holds only texts and numbers, and a filter is never named like a part of it
        known: dict[str, Any] = {**(request.view_args or {}), **self.within, **query}
        return url_for(self.endpoint or request.endpoint or "", **known)


def read(
    source: Source[Row] | Gathered[Row],
    choices: Sequence[Choice] = (),
    *,
    within: Mapping[str, str] | None = None,
    endpoint: str = "",
) -> Listed[Row]:
    """What the address asks of this list. Raises Invalid where a file would be too long.

    `within` is kept by every way of the list; `endpoint` where a form's own view shows it.
    """
    kept = within or {}
    wish = _wish(source, {choice.name: choice.start for choice in choices})
    shown = [_shown(choice, wish, source) for choice in choices]
    wanted = request.args.get("format", "")
    if wanted in FILES:
        rows = lists.every(source, wish)
        return Listed(source, wish, rows, len(rows), 1, 1, wanted, shown, kept, endpoint)
    found = lists.found(source, wish)
    there = found.rows, found.total, found.pages, found.page
    return Listed(source, wish, *there, "", shown, kept, endpoint)


def _wish(source: Source[Row] | Gathered[Row], starts: Mapping[str, str]) -> Wish:
    sort = request.args.get("sort", "")
    name = sort.removeprefix("-")
    chosen = {key: request.args.get(key, starts.get(key, "")) for key in source.filters}
    known = {key: word for key, word in chosen.items() if word in source.filters[key]}
    order = name if name in source.orders else ""
    return Wish(asked_words(), known, order, bool(order) and sort.startswith("-"), asked_page())


def _shown(choice: Choice, wish: Wish, source: Source[Row] | Gathered[Row]) -> Shown:
    options = [(word, gettext(text)) for word, text in choice.options.items()]
    if choice.counted:
        counts = lists.counts(source, wish, choice.name)
        options = [(word, f"{text} ({counts[word]})") for word, text in options]
    every = [] if choice.start else [("", gettext("Alla"))]
    value = wish.chosen.get(choice.name, "")
    return Shown(choice.name, gettext(choice.label), value, choice.start, every + options)
