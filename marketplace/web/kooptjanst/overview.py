"""Where Kooptjänst starts: how work, people and companies found each other."""

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.clock import now, today
from marketplace.models.users import Role
from marketplace.services import figures, genders, hire_lists, match_runs, networks
from marketplace.web.gender_words import count, gender_rows
from marketplace.web.kooptjanst import findings
from marketplace.web.kooptjanst.match_words import summary_of

blueprint = Blueprint("overview", __name__, url_prefix="/overview")
LATEST_RUNS = 5


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def show() -> str:
    """Ninety days on one page; every number leads to its rows."""
    states = figures.cooperatives()
    return render_template(
        "kooptjanst/overview/show.html",
        since=now() - figures.WINDOW,
        until=today(),
        states=states,
        total=figures.total(states),
        promised=figures.PARTICIPANTS_PROMISED,
        networks=networks.states(),
        hired=count(hire_lists.hired()),
        runs=[summary_of(run) for run in match_runs.recent(LATEST_RUNS)],
        genders=gender_rows(genders.split()),
        findings=findings.lines(),
    )
