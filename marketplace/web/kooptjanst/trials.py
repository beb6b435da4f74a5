"""What if: one thing changed on last month's real jobs, and the difference before it is decided."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.trials import Trial, TrialKind
from marketplace.models.users import Role
from marketplace.services import cooperatives, policies, regions, trials
from marketplace.services.trial_places import people, places, sites
from marketplace.web import events, lists
from marketplace.web.errors import say
from marketplace.web.kooptjanst import trial_words
from marketplace.web.kooptjanst.trial_forms import ProposalForm, WhatIfForm
from marketplace.web.lists import Choice, Column

blueprint = Blueprint("trials", __name__, url_prefix="/trials")
CHOICES = (
    Choice(
        "state",
        N_("Läge"),
        {status.value: text for status, (text, _) in trial_words.STATES.items()},
    ),
)


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str | Response:
    """What has been tried, newest first."""
    listed = lists.read(trials.source(TrialKind.WHAT_IF), CHOICES)
    asked = _asked(listed.rows)
    columns = _columns(asked)
    return listed.file("tank-om", columns) or render_template(
        "kooptjanst/trials/index.html",
        listed=listed,
        columns=listed.heads(columns),
        rows=[(one, trial_words.state_of(one), asked[one.id]) for one in listed.rows],
    )


@blueprint.route("/new", methods=["GET", "POST"])
@open_to(Role.KOOPTJANST)
def new() -> str | tuple[str, int] | Response:
    """Choose what to change; the address may name a part of it, as links of the keys do."""
    form, found = WhatIfForm(data=request.args.to_dict()), regions.listed()
    form.fill(found, cooperatives.by_name(), people(), sites())
    if not form.validate_on_submit():
        page = render_template("kooptjanst/trials/new.html", form=form)
        return page, 400 if request.method == "POST" else 200
    region = next(one for one in found if one.public_id == form.region.data)
    try:
        trial = trials.what_if(region, actor(), form.asked())
    except Invalid as error:
        db.session.rollback()
        form.blame(error)
        return render_template("kooptjanst/trials/new.html", form=form), 400
    db.session.commit()
    return redirect(url_for(".show", public_id=trial.public_id), 303)


@blueprint.get("/<public_id>")
@open_to(Role.KOOPTJANST)
def show(public_id: str) -> str:
    """Before and after; where the order is what changed, the way to a vote."""
    return _page(find(Trial, public_id, Trial.kind == TrialKind.WHAT_IF), ProposalForm())


@blueprint.post("/<public_id>/propose")
@open_to(Role.KOOPTJANST)
def propose(public_id: str) -> str | tuple[str, int] | Response:
    """Put the tried order to the members' vote."""
    trial, form = find(Trial, public_id, Trial.kind == TrialKind.WHAT_IF), ProposalForm()
    policies.refuse_unproposable(trial)
    if not form.validate_on_submit():
        return _page(trial, form), 400
    try:
        policies.propose(trial.asked.get("levels", ()), form.reason.data, actor(), trial=trial)
    except (Invalid, Conflict) as error:
        db.session.rollback()
        form.reason.errors = [say(error)]
        return _page(trial, form), 400
    db.session.commit()
    flash(gettext("Ordningen ligger nu hos medlemmarna. En medlem har en röst."), "success")
    return redirect(url_for("kooptjanst.policies.index"), 303)


def _asked(found: Sequence[Trial]) -> Mapping[int, Sequence[str]]:
    """What each trial changes, in words."""
    known = places()
    return {one.id: trial_words.asked_of(one, known.cooperatives, known.sites) for one in found}


def _columns(asked: Mapping[int, Sequence[str]]) -> Sequence[Column[Trial]]:
    return (
        Column(N_("Ändring"), lambda one: ". ".join(asked[one.id])),
        Column(N_("Region"), lambda one: one.region.name, "region"),
        Column(N_("Prövat"), lambda one: one.asked_at, "asked"),
        Column(N_("Av"), lambda one: one.asked_by, "by"),
        Column(N_("Läge"), lambda one: trial_words.state_of(one)[0]),
    )


def _page(trial: Trial, form: ProposalForm) -> str:
    known, done = places(), bool(trial.result)
    return render_template(
        "kooptjanst/trials/show.html",
        trial=trial,
        form=form,
        state=trial_words.state_of(trial),
        failure=trial_words.failure_of(trial),
        events=events.of(trial),
        asked=trial_words.asked_of(trial, known.cooperatives, known.sites),
        lines=trial_words.lines_of(trial.result) if done else [],
        genders=trial_words.genders_of(trial.result) if done else [],
    )
