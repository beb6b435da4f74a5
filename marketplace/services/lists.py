"""Lists that can grow: what one is drawn from, what may be wished of it, and what comes of a wish.

Each list says once what it is searched by, narrowed by and ordered by; pages, files and tests then
ask for it in the same words. Texts stand in Swedish order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, func, or_, select

from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.services import alphabet, pages

LONGEST_SEARCH = 100
MOST_IN_A_FILE = 50_000
"""Rows. More than a spreadsheet is comfortable with; whoever needs them narrows the list."""
TOO_LONG = N_("Listan är för lång för en fil. Sök eller välj så att den blir kortare.")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Source(Generic[Row]):
    """A list before anything is wished of it."""

    query: Select[Row]
    """what everybody who may see the list may see of it, without an order"""
    tie: SQLColumnExpression[Any]
    """what tells any two rows apart: ends every order, so that no row stands on two pages"""
    orders: Mapping[str, SQLColumnExpression[Any]]
    """what it may be ordered by; the first where nothing is wished"""
    texts: Sequence[SQLColumnExpression[str]] = ()
    """each word of a search must be found in one of them"""
    also: Callable[[str], ColumnElement[bool]] | None = None
    """or mean this: for words that no column holds as they are read"""
    filters: Mapping[str, Mapping[str, ColumnElement[bool]]] = field(default_factory=dict)
    """what it may be narrowed by: for each name, what each word means"""
    downwards: bool = False
    """whether the order of those who wish for none begins with the greatest"""


@dataclass(frozen=True, slots=True)
class Gathered(Generic[Row]):
    """A list whose rows are worked out rather than read: the same wishes, over rows at hand.

    For as many as one cooperative or region has; in the order in which they come where nothing
    else tells two apart.
    """

    rows: Sequence[Row]
    orders: Mapping[str, Callable[[Row], Any]]
    texts: Sequence[Callable[[Row], str]] = ()
    filters: Mapping[str, Mapping[str, Callable[[Row], bool]]] = field(default_factory=dict)
    downwards: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see of a list. Words that the list does not know do not count."""

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    downwards: bool = False
    page: int = 1


def found(source: Source[Row] | Gathered[Row], wish: Wish) -> pages.Found[Row]:
    """The wished page; one that does not exist is the nearest."""
    if isinstance(source, Gathered):
        rows = _picked(source, wish)
        page = pages.nearest(wish.page, len(rows))
        first = (page - 1) * pages.A_PAGE
        return pages.Found(rows[first : first + pages.A_PAGE], len(rows), page)
    return pages.fetch(_wished(source, wish), wish.page)


def every(source: Source[Row] | Gathered[Row], wish: Wish) -> Sequence[Row]:
    """All rows of all pages, for a file. Raises Invalid where they are too many for one."""
    if isinstance(source, Gathered):
        return _picked(source, wish)
    rows = db.session.scalars(_wished(source, wish).limit(MOST_IN_A_FILE + 1)).unique().all()
    if len(rows) > MOST_IN_A_FILE:
        raise Invalid(TOO_LONG)
    return rows


def counts(source: Source[Row] | Gathered[Row], wish: Wish, name: str) -> Mapping[str, int]:
    """How many rows each word of a filter would leave, the rest of the wish as it is."""
    others = {key: word for key, word in wish.chosen.items() if key != name}
    wished = {word: Wish(wish.words, {**others, name: word}) for word in source.filters[name]}
    if isinstance(source, Gathered):
        return {word: len(_picked(source, one)) for word, one in wished.items()}
    return {word: pages.count(_wished(source, one)) for word, one in wished.items()}


def summed(source: Source[Row], wish: Wish, column: str) -> int:
    """The sum of a column over every row of the wish, whatever the page."""
    inner = _wished(source, wish).order_by(None).subquery()
    return int(db.session.scalar(select(func.sum(inner.c[column]))) or 0)


def order_of(source: Source[Row] | Gathered[Row], wish: Wish) -> tuple[str, bool]:
    """What the list is ordered by, and whether the greatest comes first."""
    if wish.order in source.orders:
        return wish.order, wish.downwards
    return next(iter(source.orders)), source.downwards


def _wished(source: Source[Row], wish: Wish) -> Select[Row]:
    query = source.query
    for name, meanings in source.filters.items():
        meaning = meanings.get(wish.chosen.get(name, ""))
        if meaning is not None:
            query = query.where(meaning)
    for word in wish.words[:LONGEST_SEARCH].split() if source.texts else ():
        query = query.where(_has(source, word))
    name, downwards = order_of(source, wish)
    first = alphabet.ordered(source.orders[name])
    if downwards:
        return query.order_by(first.desc().nulls_last(), source.tie.desc())
    return query.order_by(first.asc().nulls_last(), source.tie.asc())


def _picked(source: Gathered[Row], wish: Wish) -> Sequence[Row]:
    """The rows that pass, in their order; those without a value come last either way."""
    words = wish.words[:LONGEST_SEARCH].casefold().split() if source.texts else []
    passing = [
        meanings[wish.chosen[name]]
        for name, meanings in source.filters.items()
        if wish.chosen.get(name) in meanings
    ]
    rows = [
        row
        for row in source.rows
        if all(test(row) for test in passing)
        and all(any(word in text(row).casefold() for text in source.texts) for word in words)
    ]
    name, downwards = order_of(source, wish)
    value = source.orders[name]
    known = [row for row in rows if value(row) is not None]
    unknown = [row for row in rows if value(row) is None]
    inline = sorted(known, key=lambda row: alphabet.key(value(row)), reverse=downwards)
    return [*inline, *unknown]


def _has(source: Source[Row], word: str) -> ColumnElement[bool]:
    meanings = [text.icontains(word, autoescape=True) for text in source.texts]
    return or_(*meanings, *([source.also(word)] if source.also else []))
