"""Doors of Kooptjänst, the regional support: what it reviews, whom it calls."""

from flask import Blueprint

from marketplace.errors import N_
from marketplace.models.users import Role
from marketplace.web.kooptjanst import (
    accessibility_plan,
    applications,
    cards,
    collection_terms,
    cooperatives,
    follow_ups,
    hand_changes,
    incidents,
    invitations,
    invoices,
    keys,
    match_runs,
    networks,
    overview,
    policies,
    postings,
    price_floors,
    quality,
    revenue,
    series,
    stays,
    trials,
    vat_treatments,
    weeks,
)
from marketplace.web.page import BEHIND, DOORS

kooptjanst = Blueprint("kooptjanst", __name__, url_prefix="/kooptjanst")
for noun in (cards, price_floors, cooperatives, invoices, match_runs, networks, overview, postings):
    kooptjanst.register_blueprint(noun.blueprint)
for noun in (accessibility_plan, follow_ups, keys, policies, quality, stays, trials, weeks):
    kooptjanst.register_blueprint(noun.blueprint)
for noun in (applications, hand_changes, incidents, invitations):
    kooptjanst.register_blueprint(noun.blueprint)
for noun in (collection_terms, revenue, series, vat_treatments):
    kooptjanst.register_blueprint(noun.blueprint)

DOORS[Role.KOOPTJANST] = (
    (N_("Översikt"), "kooptjanst.overview.show"),
    (N_("Alla jobb"), "kooptjanst.postings.index"),
    (N_("Kooperativ"), "kooptjanst.cooperatives.index"),
    (N_("Nätverk"), "kooptjanst.networks.index"),
    (N_("Kvalitet"), "kooptjanst.quality.show"),
    (N_("Uppföljning"), "kooptjanst.follow_ups.index"),
    (N_("Ekonomi"), "kooptjanst.revenue.index"),
)
BEHIND["kooptjanst.postings.index"] = ("kooptjanst.incidents.index",)
BEHIND["kooptjanst.networks.index"] = ("kooptjanst.applications.index",)
BEHIND["kooptjanst.quality.show"] = (
    "kooptjanst.keys.show",
    "kooptjanst.accessibility_plan.show",
    "kooptjanst.trials.index",
    "kooptjanst.policies.index",
    "kooptjanst.match_runs.index",
    "kooptjanst.hand_changes.index",
)
BEHIND["kooptjanst.revenue.index"] = (
    "kooptjanst.invoices.index",
    "kooptjanst.price_floors.index",
    "kooptjanst.vat_treatments.index",
    "kooptjanst.collection_terms.index",
    "kooptjanst.series.index",
)
