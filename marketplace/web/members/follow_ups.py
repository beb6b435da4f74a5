"""Three months after she left: one question by a link, answered by one press."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.database import db
from marketplace.errors import N_
from marketplace.models.follow_ups import FollowUp, Outcome
from marketplace.models.members import Member
from marketplace.services import follow_up_questions
from marketplace.web.languages import prefer

blueprint = Blueprint("follow_ups", __name__, url_prefix="/follow-ups")
ANSWERS = {
    Outcome.WORK: N_("Jag jobbar"),
    Outcome.BUSINESS: N_("Jag har eget företag"),
    Outcome.EDUCATION: N_("Jag studerar"),
    Outcome.JOB_SEEKING: N_("Jag söker jobb"),
    Outcome.OTHER: N_("Jag gör något annat"),
}
Page = str | tuple[str, int] | Response


@blueprint.get("/<token>")
@open_to()
def show(token: str) -> Page:
    """The question, or thanks. Reading it changes nothing."""
    found = _opened(token)
    if found is None:
        return render_template("members/follow_ups/over.html"), 410
    follow_up, member = found
    return render_template(
        "members/follow_ups/show.html",
        follow_up=follow_up,
        member=member,
        token=token,
        answers=[(one.value, gettext(text)) for one, text in ANSWERS.items()],
    )


@blueprint.post("/<token>")
@open_to()
def answer(token: str) -> Page:
    """Take one of the answers; pressed twice, the first stands."""
    found = _opened(token)
    if found is None:
        return render_template("members/follow_ups/over.html"), 410
    if request.form.get("outcome") not in follow_up_questions.ANSWERS:
        raise BadRequest
    follow_up, member = found
    if follow_up.is_open:
        follow_up_questions.answer(follow_up, member, Outcome(request.form["outcome"]))
        db.session.commit()
    return redirect(url_for("members.follow_ups.show", token=token), 303)


def _opened(token: str) -> tuple[FollowUp, Member] | None:
    """The follow-up, on a page in the language of her who is asked."""
    found = follow_up_questions.by_token(token)
    if found is not None:
        prefer(found[1].language)
    return found
