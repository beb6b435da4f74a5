"""One week of matching: what stood in the way, how much was proven, what people said of it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flask import Blueprint, render_template, request
from flask_babel import gettext

from marketplace.access import open_to
from marketplace.clock import today
from marketplace.errors import N_, NotFound
from marketplace.models.fit_answers import Fit
from marketplace.models.match_runs import MatchRun
from marketplace.models.users import Role
from marketplace.services import hand_changes, one_week, weeks
from marketplace.services.funnels import Sieve
from marketplace.text import percent
from marketplace.web.gender_words import few
from marketplace.web.hand_change_words import changes_told
from marketplace.web.kooptjanst.funnel_words import SHORT, Reason
from marketplace.web.kooptjanst.match_words import summary_of
from marketplace.web.kooptjanst.quality import shares_of
from marketplace.web.text import hours

blueprint = Blueprint("weeks", __name__, url_prefix="/weeks")
FITS = {Fit.WELL: N_("Bra"), Fit.PARTLY: N_("Delvis"), Fit.BADLY: N_("Nej")}
RUNS = 10


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def show() -> str:
    """The week that the address names by its Monday; the last one where it names none."""
    monday = _asked()
    week = next(one for one in weeks.weeks() if one.monday == monday)
    runs, said = one_week.runs(monday), one_week.said(monday)
    return render_template(
        "kooptjanst/weeks/show.html",
        week=week,
        until=monday + timedelta(days=6),
        reasons=_reasons(monday),
        runs=[summary_of(run) for run in runs[:RUNS]],
        proof=_proof(runs),
        least=_least(runs),
        spread=shares_of(weeks.spread(monday, monday + timedelta(weeks=1))),
        changes=changes_told(hand_changes.of_week(monday)),
        answers=[(gettext(FITS[fit]), said.companies.get(fit, 0), _of(said, fit)) for fit in Fit],
        notes=said.notes,
    )


def _asked() -> date:
    last = today() - timedelta(days=today().weekday() + 7)
    try:
        monday = date.fromisoformat(request.args.get("from", last.isoformat()))
    except ValueError:
        raise NotFound(N_("Den veckan finns inte här.")) from None
    if monday.weekday() or not weeks.beginning() <= monday <= last:
        raise NotFound(N_("Den veckan finns inte här."))
    return monday


def _reasons(monday: date) -> Sequence[Reason]:
    found = [
        Reason(_named(sieve), minutes, hours(minutes))
        for sieve, minutes in one_week.unmet(monday).items()
    ]
    unpriced = one_week.unpriced_minutes(monday)
    if unpriced:
        found.append(Reason(gettext("Priset"), unpriced, hours(unpriced)))
    return sorted(found, key=lambda reason: -reason.value)


def _named(sieve: Sieve | None) -> str:
    if sieve is None:
        return str(gettext("Nej eller återbud efter förslaget"))
    return str(gettext(SHORT[sieve]))


def _proof(runs: Sequence[MatchRun]) -> str:
    """How many runs are proven best, and the widest gap of those that are not."""
    gaps = [run.gap for run in runs if run.gap is not None]
    if not gaps:
        return "–"
    best = sum(1 for gap in gaps if gap == 0)
    told = gettext("%(best)s av %(all)s bevisat bäst", best=best, all=len(gaps))
    if max(gaps) > 0:
        told += ", " + gettext("störst avstånd %(gap)s", gap=percent(max(gaps)))
    return str(told)


def _least(runs: Sequence[MatchRun]) -> Mapping[str, str] | None:
    """Fairness of the newest run that has it: the least, the tenth percentile, the spread."""
    spread = next((run.spread for run in runs if run.spread.get("least") is not None), None)
    if spread is None:
        return None
    names = ("least", "tenth_percentile", "gini")
    return {name: percent(spread[name]) for name in names}


def _of(said: one_week.Said, fit: Fit) -> str:
    return few() if said.members is None else str(said.members.get(fit, 0))
