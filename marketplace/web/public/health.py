"""Whether the site can do its work, for whoever watches over it."""

from flask import Blueprint
from sqlalchemy import text

from marketplace.access import open_to
from marketplace.database import db

blueprint = Blueprint("health", __name__, url_prefix="/health")


@blueprint.get("")
@open_to()
def show() -> dict[str, str]:
    """Answers only when the database answers."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}
