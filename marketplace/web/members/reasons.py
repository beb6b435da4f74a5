"""How I am chosen: what spoke for me each time, what never counts, and a person who looks again."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to, recently_confirmed
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.users import Role
from marketplace.services import own_reasons, second_looks
from marketplace.web.errors import say
from marketplace.web.members import own

blueprint = Blueprint("reasons", __name__, url_prefix="/reasons")
WORDS = {
    "wished": N_("Du har önskat sådana jobb."),
    "develops": N_("Du får lära dig något du vill kunna."),
    "hours": N_("Du har fått färre timmar än du vill ha."),
    "supervises": N_("Du kan leda andra."),
    "chosen-by-coach": N_("Din handledare valde dig."),
}


@blueprint.get("")
@recently_confirmed
@open_to(Role.MEMBER)
def index() -> str:
    """My last questions with what spoke for me."""
    return _page()


@blueprint.post("")
@recently_confirmed
@open_to(Role.MEMBER)
def ask() -> tuple[str, int] | Response:
    """Ask for a person's look."""
    question = request.form.get("question", "")
    try:
        second_looks.ask(own.member(), question, actor())
    except Invalid as error:
        return _page(question, say(error)), 400
    db.session.commit()
    flash(gettext("Tack. En människa tittar och svarar dig."), "success")
    return redirect(url_for("members.reasons.index"), 303)


def _page(question: str = "", trouble: str = "") -> str:
    member = own.member()
    return render_template(
        "members/reasons/index.html",
        found=own_reasons.of(member),
        words={code: gettext(text) for code, text in WORDS.items()},
        waiting=second_looks.waiting_of(member),
        answered=second_looks.answered_of(member),
        question=question,
        trouble=trouble,
    )
