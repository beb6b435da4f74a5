"""The nouns of the marketplace. Importing this package makes every table known."""

from marketplace.models import (
    assignments,
    availability,
    companies,
    cooperatives,
    history,
    invoices,
    match_runs,
    members,
    messages,
    needs,
    payments,
    places,
    postings,
    proposals,
    time_reports,
    users,
)

__all__ = [
    "assignments",
    "availability",
    "companies",
    "cooperatives",
    "history",
    "invoices",
    "match_runs",
    "members",
    "messages",
    "needs",
    "payments",
    "places",
    "postings",
    "proposals",
    "time_reports",
    "users",
]
