"""The company networks: who asks to join, who is in them, and whom to call."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template
from flask_babel import gettext
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from marketplace.access import find, open_to
from marketplace.errors import N_
from marketplace.models.network_applications import NetworkApplication
from marketplace.models.places import Network, NetworkMembership
from marketplace.models.users import Role
from marketplace.services import applications, networks
from marketplace.services.lists import Wish, found
from marketplace.services.networks import Standing
from marketplace.web import events, lists
from marketplace.web.kooptjanst.network_words import STATUSES
from marketplace.web.lists import Choice, Column

blueprint = Blueprint("networks", __name__, url_prefix="/networks")
WAITING = Wish(chosen={"status": "waiting"}, order="applied")
"""Applications that wait, the longest wait first."""
IN_IT = {one.value: text for one, (text, _) in STATUSES.items() if one not in networks.GONE}
CHOICES = (
    Choice("status", N_("Läge"), IN_IT),
    Choice("posted", N_("Jobb på 180 dagar"), {"lately": N_("Ja"), "silent": N_("Nej")}),
)


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """Who asks to join, the longest wait first; then every municipality's network."""
    return render_template(
        "kooptjanst/networks/index.html",
        networks=networks.states(),
        waiting=found(applications.source(), WAITING),
    )


@blueprint.get("/<public_id>")
@open_to(Role.KOOPTJANST)
def show(public_id: str) -> str | Response:
    """One network: first who asks to join and whom to call, then everybody."""
    network = find(Network, public_id, options=(joinedload(Network.municipality),))
    standings = networks.companies(network)
    of_company = {one.company.id: one for one in standings}
    listed = lists.read(networks.source(network), CHOICES)
    *told, card = _columns(of_company)
    happened, names = networks.happenings(network)
    return listed.file("natverk", told) or render_template(
        "kooptjanst/networks/show.html",
        network=network,
        state=networks.state_of(network),
        waiting=found(applications.source(NetworkApplication.network_id == network.id), WAITING),
        calls=[one for one in standings if one.needs_a_call],
        standings=standings,
        events=events.lines(
            happened, lambda one: names.get((one.subject_type, one.subject_id), "")
        ),
        listed=listed,
        columns=listed.heads([*told, card]),
        rows=[of_company[one.company_id] for one in listed.rows],
        statuses={status: (gettext(text), kind) for status, (text, kind) in STATUSES.items()},
    )


def _columns(of_company: Mapping[int, Standing]) -> Sequence[Column[NetworkMembership]]:
    def of(row: NetworkMembership) -> Standing:
        return of_company[row.company_id]

    return (
        Column(N_("Företag"), lambda row: of(row).company.name, "name"),
        Column(N_("Läge"), lambda row: gettext(STATUSES[row.status][0])),
        Column(N_("Inbjudet"), lambda row: of(row).invited_on, "invited"),
        Column(N_("Med sedan"), lambda row: row.joined_on, "joined"),
        Column(N_("Senaste jobbet"), lambda row: of(row).posted_on, "posted"),
        Column(N_("Telefon"), lambda row: of(row).company.phone, on_page=False),
        Column(N_("Företagskort"), lambda row: of(row).company.public_id),
    )
