"""A list of jobs as the address asks for it: words, group, order, page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from flask import Response, request, url_for
from flask_babel import gettext
from sqlalchemy import ColumnElement

from marketplace.errors import N_
from marketplace.models.postings import Posting
from marketplace.services import crews, listings, postings
from marketplace.services.crews import Counts
from marketplace.services.listings import Found, Group, Order
from marketplace.text import span
from marketplace.web.lists import FILES
from marketplace.web.paging import asked_words
from marketplace.web.spreadsheets import Kind
from marketplace.web.states import GROUPS, ORDERS, State, state_of
from marketplace.web.text import short_day
from marketplace.web.vocabulary import task_name

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Row:
    """A job in a list."""

    posting: Posting
    state: State
    days: str
    time: str
    yes: int
    seats: int
    answered: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of the list."""

    label: str
    url: str
    current: bool
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list with the ways to others."""

    rows: Sequence[Row]
    found: Found
    words: str
    tabs: Sequence[Tab]
    kept: Mapping[str, str]
    orders: Sequence[Tab]
    previous_url: str | None
    next_url: str | None
    downloads: Sequence[Mapping[str, str]]


def listing(within: ColumnElement[bool], endpoint: str) -> Listing:
    """What the address asks for, within one company or cooperative; unknown words do not count."""
    words = asked_words()
    group = _word(Group, "group")
    order = _word(Order, "order") or Order.LATEST
    number = request.args.get("page", 1, type=int)
    found = listings.find(within, words=words, group=group, order=order, page=number)
    kept = {"q": words, "group": group or "", "order": order if order != Order.LATEST else ""}
    return Listing(
        rows=rows(found.postings),
        found=found,
        words=words,
        tabs=_tabs(within, endpoint, kept, group),
        kept={name: value for name, value in kept.items() if value and name != "q"},
        orders=[
            Tab(gettext(label), _url(endpoint, kept, order=one), one == order, 0)
            for one, label in ORDERS.items()
        ],
        previous_url=_url(endpoint, kept, page=found.page - 1) if found.page > 1 else None,
        next_url=_url(endpoint, kept, page=found.page + 1) if found.page < found.pages else None,
        downloads=[
            {"label": gettext(label), "url": _url(endpoint, kept, format=file)}
            for file, (label, _) in FILES.items()
        ],
    )


def jobs_file(within: ColumnElement[bool], name: str) -> Response | None:
    """The file that the address asks for, of all pages; None where it asks for the page."""
    _, written = FILES.get(request.args.get("format", ""), (None, None))
    if written is None:
        return None
    found = listings.every(within, words=asked_words(), group=_word(Group, "group"))
    heads = [gettext(label) for label, _ in COLUMNS]
    cells = [[cell(row) for _, cell in COLUMNS] for row in rows(found)]
    return written(name, heads, [Kind.PLAIN] * len(heads), cells)


def rows(found: Sequence[Posting]) -> list[Row]:
    """These jobs as rows, with one query for all of them."""
    counts = crews.counts_of(found) if found else {}
    return [
        Row(
            posting=posting,
            state=state_of(posting),
            days=days_text(list(dict.fromkeys(one.day for one in postings.shifts_of(posting)))),
            time=time_text(posting),
            yes=counts[posting.id].yes,
            seats=counts[posting.id].seats,
            answered=answered(counts[posting.id]),
        )
        for posting in found
    ]


COLUMNS: Sequence[tuple[str, Callable[[Row], object]]] = (
    (N_("Jobb"), lambda row: task_name(row.posting.task)),
    (N_("Företag"), lambda row: row.posting.company.name),
    (N_("Arbetsplats"), lambda row: row.posting.site.name),
    (N_("Ort"), lambda row: row.posting.site.locality),
    (N_("Första dagen"), lambda row: postings.shifts_of(row.posting)[0].day),
    (N_("Sista dagen"), lambda row: postings.shifts_of(row.posting)[-1].day),
    (N_("Tid"), lambda row: row.time),
    (N_("Platser"), lambda row: row.seats),
    (N_("Har sagt ja"), lambda row: row.yes),
    (N_("Läge"), lambda row: row.state.text),
)
"""What a file says of each job."""


def answered(counts: Counts) -> str:
    """3 av 4 platser är klara."""
    told = gettext("%(yes)d av %(seats)d platser är klara", yes=counts.yes, seats=counts.seats)
    return str(told)


def days_text(days: Sequence[date]) -> str:
    """Tis 15 dec; Tis 15 dec och ons 16 dec; Tis 15 dec – fre 18 dec, 4 dagar."""
    if len(days) == 1:
        return _capital(short_day(days[0]))
    ends = {"first": _capital(short_day(days[0])), "last": short_day(days[-1])}
    if len(days) == 2:
        return str(gettext("%(first)s och %(last)s", **ends))
    return str(gettext("%(first)s – %(last)s, %(number)d dagar", number=len(days), **ends))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def time_text(posting: Posting) -> str:
    """07:00–15:00, by the first shift: all shifts of a posting have the same hours."""
    first = postings.shifts_of(posting)[0]
    return span(first.starts_at, first.ends_at)


def _tabs(
    within: ColumnElement[bool], endpoint: str, kept: Mapping[str, str], group: Group | None
) -> list[Tab]:
    counts = listings.counts(within)
    everything = Tab(
        gettext("Alla"), _url(endpoint, kept, group=""), group is None, sum(counts.values())
    )
    return [everything] + [
        Tab(gettext(label), _url(endpoint, kept, group=one), one == group, counts[one])
        for one, label in GROUPS.items()
    ]


def _word(words: type[Word], name: str) -> Word | None:
    given = request.args.get(name, "")
    return next((word for word in words if word.value == given), None)


def _url(endpoint: str, kept: Mapping[str, str], **changed: object) -> str:
    query: dict[str, Any] = {name: one for name, one in {**kept, **changed}.items() if one}
    return url_for(endpoint, **query)
