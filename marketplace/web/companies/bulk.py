"""Many jobs at once, from a file: looked at row by row, then posted in one press."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug import Response as Answer

from marketplace.access import actor, open_to
from marketplace.clock import now, today
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.companies import Site
from marketplace.models.postings import PostingKind
from marketplace.models.users import Role
from marketplace.services import bulk, postings
from marketplace.services.bulk import Line
from marketplace.services.wishes import Wish, faults
from marketplace.web.companies import own
from marketplace.web.companies.task_choice import choose
from marketplace.web.errors import say
from marketplace.web.fields import plain, read_clock, read_day

blueprint = Blueprint("bulk", __name__, url_prefix="/bulk")
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
    """A row with what it would ask for, and what is wrong with it in words."""

    line: Line
    wish: Wish
    wrong: Sequence[str]


@blueprint.get("")
@open_to(Role.COMPANY)
def new() -> str:
    """Choose a file."""
    return _page()


@blueprint.get("/example")
@open_to(Role.COMPANY)
def example() -> Response:
    """A file to fill in."""
    return Response(
        bulk.example(),
        mimetype="text/csv",
        headers={"Content-Disposition": 'attachment; filename="jobb.csv"'},
    )


@blueprint.post("/preview")
@open_to(Role.COMPANY)
def preview() -> str | tuple[str, int]:
    """Every row with what is wrong with it; nothing is posted."""
    file = request.files.get("file")
    try:
        if file is None or not file.filename:
            raise Invalid(N_("Välj en fil först."), field="file")
        with file.stream as content:
            return _page(judged=_judged(bulk.read(content.read())))
    except Invalid as error:
        return _page(trouble=say(error)), 400


@blueprint.post("/publish")
@open_to(Role.COMPANY)
def publish() -> str | tuple[str, int] | Answer:
    """Post every row that is right; what has been posted before is not posted again."""
    try:
        judged = _judged(bulk.again(request.form.get("rows", "")))
    except Invalid as error:
        return _page(trouble=say(error)), 400
    right = [one for one in judged if not one.wrong]
    if not right:
        return _page(judged=judged), 400
    for one in right:
        postings.publish(one.wish, actor(), form_key=one.line.key())
    db.session.commit()
    flash(ngettext("%(num)d jobb är upplagt.", "%(num)d jobb är upplagda.", len(right)), "success")
    return redirect(url_for("companies.postings.index", order="posted"), 303)


def _judged(lines: Sequence[Line]) -> list[Judged]:
    sites = own.sites()
    return [_judge(line, sites) for line in lines]


def _judge(line: Line, sites: Sequence[Site]) -> Judged:
    cells = {name: plain(value) for name, value in line.cells.items()}
    wish, unread = _wish(cells, sites), _unread(cells, sites)
    wrong = list(unread.values())
    for fault in faults(wish, now()):
        column = COLUMN_OF.get(fault.field or "", "")
        if column not in unread:
            wrong.append(f"{column.capitalize()}: {say(fault)}" if column else say(fault))
    return Judged(line, wish, wrong)


def _wish(cells: dict[str, str], sites: Sequence[Site]) -> Wish:
    day = read_day(cells["dag"], today())
    start, end = read_clock(cells["börjar"]), read_clock(cells["slutar"])
    return Wish(
        kind=PostingKind.HIRE_OUT,
        site=_site(cells["arbetsplats"], sites),
        task=choose(None, cells["uppgift"]).code,
        days=(day,) if day else (),
        start_minute=start,
        end_minute=1440 if end == 0 else end,
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
    for name in ("börjar", "slutar"):
        if cells[name] and read_clock(cells[name]) is None:
            found[name] = gettext(
                "%(column)s: skriv tiden som 7 eller 07:30.", column=name.capitalize()
            )
    if cells["antal"] and not _is_small_number(cells["antal"]):
        found["antal"] = gettext("Antal: skriv ett helt tal med siffror.")
    if cells["rast"] and not _is_small_number(cells["rast"]):
        found["rast"] = gettext("Rast: skriv minuter med siffror.")
    if cells["arbetsplats"] and _site(cells["arbetsplats"], sites) is None:
        found["arbetsplats"] = gettext("Arbetsplats: ni har ingen som heter så.")
    return found


def _site(name: str, sites: Sequence[Site]) -> Site | None:
    """The site of that name; the only one where none is named."""
    if not name:
        return sites[0] if len(sites) == 1 else None
    return next((one for one in sites if one.name.casefold() == name.casefold()), None)


def _number(text: str) -> int | None:
    return int(text) if _is_small_number(text) else None


def _is_small_number(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) <= 4


def _page(judged: Sequence[Judged] = (), trouble: str = "") -> str:
    right = [one for one in judged if not one.wrong]
    return render_template(
        "companies/bulk/new.html",
        judged=judged,
        right=len(right),
        rows=bulk.written([one.line for one in judged]) if judged else "",
        trouble=trouble,
        columns=bulk.COLUMNS,
    )
