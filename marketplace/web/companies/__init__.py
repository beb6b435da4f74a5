"""Doors of companies: jobs and internships asked for, hours confirmed, invoices read."""

from flask import Blueprint
from flask_login import current_user

from marketplace.access import viewer
from marketplace.errors import N_, Invalid
from marketplace.models.users import Role
from marketplace.services import cooperatives
from marketplace.web.companies import (
    bulk,
    card,
    card_payments,
    changes,
    fit_answers,
    hire_offers,
    hours,
    incidents,
    internships,
    invoices,
    missing,
    network,
    peaks,
    pictures,
    postings,
    sites,
    time_reports,
    today,
)
from marketplace.web.page import DOORS

companies = Blueprint("companies", __name__, url_prefix="/companies")
for noun in (
    network,
    peaks,
    bulk,
    card,
    card_payments,
    changes,
    fit_answers,
    hire_offers,
    hours,
    incidents,
    internships,
    invoices,
    missing,
    pictures,
    postings,
    sites,
    time_reports,
    today,
):
    companies.register_blueprint(noun.blueprint)

DOORS[Role.COMPANY] = (
    (N_("I dag"), "companies.today.show"),
    (N_("Nytt jobb"), "companies.postings.new"),
    (N_("Våra jobb"), "companies.postings.index"),
    (N_("Toppar"), "companies.peaks.index"),
    (N_("Nätverket"), "companies.network.show"),
    (N_("Fakturor"), "companies.invoices.index"),
)


@companies.context_processor
def somebody_to_call() -> dict[str, object]:
    """The cooperative of the company's first site stands at the foot of every page."""
    company = viewer().company if current_user.is_authenticated else None
    if company is None or not company.sites:
        return {}
    try:
        return {"contact": cooperatives.serving(company.sites[0])}
    except Invalid:
        return {}
