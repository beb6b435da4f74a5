"""The keys report: which one skill, adaptation, ride or free hour would open the most work."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.database import db
from marketplace.models.trials import Trial, TrialKind
from marketplace.models.users import Role
from marketplace.services import regions, trials
from marketplace.services.trial_places import places
from marketplace.web.key_words import KeyLine, keys_of
from marketplace.web.kooptjanst.trial_words import pseudonym_of

blueprint = Blueprint("keys", __name__, url_prefix="/keys")
MOST_PEOPLE = 5
USES = ("course", "site", "coach")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def show() -> str:
    """The newest report of each region."""
    found = [trials.latest(TrialKind.KEYS, region.id) for region in regions.listed()]
    reports = [one for one in found if one is not None]
    return render_template(
        "kooptjanst/keys/show.html",
        most=MOST_PEOPLE,
        reports=[(one, _by_use(one)) for one in reports],
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


def _by_use(trial: Trial) -> dict[str, list[KeyLine]]:
    lines = keys_of(trial, places(), pseudonym_of)
    return {use: [line for line in lines if line.to == use] for use in USES}
