"""A municipality as anyone may see it: cooperative, network and how to join it, open jobs."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.postings import Posting
from marketplace.services import applications, municipalities
from marketplace.web import lists
from marketplace.web.errors import say
from marketplace.web.listing import days_text, time_text
from marketplace.web.lists import Column
from marketplace.web.public.joining import JoinForm
from marketplace.web.vocabulary import task_name

blueprint = Blueprint("municipalities", __name__, url_prefix="/municipalities")


def _days(posting: Posting) -> str:
    return days_text([shift.day for shift in posting.live_shifts])


COLUMNS: tuple[Column[Posting], ...] = (
    Column(N_("Jobb"), lambda one: task_name(one.task)),
    Column(N_("Dagar"), _days, "day"),
    Column(N_("Tid"), time_text),
    Column(N_("Företag"), lambda one: one.company.name, "company"),
    Column(N_("Ort"), lambda one: one.site.locality, "place"),
)
"""What anyone may know of a job: no price, nobody's name."""


@blueprint.get("/<slug>")
@open_to()
def show(slug: str) -> str | Response:
    """One municipality, without a word on any person."""
    place = municipalities.place(slug)
    listed = lists.read(municipalities.public_jobs(slug))
    return listed.file(f"jobb-{slug}", COLUMNS) or render_template(
        "public/municipalities/show.html",
        place=place,
        listed=listed,
        columns=listed.heads(COLUMNS),
        rows=[(posting, _days(posting), time_text(posting)) for posting in listed.rows],
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
