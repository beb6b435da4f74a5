"""The members' own votes on what matters most: one member, one vote, secret."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import open_to, viewer
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.members import Member
from marketplace.models.users import Role
from marketplace.services import policies

blueprint = Blueprint("votes", __name__, url_prefix="/votes")
LEVELS = {
    "stability": N_("Samma förslag som förut."),
    "fairness": N_("Den som fått minst jobb går först."),
    "fit": N_("Jobbet ska passa dig."),
    "development": N_("Du ska få lära dig nytt."),
    "continuity": N_("Samma personer på samma jobb."),
    "wishes": N_("Du ska få det du önskar."),
    "travel": N_("Resan ska vara kort."),
}


@blueprint.get("")
@open_to(Role.MEMBER)
def index() -> str:
    """What is put to the vote, and what holds."""
    policy, own = policies.at_vote(), viewer().member_id or 0
    return render_template(
        "members/votes/index.html",
        policy=policy,
        order=_words(policy.levels) if policy else [],
        current=_words(policies.levels()),
        voted=policy is not None and policies.has_voted(policy, own),
        may_vote=policies.may_vote(own),
        decided=policies.last_decided(),
    )


@blueprint.post("")
@open_to(Role.MEMBER)
def vote() -> Response:
    """Count one vote on what the page showed; another order may be put to the vote by now."""
    policy, word = policies.at_vote(), request.form.get("vote")
    if policy is None or policy.public_id != request.form.get("policy"):
        raise Conflict(N_("Omröstningen är över."))
    if word not in ("yes", "no"):
        raise Conflict(N_("Välj ja eller nej."))
    member = db.session.get_one(Member, viewer().member_id)
    policies.vote(policy, member, yes=word == "yes")
    db.session.commit()
    flash(gettext("Tack. Din röst är räknad."), "success")
    return redirect(url_for("members.votes.index"), 303)


def _words(levels: Sequence[str]) -> list[str]:
    return [gettext(LEVELS[level]) for level in levels]
