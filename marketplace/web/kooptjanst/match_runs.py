"""Match runs as Kooptjänst reviews them: what was asked, filled, proven and left empty."""

from flask import Blueprint, render_template
from sqlalchemy.orm import joinedload

from marketplace.access import find, open_to
from marketplace.models.match_runs import MatchRun
from marketplace.models.users import Role
from marketplace.services import funnels, history, kept_problems, match_runs
from marketplace.services.pages import A_PAGE, Found, nearest
from marketplace.web import events
from marketplace.web.kooptjanst import funnel_words, match_words
from marketplace.web.paging import asked_page, paging

blueprint = Blueprint("match_runs", __name__, url_prefix="/match-runs")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """Every run, newest first."""
    total = match_runs.count()
    page = nearest(asked_page(), total)
    runs = match_runs.recent(A_PAGE, (page - 1) * A_PAGE)
    return render_template(
        "kooptjanst/match_runs/index.html",
        runs=[match_words.summary_of(run) for run in runs],
        total=total,
        paging=paging(Found(runs, total, page)),
    )


@blueprint.get("/<public_id>")
@open_to(Role.KOOPTJANST)
def show(public_id: str) -> str:
    """One run: its levels, its empty seats, its history. Nobody is named."""
    run = find(MatchRun, public_id, options=(joinedload(MatchRun.region),))
    empty = funnels.of_run(run)
    page = nearest(asked_page(), len(empty))
    return render_template(
        "kooptjanst/match_runs/show.html",
        summary=match_words.summary_of(run),
        failure=match_words.failure_of(run),
        levels=match_words.levels_of(run),
        reasons=funnel_words.reasons_of(empty),
        shifts=[funnel_words.seats_of(one) for one in empty[(page - 1) * A_PAGE :][:A_PAGE]],
        paging=paging(Found(empty, len(empty), page)),
        events=events.lines(history.timeline(run)),
        repeatable=kept_problems.can_be_repeated(run),
    )
