"""Doors open to anyone: what this is, signing in, languages, components, health."""

from flask import Blueprint

from marketplace.web.public import (
    accessibility,
    calendars,
    components,
    health,
    invitations,
    jobs,
    languages,
    municipalities,
    pictures,
    recordings,
    sign_in,
    start,
    webhooks,
)

public = Blueprint("public", __name__)
for noun in (
    accessibility,
    components,
    health,
    invitations,
    jobs,
    languages,
    municipalities,
    sign_in,
    start,
    webhooks,
):
    public.register_blueprint(noun.blueprint)
for noun in (calendars, pictures, recordings):
    public.register_blueprint(noun.blueprint)
