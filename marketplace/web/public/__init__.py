"""Doors open to anyone: what this is, signing in, languages, components, health."""

from flask import Blueprint

from marketplace.web.public import components, health, languages, sign_in, start

public = Blueprint("public", __name__)
for noun in (components, health, languages, sign_in, start):
    public.register_blueprint(noun.blueprint)
