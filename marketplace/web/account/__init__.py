"""Doors of everybody signed in: one's own sign-ins, password, code app, and proving who one is."""

from flask import Blueprint

from marketplace.web.account import confirmation, password, second_factor, sessions

account = Blueprint("account", __name__, url_prefix="/account")
for noun in (confirmation, password, second_factor, sessions):
    account.register_blueprint(noun.blueprint)
