"""The cooperatives, and which of them answers for which place."""

from collections.abc import Sequence

from sqlalchemy import select

from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.companies import Site
from marketplace.models.cooperatives import Cooperative, cooperative_municipalities
from marketplace.services import alphabet


def serving(site: Site) -> Cooperative:
    """The cooperative that works in the site's municipality; the oldest where there are several.

    Raises Invalid, on the field `site`, where none does.
    """
    found = db.session.scalar(
        select(Cooperative)
        .join(
            cooperative_municipalities,
            cooperative_municipalities.c.cooperative_id == Cooperative.id,
        )
        .where(cooperative_municipalities.c.municipality_id == site.municipality_id)
        .order_by(Cooperative.id)
        .limit(1)
    )
    if found is None:
        raise Invalid(
            N_("Inget kooperativ arbetar i kommunen än. Välj en annan arbetsplats."), field="site"
        )
    return found


def by_name() -> Sequence[Cooperative]:
    """Every cooperative."""
    return db.session.scalars(
        select(Cooperative).order_by(alphabet.ordered(Cooperative.name))
    ).all()
