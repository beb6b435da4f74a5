"""The keys report: which one skill, adaptation, ride or free hour would open the most work."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.trials import Trial, TrialKind
from marketplace.models.users import Role
from marketplace.services import regions, trials
from marketplace.services.trial_places import places
from marketplace.web.key_words import KeyLine, keys_of
from marketplace.web.kooptjanst.trial_forms import ONE
from marketplace.web.kooptjanst.trial_words import pseudonym_of

blueprint = Blueprint("keys", __name__, url_prefix="/keys")
MOST_PEOPLE = 5
Row = tuple[KeyLine, str]
"""A key in words, and the address of what it drives; none where there is no such page."""
USES = ("course", "site", "coach")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def show() -> str:
    """The newest report of each region."""
    return render_template(
        "kooptjanst/keys/show.html",
        most=MOST_PEOPLE,
        reports=[(one, _by_use(one)) for one in trials.newest_keys()],
        waiting=any(one.is_waiting for one in trials.recent(TrialKind.KEYS, 4)),
    )


@blueprint.post("")
@open_to(Role.KOOPTJANST)
def ask() -> Response:
    """Work every region's report out anew."""
    for region in regions.listed():
        trials.ask(TrialKind.KEYS, region, actor())
    db.session.commit()
    flash(gettext("Vi räknar. Läs sidan igen om någon minut."), "success")
    return redirect(url_for(".show"), 303)


def courses_of(cooperative: Cooperative) -> Sequence[Row]:
    """The courses of the newest report of its region that somebody of a cooperative gains by."""
    trial = trials.latest(TrialKind.KEYS, cooperative.region_id)
    lines = keys_of(trial, places(), pseudonym_of) if trial else []
    own = cooperative.public_id
    return [(line, "") for line in lines if line.to == "course" and own in line.cooperatives]


def _by_use(trial: Trial) -> dict[str, list[Row]]:
    lines = keys_of(trial, places(), pseudonym_of)
    return {use: [(line, _drives(line)) for line in lines if line.to == use] for use in USES}


def _drives(line: KeyLine) -> str:
    """The page that the key drives: a cooperative's courses, a workplace's plan, a trial of it."""
    if line.to == "site":
        return url_for("kooptjanst.accessibility_plan.show", _anchor=line.site)
    if line.to == "course" and line.cooperatives:
        named = line.cooperatives[0]
        return url_for("kooptjanst.cooperatives.show", public_id=named, _anchor="courses")
    if line.kind == "skill" and line.member:
        who = ONE + line.member.public_id
        return url_for("kooptjanst.trials.new", who=who, skill=line.code, level=line.level)
    return ""
