"""Orangeriet, the marketplace: people, rules that need memory, pages."""

from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined

from marketplace import access, cli, connection, models, sealing, security, web
from marketplace.database import db
from marketplace.settings import Settings

ROOT = Path(__file__).parents[1]
A_YEAR_SECONDS = 365 * 24 * 3600

__all__ = ["create_app", "models"]


def create_app(settings: Settings) -> Flask:
    """Build the application: plug in, register doors, nothing else. Opens no connection."""
    app = Flask(
        __name__,
        root_path=str(ROOT),
        instance_path=str(settings.instance),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    app.extensions["settings"] = settings
    sealing.use(sealing.Keyring.from_text(settings.needs_keys))
    app.config.update(
        SQLALCHEMY_DATABASE_URI=connection.addresses(settings).app,
        SQLALCHEMY_ENGINE_OPTIONS=connection.engine_options(),
        PUBLIC_URL=settings.public_url,
        BABEL_DEFAULT_LOCALE="sv",
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "marketplace" / "translations"),
        SEND_FILE_MAX_AGE_DEFAULT=A_YEAR_SECONDS,
    )
    security.protect(app, settings)
    db.init_app(app)
    connection.prepare(app, settings)
    access.register(app)
    web.register(app)
    cli.register(app)
    return app
