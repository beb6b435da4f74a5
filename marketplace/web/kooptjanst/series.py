"""Number series of all cooperatives: unbroken, or what is missing in words."""

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.models.users import Role
from marketplace.services import series

blueprint = Blueprint("series", __name__, url_prefix="/series")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """Every series and year."""
    states = series.states()
    return render_template(
        "kooptjanst/series/index.html",
        states=states,
        whole=sum(1 for state in states if state.is_whole),
    )
