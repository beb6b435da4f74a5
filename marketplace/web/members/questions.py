"""Questions to a workplace: the member reads the words and decides whether they may be asked."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to, recently_confirmed, viewer
from marketplace.database import db
from marketplace.models.members import Member
from marketplace.models.proposals import Ask
from marketplace.models.users import Role
from marketplace.services import site_questions

blueprint = Blueprint("questions", __name__, url_prefix="/questions")


@blueprint.get("")
@recently_confirmed
@open_to(Role.MEMBER)
def index() -> str:
    """What we would ask, place by place."""
    page = render_template(
        "members/questions/index.html",
        questions=site_questions.open_for(_member(), actor()),
    )
    db.session.commit()  # she can see that it was read
    return page


@blueprint.post("/<public_id>")
@recently_confirmed
@open_to(Role.MEMBER)
def approve(public_id: str) -> Response:
    """Let the ticked ones be asked."""
    ask = find(Ask, public_id, Ask.member_id == viewer().member_id)
    codes = request.form.getlist("condition")
    url = current_app.config["PUBLIC_URL"]
    sent = site_questions.approve(_member(), ask, codes, actor(), base_url=url)
    db.session.commit()
    text = ngettext("%(num)d fråga är skickad.", "%(num)d frågor är skickade.", sent)
    flash(text if sent else gettext("Inget är skickat."), "success")
    return redirect(url_for("members.questions.index"), 303)


def _member() -> Member:
    member = viewer().member
    assert member is not None  # noqa: S101 -- a CHECK of the database: the role has one
    return member
