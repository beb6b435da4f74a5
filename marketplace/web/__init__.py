"""The doors: one blueprint a user group, one file a noun."""

from flask import Flask

from marketplace.web import errors, page, recordings, text, vocabulary
from marketplace.web.account import account
from marketplace.web.admin import admin
from marketplace.web.companies import companies
from marketplace.web.cooperatives import cooperatives
from marketplace.web.kooptjanst import kooptjanst
from marketplace.web.members import members
from marketplace.web.public import public


def register(app: Flask) -> None:
    """Open every door."""
    for blueprint in (account, admin, companies, cooperatives, kooptjanst, members, public):
        app.register_blueprint(blueprint)
    for surroundings in (errors, page, recordings, text, vocabulary):
        surroundings.register(app)
