"""Cooperatives and workplaces by the ids that trials name them with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import joinedload

from marketplace.clock import today
from marketplace.database import db
from marketplace.models.companies import FeatureAnswer, Site, SiteFeature
from marketplace.models.cooperatives import Cooperative
from marketplace.models.members import Employment, Member, Stay
from marketplace.services import alphabet, cooperatives
from marketplace.services.past_work import WEEKS


@dataclass(frozen=True, slots=True)
class Places:
    """Everything a trial may name."""

    cooperatives: Mapping[str, Cooperative]
    sites: Mapping[str, Site]


def sites() -> Sequence[Site]:
    """Every workplace, by its company and place."""
    rows = db.session.scalars(select(Site).options(joinedload(Site.company))).all()
    return sorted(rows, key=lambda site: (site.company.name, site.locality))


def answers_of(some: Sequence[Site]) -> Mapping[tuple[str, str], FeatureAnswer]:
    """What companies have answered of these workplaces, by its public id and the condition."""
    rows = db.session.execute(
        select(Site.public_id, SiteFeature.condition, SiteFeature.answer)
        .join(SiteFeature, SiteFeature.site_id == Site.id)
        .where(Site.id.in_([site.id for site in some]))
    )
    return {(site, condition): answer for site, condition, answer in rows}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who might be tried: her random id and the name of her cooperative, nothing else."""

    public_id: str
    cooperative: str


def people() -> Sequence[Person]:
    """Everybody who was employed or took part in the last four weeks, in an order that says
    nothing."""
    end = today()
    days = Range(end - timedelta(weeks=WEEKS), end)
    employed = select(Employment.member_id).where(Employment.during.op("&&")(days))
    staying = select(Stay.member_id).where(Stay.during.op("&&")(days))
    rows = db.session.execute(
        select(Member.public_id, Cooperative.name)
        .join(Member.cooperative)
        .where(Member.erased_at.is_(None), Member.id.in_(employed) | Member.id.in_(staying))
        .order_by(
            alphabet.ordered(Cooperative.name), func.right(Member.public_id, 4), Member.public_id
        )
    )
    return [Person(*row) for row in rows]


def places() -> Places:
    """All of them, in two queries."""
    return Places(
        {one.public_id: one for one in cooperatives.by_name()},
        {one.public_id: one for one in sites()},
    )
