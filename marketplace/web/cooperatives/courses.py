"""The list of courses: the skills that would open most work for those in the cooperative who lack
them."""

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.models.users import Role
from marketplace.web.cooperatives.keys import own_keys

blueprint = Blueprint("courses", __name__, url_prefix="/courses")


@blueprint.get("")
@open_to(Role.COACH)
def index() -> str:
    """Every course of the newest report, most hours first, with who would learn."""
    found = own_keys()
    return render_template(
        "cooperatives/courses/index.html", trial=found.trial, courses=found.courses
    )
