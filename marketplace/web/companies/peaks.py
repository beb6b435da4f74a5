"""The peak calendar: when it was busy last year, and the way to book for this one."""

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.models.users import Role
from marketplace.services import peaks
from marketplace.web.companies import own

blueprint = Blueprint("peaks", __name__, url_prefix="/peaks")


@blueprint.get("")
@open_to(Role.COMPANY)
def index() -> str:
    """The half-year to come, with last year's peaks as hints."""
    return render_template("companies/peaks/index.html", peaks=peaks.coming(own.company().id))
