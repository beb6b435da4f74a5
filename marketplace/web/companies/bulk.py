"""Many jobs at once, from a file: looked at row by row, then posted in one press."""

from collections.abc import Sequence

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import ngettext
from werkzeug import Response as Answer

from marketplace.access import actor, open_to
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.users import Role
from marketplace.services import bulk, postings
from marketplace.services.bulk import Line
from marketplace.web.companies import own
from marketplace.web.companies.bulk_rows import Judged, judge
from marketplace.web.errors import say

blueprint = Blueprint("bulk", __name__, url_prefix="/bulk")


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
        postings.publish(one.wish, actor(), form_key=one.key)
    db.session.commit()
    _tell(len(right), len(judged) - len(right))
    return redirect(url_for("companies.postings.index", order="posted"), 303)


def _tell(right: int, wrong: int) -> None:
    flash(ngettext("%(num)d jobb är upplagt.", "%(num)d jobb är upplagda.", right), "success")
    if wrong:
        left = ngettext(
            "%(num)d rad är inte upplagd. Rätta den i filen och välj filen igen.",
            "%(num)d rader är inte upplagda. Rätta dem i filen och välj filen igen.",
            wrong,
        )
        flash(left, "warning")


def _judged(lines: Sequence[Line]) -> list[Judged]:
    return judge(lines, own.company(), own.sites())


def _page(judged: Sequence[Judged] = (), trouble: str = "") -> str:
    right = [one for one in judged if one.is_new]
    return render_template(
        "companies/bulk/new.html",
        judged=judged,
        right=len(right),
        wrong=sum(1 for one in judged if one.wrong),
        net_ore=sum(one.net_ore for one in right),
        rows=bulk.written([one.line for one in judged]) if judged else "",
        trouble=trouble,
        columns=bulk.COLUMNS,
    )
