"""The network of the company's municipality: how many of those promised, who has gone quiet."""

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.models.places import NetworkStatus
from marketplace.models.users import Role
from marketplace.services import networks
from marketplace.web.companies import own

blueprint = Blueprint("network", __name__, url_prefix="/network")


@blueprint.get("")
@open_to(Role.COMPANY)
def show() -> str:
    """Each network where the company works: who is in it, and whether it is itself."""
    company = own.company()
    found = networks.around(company)
    return render_template(
        "companies/network/show.html",
        company=company,
        networks=[
            (
                state,
                [one for one in standings if one.status == NetworkStatus.ACTIVE],
                next((one for one in standings if one.company.id == company.id), None),
            )
            for state, standings in found
        ],
    )
