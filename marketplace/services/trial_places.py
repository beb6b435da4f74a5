"""Cooperatives and workplaces by the ids that trials name them with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.database import db
from marketplace.models.companies import Site
from marketplace.models.cooperatives import Cooperative
from marketplace.services import cooperatives


@dataclass(frozen=True, slots=True)
class Places:
    """Everything a trial may name."""

    cooperatives: Mapping[str, Cooperative]
    sites: Mapping[str, Site]


def sites() -> Sequence[Site]:
    """Every workplace, by its company and place."""
    rows = db.session.scalars(select(Site).options(joinedload(Site.company))).all()
    return sorted(rows, key=lambda site: (site.company.name, site.locality))


def places() -> Places:
    """All of them, in two queries."""
    return Places(
        {one.public_id: one for one in cooperatives.by_name()},
        {one.public_id: one for one in sites()},
    )
