"""Our company: where each 100 kr went."""

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.models.users import Role
from marketplace.services import own_company
from marketplace.web.members import own

blueprint = Blueprint("company", __name__, url_prefix="/company")


@blueprint.get("")
@open_to(Role.MEMBER)
def show() -> str:
    """A year of the cooperative in two figures."""
    cooperative = own.member().cooperative
    return render_template(
        "members/company/show.html",
        cooperative=cooperative,
        is_owner=own_company.is_owner(own.member()),
        hundred=own_company.hundred(cooperative.id),
        contact=cooperative,
    )
