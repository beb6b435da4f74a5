"""The regions that are matched each on its own."""

from collections.abc import Sequence

from sqlalchemy import select

from marketplace.database import db
from marketplace.models.cooperatives import Region
from marketplace.services import alphabet


def listed() -> Sequence[Region]:
    """Every region by name."""
    return db.session.scalars(select(Region).order_by(alphabet.ordered(Region.name))).all()
