"""Match runs as Kooptjänst reviews them: what was asked, filled, proven and left empty."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to
from marketplace.database import db
from marketplace.models.match_runs import MatchRun
from marketplace.models.postings import Shift
from marketplace.models.trials import Trial, TrialKind
from marketplace.models.users import Role
from marketplace.services import (
    funnels,
    hand_changes,
    kept_problems,
    regions,
    run_lists,
    run_reviews,
    trials,
)
from marketplace.services.pages import A_PAGE, Found, nearest
from marketplace.services.run_people import people_of_run, shifts_of_run
from marketplace.text import span
from marketplace.web import events, lists
from marketplace.web.hand_change_words import changes_told
from marketplace.web.kooptjanst import funnel_words, match_words
from marketplace.web.kooptjanst.trial_forms import SignForm
from marketplace.web.kooptjanst.trial_words import failure_of, pair_of, pseudonym
from marketplace.web.paging import asked_page, paging
from marketplace.web.text import short_day
from marketplace.web.vocabulary import task_name

blueprint = Blueprint("match_runs", __name__, url_prefix="/match-runs")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str | Response:
    """Every run, newest first: of one region or of all, in one state or in all."""
    offered = regions.listed()
    listed = lists.read(run_lists.source(offered), match_words.choices(offered))
    return listed.file("matchningar", match_words.COLUMNS) or render_template(
        "kooptjanst/match_runs/index.html",
        listed=listed,
        columns=listed.heads(match_words.COLUMNS),
        runs=[match_words.summary_of(run) for run in listed.rows],
    )


@blueprint.get("/<public_id>")
@open_to(Role.KOOPTJANST)
def show(public_id: str) -> str:
    """One run: its levels, its empty seats, its history. Nobody is named."""
    run = find(MatchRun, public_id, options=(joinedload(MatchRun.region),))
    return _page(run, SignForm())


@blueprint.post("/<public_id>/sign")
@open_to(Role.KOOPTJANST)
def sign(public_id: str) -> str | tuple[str, int] | Response:
    """Sign a run that has been looked through."""
    run, form = find(MatchRun, public_id), SignForm()
    run_reviews.refuse_unsignable(run)
    if not form.validate_on_submit():
        return _page(run, form), 400
    run_reviews.sign(run, form.note.data, actor())
    db.session.commit()
    flash(gettext("Matchningen är signerad."), "success")
    return redirect(url_for(".show", public_id=public_id), 303)


@blueprint.post("/<public_id>/replay")
@open_to(Role.KOOPTJANST)
def replay(public_id: str) -> Response:
    """Solve the kept problem once more, to see that it gives the same plan."""
    run = find(MatchRun, public_id, options=(joinedload(MatchRun.region),))
    trials.ask(TrialKind.REPLAY, run.region, actor(), run=run)
    db.session.commit()
    flash(gettext("Vi räknar om. Läs sidan igen om en stund."), "success")
    return redirect(url_for(".show", public_id=public_id, _anchor="trials"), 303)


@blueprint.post("/<public_id>/why")
@open_to(Role.KOOPTJANST)
def why(public_id: str) -> Response:
    """Ask why somebody is, or is not, on a shift."""
    run = find(MatchRun, public_id, options=(joinedload(MatchRun.region),))
    member, shift = request.form.get("member", ""), request.form.get("shift", "")
    if not member or not shift:
        flash(gettext("Välj både pass och person."), "error")
    else:
        asked = {"member": member, "shift": shift}
        trials.ask(TrialKind.PLACEMENT, run.region, actor(), run=run, asked=asked)
        db.session.commit()
        flash(gettext("Vi räknar. Läs sidan igen om en stund."), "success")
    return redirect(url_for(".show", public_id=public_id, _anchor="trials"), 303)


def _page(run: MatchRun, form: SignForm) -> str:
    empty = funnels.of_run(run)
    page = nearest(asked_page(), len(empty))
    found = trials.of_run(run)
    seats = {shift.public_id: _seat(shift) for shift in shifts_of_run(run)}
    return render_template(
        "kooptjanst/match_runs/show.html",
        summary=match_words.summary_of(run),
        failure=match_words.failure_of(run),
        levels=match_words.levels_of(run),
        reasons=funnel_words.reasons_of(empty),
        shifts=[funnel_words.seats_of(one) for one in empty[(page - 1) * A_PAGE :][:A_PAGE]],
        paging=paging(Found(empty, len(empty), page)),
        events=events.of(run),
        repeatable=kept_problems.can_be_repeated(run),
        review=run_reviews.of(run),
        sampled=run_reviews.is_sampled(run),
        form=form,
        replays=[one for one in found if one.kind == TrialKind.REPLAY],
        answers=_answers(found, seats),
        changes=changes_told(hand_changes.of_run(run)),
        failure_of=failure_of,
        people=[(one, pseudonym(one)) for one in people_of_run(run)],
        seats=seats.items(),
    )


def _seat(shift: Shift) -> str:
    """The shift as it is chosen from a list: two may be alike but for the company."""
    return (
        f"{task_name(shift.posting.task)}, {short_day(shift.starts_at)}"
        f" {span(shift.starts_at, shift.ends_at)}, {shift.posting.company.name}"
    )


def _answers(
    found: Sequence[Trial], seats: Mapping[str, str]
) -> list[tuple[Trial, str, str, Sequence[str]]]:
    """Each question with whom and which shift it was about, and what was found."""
    return [
        (
            one,
            pseudonym(one.asked["member"]),
            seats.get(one.asked["shift"], "–"),
            pair_of(one.result) if one.result else [],
        )
        for one in found
        if one.kind == TrialKind.PLACEMENT
    ]
