"""The statement on accessibility: what holds, what does not yet, whom to tell."""

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.services import cooperatives

blueprint = Blueprint("accessibility", __name__, url_prefix="/accessibility")


@blueprint.get("")
@open_to()
def show() -> str:
    """The statement, with whom to call."""
    return render_template("public/accessibility/show.html", cooperatives=cooperatives.by_name())
