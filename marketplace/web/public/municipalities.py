"""A municipality as anyone may see it: its cooperative, its network, how many jobs are open."""

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.services import municipalities
from marketplace.web.listing import days_text, time_text

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
