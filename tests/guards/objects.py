"""Which row each address with a parameter leads to, by endpoint. An undeclared one fails.

The words are the nouns that tests/guards/world.py keeps of each tenant. Personal ones belong to one
user alone, whatever her role.
"""

from collections.abc import Mapping

PERSONAL = frozenset({"sign_ins"})
"""Nouns that not even those who see everything may touch for others."""

OBJECTS: Mapping[str, str] = {
    "account.sessions.end": "sign_ins",
    "admin.messages.show": "messages",
    "admin.users.activate": "users",
    "admin.users.deactivate": "users",
    "admin.users.end_sessions": "users",
    "admin.users.send_link": "users",
    "admin.users.show": "users",
    "companies.invoices.pdf": "invoices",
    "companies.invoices.show": "invoices",
    "companies.postings.progress": "postings",
    "companies.postings.show": "postings",
    "companies.postings.withdraw": "postings",
    "companies.sites.edit": "sites",
    "companies.time_reports.confirm": "postings",
    "companies.time_reports.dispute": "postings",
    "companies.time_reports.show": "postings",
    "cooperatives.crews.answer": "asks",
    "cooperatives.crews.approve": "postings",
    "cooperatives.crews.progress": "postings",
    "cooperatives.crews.show": "postings",
    "cooperatives.crews.stop": "postings",
    "cooperatives.crews.swap": "proposals",
    "cooperatives.crews.alternatives": "proposals",
    "cooperatives.crews.take_out": "proposals",
    "cooperatives.invoices.issue": "invoices",
    "cooperatives.invoices.pay": "invoices",
    "cooperatives.invoices.pdf": "invoices",
    "cooperatives.invoices.show": "invoices",
    "cooperatives.members.show": "members",
    "cooperatives.needs.agree": "members",
    "cooperatives.needs.edit": "members",
    "cooperatives.needs.withdraw": "members",
    "cooperatives.needs.write": "members",
    "cooperatives.time_reports.edit": "postings",
    "kooptjanst.cooperatives.show": "cooperatives",
    "kooptjanst.match_runs.show": "match_runs",
    "kooptjanst.networks.show": "networks",
    "members.asks.answer": "tokens",
    "members.asks.show": "tokens",
    "members.shifts.cancel": "assignments",
    "members.shifts.leave": "assignments",
    "public.languages.choose": "languages",
    "public.municipalities.show": "slugs",
    "public.sign_in.open_link": "tokens",
    "public.sign_in.use_link": "tokens",
}
