"""The company networks: who is in them, and whom to call."""

from flask import Blueprint, render_template
from flask_babel import gettext
from sqlalchemy.orm import joinedload

from marketplace.access import find, open_to
from marketplace.errors import N_
from marketplace.models.places import Network, NetworkStatus
from marketplace.models.users import Role
from marketplace.services import networks

blueprint = Blueprint("networks", __name__, url_prefix="/networks")
STATUSES = {
    NetworkStatus.INVITED: (N_("Inbjuden"), "waiting"),
    NetworkStatus.ACTIVE: (N_("Med i nätverket"), "good"),
    NetworkStatus.DORMANT: (N_("Vilande"), "neutral"),
    NetworkStatus.LEFT: (N_("Har lämnat"), "stopped"),
}


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """Every municipality's network."""
    return render_template("kooptjanst/networks/index.html", networks=networks.states())


@blueprint.get("/<public_id>")
@open_to(Role.KOOPTJANST)
def show(public_id: str) -> str:
    """One network: first whom to call, then everybody."""
    network = find(Network, public_id, options=(joinedload(Network.municipality),))
    standings = networks.companies(network)
    return render_template(
        "kooptjanst/networks/show.html",
        network=network,
        state=networks.state_of(network),
        calls=[one for one in standings if one.needs_a_call],
        standings=standings,
        statuses={status: (gettext(text), kind) for status, (text, kind) in STATUSES.items()},
    )
