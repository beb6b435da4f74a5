"""The doors: one blueprint a user group, one file a noun."""

from flask import Flask

from marketplace.web import errors, page, text
from marketplace.web.public import public


def register(app: Flask) -> None:
    """Open every door."""
    for blueprint in (public,):
        app.register_blueprint(blueprint)
    errors.register(app)
    page.register(app)
    text.register(app)
