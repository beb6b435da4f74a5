"""Doors of a cooperative's own people: what waits, crews, hours, invoices, members."""

from flask import Blueprint

from marketplace.errors import N_
from marketplace.models.users import Role
from marketplace.web.cooperatives import (
    agreements,
    bank_files,
    batches,
    card_payments,
    cards,
    collective_invoices,
    costs,
    courses,
    credits,
    crews,
    customers,
    debtors,
    debts,
    disputes,
    drafts,
    follow_ups,
    hire_offers,
    hours,
    inbox,
    incidents,
    internal_shifts,
    internships,
    invoices,
    keys,
    ledger,
    loans,
    members,
    needs,
    payments,
    payroll,
    presence,
    price_floors,
    received,
    reminders,
    revenue,
    schedule,
    seats,
    sick_calls,
    skills,
    takings,
    talks,
    time_reports,
    validations,
    vat_treatments,
    years,
)
from marketplace.web.page import DOORS

cooperatives = Blueprint("cooperatives", __name__, url_prefix="/cooperatives")
for noun in (
    incidents,
    internships,
    cards,
    price_floors,
    crews,
    inbox,
    members,
    needs,
    revenue,
    time_reports,
):
    cooperatives.register_blueprint(noun.blueprint)
for noun in (invoices, drafts, batches, collective_invoices, credits, debts, disputes, reminders):
    cooperatives.register_blueprint(noun.blueprint)
for noun in (costs, courses, hours, internal_shifts, payments, skills, validations):
    cooperatives.register_blueprint(noun.blueprint)
for noun in (follow_ups, hire_offers, keys, loans, presence, schedule, seats, sick_calls, talks):
    cooperatives.register_blueprint(noun.blueprint)
for noun in (agreements, customers, vat_treatments, ledger, years, takings, payroll):
    cooperatives.register_blueprint(noun.blueprint)
for noun in (bank_files, received, card_payments, debtors):
    cooperatives.register_blueprint(noun.blueprint)

DOORS[Role.COACH] = DOORS[Role.COOPERATIVE_ADMIN] = (
    (N_("Att göra"), "cooperatives.inbox.show"),
    (N_("Alla jobb"), "cooperatives.crews.index"),
    (N_("Schema"), "cooperatives.schedule.show"),
    (N_("Närvaro"), "cooperatives.presence.edit"),
    (N_("Medlemmar"), "cooperatives.members.index"),
    (N_("Fakturor"), "cooperatives.invoices.index"),
    (N_("Intäkter"), "cooperatives.revenue.show"),
)
