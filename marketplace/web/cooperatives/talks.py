"""Members who want to talk, and those who ask a person to look at how they were chosen."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to, recently_confirmed_for_files, viewer
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.cooperatives import Cooperative
from marketplace.models.members import Member
from marketplace.models.postings import Posting
from marketplace.models.proposals import Ask
from marketplace.models.second_looks import SecondLook
from marketplace.services import asks, own_reasons, second_looks
from marketplace.services.lists import Gathered
from marketplace.web import events, lists
from marketplace.web.errors import say
from marketplace.web.lists import Choice, Column

blueprint = Blueprint("talks", __name__, url_prefix="/talks")


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody who waits for a talk about a job, or for a look at how she is chosen."""

    member: Member
    since: datetime
    ask: Ask | None = None
    look: SecondLook | None = None

    @property
    def company(self) -> str:
        """Whose job it is about, if it is about one."""
        return self.ask.posting.company.name if self.ask else ""

    @property
    def about(self) -> str:
        """What she waits for, in words."""
        if self.ask is None:
            return str(gettext("Undrar hur hon eller han väljs."))
        return str(gettext("Vill prata om jobbet hos %(company)s.", company=self.company))


CHOICES = (
    Choice(
        "about",
        N_("Gäller"),
        {"job": N_("Ett jobb"), "look": N_("Hur man väljs")},
    ),
)
COLUMNS: tuple[Column[Talk], ...] = (
    Column(N_("Medlem"), lambda talk: talk.member.name, "name"),
    Column(N_("Gäller"), lambda talk: talk.about),
    Column(N_("Sedan"), lambda talk: talk.since, "since"),
)


@blueprint.get("")
@recently_confirmed_for_files
@open_to(*STAFF)
def index() -> str | Response:
    """Who waits, the longest wait first."""
    listed = lists.read(_waiting(viewer().cooperative_id or 0), CHOICES)
    return listed.file("samtal", COLUMNS) or render_template(
        "cooperatives/talks/index.html",
        listed=listed,
        columns=[*listed.heads(COLUMNS), gettext("Att göra")],
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


def _waiting(cooperative_id: int) -> Gathered[Talk]:
    asked = asks.wanting_to_talk(cooperative_id)
    talks = [Talk(one.member, one.talk_asked_at, ask=one) for one in asked if one.talk_asked_at]
    looks = [
        Talk(one.member, one.asked_at, look=one) for one in second_looks.waiting(cooperative_id)
    ]
    return Gathered(
        [*talks, *looks],
        orders={"since": lambda talk: talk.since, "name": lambda talk: talk.member.name},
        texts=(lambda talk: talk.member.name, lambda talk: talk.company),
        filters={
            "about": {
                "job": lambda talk: talk.ask is not None,
                "look": lambda talk: talk.look is not None,
            }
        },
    )


def _page(look: SecondLook, trouble: str = "") -> str:
    return render_template(
        "cooperatives/talks/answer.html",
        look=look,
        found=own_reasons.of(look.member),
        written=request.form.get("answer", ""),
        trouble=trouble,
        events=events.of(look),
    )
