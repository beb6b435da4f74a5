"""What the cooperative earns."""

from flask import Blueprint, render_template

from marketplace.access import STAFF, open_to, viewer
from marketplace.services import figures

blueprint = Blueprint("revenue", __name__, url_prefix="/revenue")


@blueprint.get("")
@open_to(*STAFF)
def show() -> str:
    """The last twelve months, and what is still to come in."""
    revenue = figures.revenue(viewer().cooperative_id or 0)
    return render_template("cooperatives/revenue/show.html", revenue=revenue)
