"""Members who want to talk, and those who ask a person to look at how they were chosen."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to, viewer
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.cooperatives import Cooperative
from marketplace.models.members import Member
from marketplace.models.postings import Posting
from marketplace.models.proposals import Ask
from marketplace.models.second_looks import SecondLook
from marketplace.services import asks, own_reasons, second_looks
from marketplace.web.errors import say

blueprint = Blueprint("talks", __name__, url_prefix="/talks")


@blueprint.get("")
@open_to(*STAFF)
def index() -> str:
    """Who waits, the longest wait first."""
    return render_template(
        "cooperatives/talks/index.html",
        asked=asks.wanting_to_talk(viewer().cooperative_id or 0),
        looks=second_looks.waiting(viewer().cooperative_id or 0),
    )


@blueprint.post("/<public_id>/done")
@open_to(*STAFF)
def done(public_id: str) -> Response:
    """Note that somebody has talked with her."""
    ask = find(
        Ask,
        public_id,
        Ask.posting.has(Posting.cooperative.has(Cooperative.id == viewer().cooperative_id)),
    )
    asks.talked(ask, actor())
    db.session.commit()
    flash(gettext("Bra. Samtalet är avbockat."), "success")
    return redirect(url_for("cooperatives.talks.index"), 303)


@blueprint.route("/looks/<public_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def answer(public_id: str) -> str | tuple[str, int] | Response:
    """Look at what spoke for her, and answer in one's own words."""
    look = find(
        SecondLook,
        public_id,
        SecondLook.member.has(Member.cooperative_id == viewer().cooperative_id),
    )
    if request.method == "GET":
        return _page(look)
    try:
        second_looks.answer(look, request.form.get("answer", ""), actor())
    except Invalid as error:
        return _page(look, say(error)), 400
    db.session.commit()
    flash(gettext("Svaret är skickat."), "success")
    return redirect(url_for("cooperatives.talks.index"), 303)


def _page(look: SecondLook, trouble: str = "") -> str:
    return render_template(
        "cooperatives/talks/answer.html",
        look=look,
        found=own_reasons.of(look.member),
        written=request.form.get("answer", ""),
        trouble=trouble,
    )
