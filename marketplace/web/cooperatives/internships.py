"""Internships as the coach sees them: the decision behind them, and the talks."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to
from marketplace.database import db
from marketplace.models.postings import Posting, PostingKind
from marketplace.services import internships
from marketplace.web.cooperatives import own
from marketplace.web.internship_form import GOALS, MOMENTS, keep_terms, terms_form

blueprint = Blueprint("internships", __name__, url_prefix="/internships")


@blueprint.route("/<public_id>/terms", methods=["GET", "POST"])
@open_to(*STAFF)
def terms(public_id: str) -> str | tuple[str, int] | Response:
    """Take down what the company or the authority says."""
    posting = find(
        Posting,
        public_id,
        Posting.cooperative_id == own.cooperative().id,
        Posting.kind == PostingKind.INTERNSHIP,
    )
    form = terms_form(posting)
    if not keep_terms(form, posting, actor()):
        page = render_template(
            "cooperatives/internships/terms.html",
            posting=posting,
            form=form,
            reviews=internships.reviews(posting),
            moments=MOMENTS,
            goals=GOALS,
        )
        return (page, 400) if request.method == "POST" else page
    db.session.commit()
    flash(gettext("Villkoren är sparade."), "success")
    return redirect(url_for("cooperatives.crews.show", public_id=public_id), 303)
