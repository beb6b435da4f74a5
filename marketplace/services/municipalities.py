"""The municipalities as anyone may see them: network, cooperative, open jobs; nobody's name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, NotFound
from marketplace.models.companies import Company, Site
from marketplace.models.cooperatives import Cooperative, cooperative_municipalities
from marketplace.models.places import Municipality, Network
from marketplace.models.postings import Posting, PostingStatus, Shift
from marketplace.services import alphabet, listings, networks
from marketplace.services.lists import Source

OPEN = (PostingStatus.OPEN, PostingStatus.PARTLY_FILLED)


@dataclass(frozen=True, slots=True)
class Place:
    """One municipality: companies now and promised, jobs that look for people, who does them."""

    network: Network
    companies: int
    promised: int
    open_jobs: int
    cooperatives: Sequence[Cooperative]

    @property
    def municipality(self) -> Municipality:
        """Where it is."""
        return self.network.municipality

    @property
    def missing(self) -> int:
        """How many companies are left to win."""
        return max(0, self.promised - self.companies)


def places() -> Sequence[Place]:
    """Every municipality that has a network, by name, in three queries."""
    jobs, served = _open_jobs(), _serving()
    return [
        Place(
            network=state.network,
            companies=state.companies,
            promised=state.network.target,
            open_jobs=jobs.get(state.network.municipality_id, 0),
            cooperatives=served.get(state.network.municipality_id, ()),
        )
        for state in networks.states()
    ]


def place(slug: str) -> Place:
    """The municipality of that slug. Raises NotFound."""
    found = next((one for one in places() if one.municipality.slug == slug), None)
    if found is None:
        raise NotFound(N_("Den kommunen är inte med än."))
    return found


def public_jobs(slug: str) -> Source[Posting]:
    """Jobs in a municipality that look for people and that their companies show to anyone."""
    first = (
        select(func.min(Shift.starts_at)).where(Shift.posting_id == Posting.id).scalar_subquery()
    )
    return Source(
        query=_shown().where(Site.municipality.has(slug=slug)).join(Posting.company),
        tie=Posting.id,
        orders={"day": first, "company": Company.name, "place": Site.locality},
        texts=(Company.name, Site.locality),
        also=listings.is_task,
    )


def public_job(public_id: str) -> Posting:
    """One such job. Raises NotFound, the same for a job that is not shown as for none."""
    known = public_id.isalnum()
    found = db.session.scalar(_shown().where(Posting.public_id == public_id)) if known else None
    if found is None:
        raise NotFound(N_("Jobbet finns inte, eller söker ingen längre."))
    return found


def _shown() -> Select[Posting]:
    return (
        select(Posting)
        .join(Posting.site)
        .where(Posting.is_public, *_looks_for_people())
        .options(
            joinedload(Posting.company),
            joinedload(Posting.cooperative),
            joinedload(Posting.site).joinedload(Site.municipality),
            selectinload(Posting.shifts),
        )
    )


def _looks_for_people() -> Sequence[ColumnElement[bool]]:
    """The same for those that are counted and those that are shown."""
    return Posting.status.in_(OPEN), Posting.shifts.any(Shift.starts_at > now())


def _open_jobs() -> dict[int, int]:
    rows = db.session.execute(
        select(Site.municipality_id, func.count())
        .join(Posting, Posting.site_id == Site.id)
        .where(*_looks_for_people())
        .group_by(Site.municipality_id)
    )
    return {row[0]: row[1] for row in rows}


def _serving() -> dict[int, list[Cooperative]]:
    link = cooperative_municipalities.c
    rows = db.session.execute(
        select(link.municipality_id, Cooperative)
        .join(Cooperative, Cooperative.id == link.cooperative_id)
        .order_by(alphabet.ordered(Cooperative.name))
    )
    found: dict[int, list[Cooperative]] = {}
    for municipality_id, cooperative in rows:
        found.setdefault(municipality_id, []).append(cooperative)
    return found
