"""A row of a file of jobs: what it asks for, what that costs, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext

from marketplace.clock import now, today
from marketplace.errors import N_, Invalid
from marketplace.models.companies import Company, Site
from marketplace.models.cooperatives import Cooperative
from marketplace.models.postings import Posting, PostingKind, PostingStatus
from marketplace.services import bulk, cooperatives, postings, quotes
from marketplace.services.bulk import Line
from marketplace.services.wishes import Wish, faults
from marketplace.web.companies.task_choice import choose
from marketplace.web.errors import say
from marketplace.web.fields import plain, read_clock, read_day

COLUMN_OF = {
    "task": "uppgift",
    "days": "dag",
    "starts": "börjar",
    "ends": "slutar",
    "break_minutes": "rast",
    "heads": "antal",
    "site": "arbetsplats",
    "supervisor_name": "kontakt",
    "details": "bra att veta",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with what it would ask for and cost, and what is wrong with it."""

    line: Line
    wish: Wish
    wrong: Sequence[str]
    net_ore: int = 0
    posting: Posting | None = None
    """what the same row has become before"""

    @property
    def is_new(self) -> bool:
        """Whether it is right, and no job yet."""
        return not self.wrong and self.posting is None

    @property
    def key(self) -> str:
        """The same job, however and wherever in the file it is written."""
        return bulk.key(self.wish)


def judge(lines: Sequence[Line], company: Company, sites: Sequence[Site]) -> list[Judged]:
    """Every row in its order; the later one of two that ask for the same is wrong."""
    serving = {site.id: _serving(site) for site in sites}
    judged = [_judge(line, sites, serving) for line in lines]
    before = postings.of_forms(company, [one.key for one in judged if not one.wrong])
    first: dict[str, int] = {}
    return [_beside(one, before, first) for one in judged]


def _beside(one: Judged, before: Mapping[str, Posting], first: dict[str, int]) -> Judged:
    if one.wrong:
        return one
    number = first.setdefault(one.key, one.line.number)
    if number != one.line.number:
        told = gettext(
            "Likadan som rad %(number)d. Behöver ni fler? Skriv hela antalet på en rad.",
            number=number,
        )
        return replace(one, wrong=[told])
    posting = before.get(one.key)
    if posting is not None and posting.status == PostingStatus.WITHDRAWN:
        told = gettext("Det jobbet har ni avbokat. Lägg upp det igen med Nytt jobb.")
        return replace(one, wrong=[told])
    return replace(one, posting=posting)


def _judge(line: Line, sites: Sequence[Site], serving: Mapping[int, Cooperative | None]) -> Judged:
    cells = {name: plain(value) for name, value in line.cells.items()}
    wish, unread = _wish(cells, sites), _unread(cells, sites)
    wrong = list(unread.values())
    for fault in faults(wish, now()):
        column = COLUMN_OF.get(fault.field or "", "")
        if column not in unread:
            wrong.append(f"{column.capitalize()}: {say(fault)}" if column else say(fault))
    if wrong:
        return Judged(line, wish, wrong)
    try:
        return Judged(line, wish, [], _price(wish, serving))
    except Invalid as error:
        return Judged(line, wish, [say(error)])


def _serving(site: Site) -> Cooperative | None:
    try:
        return cooperatives.serving(site)
    except Invalid:
        return None


def _price(wish: Wish, serving: Mapping[int, Cooperative | None]) -> int:
    """What it costs before VAT. Raises Invalid where nobody works there, or at no price yet."""
    assert wish.site is not None  # noqa: S101 -- a wish without faults has a place and a task
    assert wish.task is not None  # noqa: S101 -- the same
    cooperative = serving[wish.site.id]
    if cooperative is None:
        raise Invalid(N_("Arbetsplats: inget kooperativ arbetar i kommunen än."))
    ore = quotes.rate(cooperative, wish.task, wish.shifts[0].day)
    return quotes.at_rate(ore, wish.shifts).net_ore


def _wish(cells: dict[str, str], sites: Sequence[Site]) -> Wish:
    day = read_day(cells["dag"], today())
    start, end = read_clock(cells["börjar"]), read_clock(cells["slutar"])
    end = 1440 if end == 0 else end
    return Wish(
        kind=PostingKind.HIRE_OUT,
        site=_site(cells["arbetsplats"], sites),
        task=choose(None, cells["uppgift"]).code,
        days=(day,) if day else (),
        start_minute=start,
        end_minute=end,
        overnight=start is not None and end is not None and end < start,
        break_minutes=_number(cells["rast"] or "0"),
        heads=_number(cells["antal"]),
        supervisor_name=cells["kontakt"],
        details=cells["bra att veta"],
    )


def _unread(cells: dict[str, str], sites: Sequence[Site]) -> dict[str, str]:
    """What is written but cannot be read, by column."""
    found = {}
    if cells["uppgift"] and choose(None, cells["uppgift"]).code is None:
        found["uppgift"] = gettext(
            "Uppgift: vi känner inte till ”%(text)s”.", text=cells["uppgift"]
        )
    if cells["dag"] and read_day(cells["dag"], today()) is None:
        found["dag"] = gettext("Dag: skriv som 15/12 eller 2026-12-15.")
    found.update(_unread_hours(cells))
    if cells["antal"] and not _is_small_number(cells["antal"]):
        found["antal"] = gettext("Antal: skriv ett helt tal med siffror.")
    if cells["rast"] and not _is_small_number(cells["rast"]):
        found["rast"] = gettext("Rast: skriv minuter med siffror.")
    if cells["arbetsplats"] and _site(cells["arbetsplats"], sites) is None:
        names = ", ".join(site.name for site in sites)
        found["arbetsplats"] = gettext(
            "Arbetsplats: ni har ingen som heter så. Ni har %(names)s.", names=names
        )
    return found


def _unread_hours(cells: dict[str, str]) -> dict[str, str]:
    found = {}
    for name in ("börjar", "slutar"):
        if cells[name] and read_clock(cells[name]) is None:
            found[name] = gettext(
                "%(column)s: skriv tiden som 7 eller 07:30.", column=name.capitalize()
            )
    if _ends_as_it_starts(cells):
        found["slutar"] = gettext(
            "Slutar: samma tid som det börjar. Skriv när passet slutar. "
            "En tid före starten, som 22 till 04, är nästa dag."
        )
    return found


def _ends_as_it_starts(cells: dict[str, str]) -> bool:
    """Not from midnight to midnight: that is a whole day, and told as too long."""
    start = read_clock(cells["börjar"])
    return bool(start) and start == read_clock(cells["slutar"])


def _site(name: str, sites: Sequence[Site]) -> Site | None:
    """The site of that name; the only one where none is named."""
    if not name:
        return sites[0] if len(sites) == 1 else None
    return next((one for one in sites if one.name.casefold() == name.casefold()), None)


def _number(text: str) -> int | None:
    return int(text) if _is_small_number(text) else None


def _is_small_number(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) <= 4
