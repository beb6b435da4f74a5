"""A municipality as anyone may see it: its cooperative, its network, how many jobs are open."""

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.services import municipalities

blueprint = Blueprint("municipalities", __name__, url_prefix="/municipalities")


@blueprint.get("/<slug>")
@open_to()
def show(slug: str) -> str:
    """One municipality, without a word on any person."""
    return render_template("public/municipalities/show.html", place=municipalities.place(slug))
