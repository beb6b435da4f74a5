"""The accessibility plan: what could be otherwise at each workplace, and what it would open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_babel import gettext

from marketplace.access import open_to
from marketplace.errors import N_
from marketplace.models.companies import FeatureAnswer, Site
from marketplace.models.trials import TrialKind
from marketplace.models.users import Role
from marketplace.services import trials
from marketplace.services.trial_places import answers_of, places
from marketplace.web.key_words import KeyLine, keys_of
from marketplace.web.kooptjanst.trial_words import pseudonym_of

blueprint = Blueprint("accessibility_plan", __name__, url_prefix="/accessibility-plan")
ANSWERS = {
    FeatureAnswer.YES: N_("Finns"),
    FeatureAnswer.ON_REQUEST: N_("Går att ordna"),
    FeatureAnswer.NO: N_("Finns inte"),
    FeatureAnswer.UNKNOWN: N_("Vet inte"),
}


@dataclass(frozen=True, slots=True)
class SitePlan:
    """A workplace, and what could be otherwise there beside what its company has answered."""

    site: Site
    lines: Sequence[tuple[KeyLine, str]]


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def show() -> str:
    """Workplaces with what each lacks, most hours first; only what five or more gain is named."""
    known = places()
    lines = [
        line
        for report in trials.newest_keys()
        for line in keys_of(report, known, pseudonym_of)
        if line.to == "site" and line.site in known.sites
    ]
    return render_template(
        "kooptjanst/accessibility_plan/show.html",
        plans=_by_site(lines, known.sites),
        reported=trials.latest(TrialKind.KEYS),
    )


def _by_site(lines: Sequence[KeyLine], known: Mapping[str, Site]) -> Sequence[SitePlan]:
    """The lines gathered by workplace; the place that could open most comes first."""
    gathered: dict[str, list[KeyLine]] = {}
    for line in lines:
        gathered.setdefault(line.site, []).append(line)
    answers = answers_of([known[name] for name in gathered])
    plans = [
        SitePlan(known[name], [(line, _answer(answers, line)) for line in own])
        for name, own in gathered.items()
    ]
    return sorted(plans, key=lambda plan: -plan.lines[0][0].minutes)


def _answer(answers: Mapping[tuple[str, str], FeatureAnswer], line: KeyLine) -> str:
    """What the company has said of it; nothing where it is not named."""
    if not line.code:
        return "–"
    said = answers.get((line.site, line.code), FeatureAnswer.UNKNOWN)
    return str(gettext(ANSWERS[said]))
