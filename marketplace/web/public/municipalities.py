"""A municipality as anyone may see it: cooperative, network and how to join it, open jobs."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.services import applications, municipalities
from marketplace.web.errors import say
from marketplace.web.listing import days_text, time_text
from marketplace.web.public.joining import JoinForm

blueprint = Blueprint("municipalities", __name__, url_prefix="/municipalities")


@blueprint.get("/<slug>")
@open_to()
def show(slug: str) -> str:
    """One municipality, without a word on any person."""
    return render_template(
        "public/municipalities/show.html",
        place=municipalities.place(slug),
        jobs=[
            (posting, days_text([shift.day for shift in posting.live_shifts]), time_text(posting))
            for posting in municipalities.public_jobs(slug)
        ],
    )


@blueprint.route("/<slug>/join", methods=["GET", "POST"])
@open_to()
def join(slug: str) -> str | tuple[str, int] | Response:
    """Ask to join the network; the answer never tells whether the company is known here."""
    place, form = municipalities.place(slug), JoinForm()
    if not form.validate_on_submit():
        return _form(place, form), 400 if request.method == "POST" else 200
    try:
        if not form.is_a_robots:
            applications.apply(
                place.network,
                form.guest,
                form.message.data or "",
                address=request.remote_addr or "",
            )
    except Invalid as error:
        db.session.rollback()
        form[error.field or "company"].errors = [say(error)]
        return _form(place, form), 400
    db.session.commit()
    flash(gettext("Tack! Er ansökan har kommit fram. Kooptjänst svarar med e-post."), "success")
    return redirect(url_for("public.municipalities.show", slug=slug), 303)


def _form(place: municipalities.Place, form: JoinForm) -> str:
    return render_template("public/municipalities/join.html", place=place, form=form)
