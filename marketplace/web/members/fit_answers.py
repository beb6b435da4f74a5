"""Did it fit? Three buttons for each job that is over; nobody sees who pressed which."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import find, open_to
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.fit_answers import Fit
from marketplace.models.postings import Posting
from marketplace.models.users import Role
from marketplace.services import fit_answers
from marketplace.web.members import own

blueprint = Blueprint("fit_answers", __name__, url_prefix="/fit-answers")


@blueprint.get("")
@open_to(Role.MEMBER)
def index() -> str:
    """The jobs she is asked about, the latest first."""
    return render_template(
        "members/fit_answers/index.html",
        postings=fit_answers.due_of_member(own.member().id),
    )


@blueprint.post("")
@open_to(Role.MEMBER)
def give() -> Response:
    """Keep one answer; a job that is not hers looks like none."""
    if request.form.get("fit") not in set(Fit):
        raise Conflict(N_("Välj ett av svaren."))
    posting = find(Posting, request.form.get("posting", ""))
    fit = Fit(request.form["fit"])
    fit_answers.answer_of_member(posting, own.member(), fit)
    db.session.commit()
    flash(gettext("Tack för ditt svar."), "success")
    return redirect(url_for("members.fit_answers.index"), 303)
