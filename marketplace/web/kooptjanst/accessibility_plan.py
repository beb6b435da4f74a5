"""The accessibility plan: what could be otherwise at each workplace, and what it would open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.adaptations import Adaptation, AdaptationStatus
from marketplace.models.companies import FeatureAnswer, Site
from marketplace.models.trials import TrialKind
from marketplace.models.users import Role
from marketplace.services import adaptations, trials
from marketplace.services.trial_places import answers_of, places
from marketplace.web import events, lists
from marketplace.web.errors import say
from marketplace.web.key_words import KeyLine, keys_of
from marketplace.web.kooptjanst import plan_list
from marketplace.web.kooptjanst.adaptation_form import AdaptationForm
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
def show() -> str | Response:
    """Workplaces with what each lacks, most hours first; only what five or more gain is named."""
    known, every = places(), adaptations.every()
    lines = [
        line
        for report in trials.newest_keys()
        for line in keys_of(report, known, pseudonym_of)
        if line.to == "site" and line.site in known.sites
    ]
    listed = lists.read(plan_list.gathered(every), plan_list.CHOICES)
    return listed.file("tillganglighet", plan_list.COLUMNS) or render_template(
        "kooptjanst/accessibility_plan/show.html",
        plans=_by_site(lines, known.sites),
        reported=trials.latest(TrialKind.KEYS),
        listed=listed,
        columns=listed.heads(plan_list.COLUMNS),
        states={(one.site.public_id, one.condition): one for one in every},
        today=today(),
    )


@blueprint.route("/sites/<public_id>", methods=["GET", "POST"])
@open_to(Role.KOOPTJANST)
def edit(public_id: str) -> str | Response | tuple[str, int]:
    """Plan one adaptation of a workplace, or look at how far it has come."""
    site = find(Site, public_id)
    known = adaptations.of_site(site, _condition())
    form = AdaptationForm(obj=known, condition=_condition())
    if not (form.validate_on_submit() and _planned(site, form)):
        page = render_template(
            "kooptjanst/accessibility_plan/edit.html",
            site=site,
            form=form,
            known=known,
            events=events.of(known) if known else [],
        )
        return (page, 400) if form.errors else page
    db.session.commit()
    flash(gettext("Anpassningen står i planen."), "success")
    return redirect(url_for("kooptjanst.accessibility_plan.show", _anchor="plan"), 303)


@blueprint.post("/<public_id>/end")
@open_to(Role.KOOPTJANST)
def end(public_id: str) -> Response:
    """Say that it is done, or that it will not be."""
    done = request.form.get("done") == "yes"
    status = AdaptationStatus.DONE if done else AdaptationStatus.DROPPED
    adaptations.end(find(Adaptation, public_id), status, actor())
    db.session.commit()
    words = gettext("Klart. Be företaget ändra svaret om sin arbetsplats.")
    flash(words if done else gettext("Den står kvar som inte längre aktuell."), "success")
    return redirect(url_for("kooptjanst.accessibility_plan.show", _anchor="plan"), 303)


def _condition() -> str:
    """The condition that the address or the form names; the first one where neither does."""
    asked = request.values.get("condition", "")
    return asked if asked in WORK_CONDITION_BY_CODE else next(iter(WORK_CONDITION_BY_CODE))


def _planned(site: Site, form: AdaptationForm) -> bool:
    """Whether it stands in the plan now; else the fault stands beside its field."""
    due_on, responsible = form.due_on.data, form.responsible.data
    try:
        adaptations.plan(site, form.condition.data, actor(), responsible=responsible, due_on=due_on)
    except Invalid as error:
        db.session.rollback()
        form.tell(error.field, say(error))
        return False
    return True


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
