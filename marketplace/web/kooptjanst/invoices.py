"""The invoices behind the revenue, one row an invoice."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.errors import N_
from marketplace.models.invoices import Invoice
from marketplace.models.users import Role
from marketplace.services import cooperatives, payments, reviews
from marketplace.services.lists import summed
from marketplace.web import lists
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind
from marketplace.web.states import State, settlement_state

blueprint = Blueprint("invoices", __name__, url_prefix="/invoices")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str | Response:
    """What was issued in the last ninety days, by one cooperative or by all."""
    offered = cooperatives.by_name()
    names = {one.public_id: one.name for one in offered}
    source = reviews.invoices_source(offered)
    listed = lists.read(source, [Choice("cooperative", N_("Kooperativ"), names)])
    settled = payments.settlements(listed.rows)
    states = {key: settlement_state(one) for key, one in settled.items()}
    columns = _columns(states)
    return listed.file("fakturor-90-dagar", columns) or render_template(
        "kooptjanst/invoices/index.html",
        listed=listed,
        columns=listed.heads(columns),
        net_ore=summed(source, listed.wish, "net_ore"),
        states=states,
    )


def _columns(states: Mapping[int, State]) -> Sequence[Column[Invoice]]:
    return (
        Column(N_("Nummer"), lambda one: one.label),
        Column(N_("Kooperativ"), lambda one: one.cooperative.name, "cooperative"),
        Column(N_("Företag"), lambda one: one.company.name, "company"),
        Column(N_("Utfärdad"), lambda one: one.issued_on, "issued"),
        Column(N_("Före moms"), lambda one: one.net_ore, "net", Kind.ORE),
        Column(N_("Läge"), lambda one: states[one.id].text),
    )
