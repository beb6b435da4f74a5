"""Doors of Kooptjänst, the regional support: what it reviews, whom it calls."""

from flask import Blueprint

from marketplace.errors import N_
from marketplace.models.users import Role
from marketplace.web.kooptjanst import (
    cards,
    collection_terms,
    cooperatives,
    invoices,
    match_runs,
    networks,
    overview,
    postings,
    price_floors,
    revenue,
    series,
    vat_treatments,
)
from marketplace.web.page import DOORS

kooptjanst = Blueprint("kooptjanst", __name__, url_prefix="/kooptjanst")
for noun in (cards, price_floors, cooperatives, invoices, match_runs, networks, overview, postings):
    kooptjanst.register_blueprint(noun.blueprint)
for noun in (collection_terms, revenue, series, vat_treatments):
    kooptjanst.register_blueprint(noun.blueprint)

DOORS[Role.KOOPTJANST] = (
    (N_("Översikt"), "kooptjanst.overview.show"),
    (N_("Jobb"), "kooptjanst.postings.index"),
    (N_("Kooperativ"), "kooptjanst.cooperatives.index"),
    (N_("Nätverk"), "kooptjanst.networks.index"),
    (N_("Matchningar"), "kooptjanst.match_runs.index"),
    (N_("Fakturor"), "kooptjanst.invoices.index"),
    (N_("Prisgolv"), "kooptjanst.price_floors.index"),
    (N_("Intäkter"), "kooptjanst.revenue.index"),
    (N_("Moms"), "kooptjanst.vat_treatments.index"),
)
