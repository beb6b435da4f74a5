"""Company networks: how many companies a municipality was promised, and whom to call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ScalarSelect, and_, func, literal, select, union_all
from sqlalchemy.orm import joinedload

from marketplace.clock import local, now, today
from marketplace.database import db
from marketplace.models.companies import Company, Site
from marketplace.models.history import Event
from marketplace.models.network_applications import ApplicationStatus, NetworkApplication
from marketplace.models.places import Municipality, Network, NetworkMembership, NetworkStatus
from marketplace.models.postings import Posting
from marketplace.services import alphabet, events
from marketplace.services.events import Subject
from marketplace.services.lists import Source

SILENT_AFTER = timedelta(days=180)
"""A company that has asked for nothing for so long is called. Our own measure, not the promise's:
the promise counts companies in the network."""


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
GONE = (NetworkStatus.LEFT, NetworkStatus.WITHDRAWN)
"""Not shown among the companies of a network."""


@dataclass(frozen=True, slots=True)
class NetworkState:
    """One network: companies in it, those of them that asked for work lately, and the promise.

    `applied`: how many ask to join and wait for an answer.
    """

    network: Network
    companies: int
    posted_lately: int
    applied: int = 0

    @property
    def missing(self) -> int:
        """How many companies are left to win."""
        return max(0, self.network.target - self.companies)


@dataclass(frozen=True, slots=True)
class Standing:
    """A company in a network. `posted_on`: when it last asked for work there."""

    company: Company
    status: NetworkStatus
    joined_on: date | None
    posted_on: date | None
    invited_on: date | None = None
    public_id: str = ""
    """of the membership"""

    @property
    def needs_a_call(self) -> bool:
        """Whether it has been in the network, or without a posting, longer than 180 days."""
        if self.status not in (NetworkStatus.ACTIVE, NetworkStatus.DORMANT):
            return False
        heard_of = [day for day in (self.posted_on, self.joined_on) if day is not None]
        return not heard_of or max(heard_of) <= today() - SILENT_AFTER


def states() -> Sequence[NetworkState]:
    """Every network by the name of its municipality, in one query."""
    lately = _last_posted() > now() - SILENT_AFTER
    rows = db.session.execute(
        select(
            Network,
            func.count(NetworkMembership.id),
            func.count(NetworkMembership.id).filter(lately),
            _applied(),
        )
        .join(Network.municipality)
        .outerjoin(
            NetworkMembership,
            and_(
                NetworkMembership.network_id == Network.id,
                NetworkMembership.status == NetworkStatus.ACTIVE,
            ),
        )
        .group_by(Network.id, Municipality.id)
        .order_by(alphabet.ordered(Municipality.name))
        .options(joinedload(Network.municipality))
    )
    return [NetworkState(*row) for row in rows]


def state_of(network: Network) -> NetworkState:
    """How one network stands."""
    return next(state for state in states() if state.network.id == network.id)


def companies(network: Network) -> Sequence[Standing]:
    """The companies of a network by name; those that have left are not among them."""
    rows = db.session.execute(
        select(Company, NetworkMembership, _last_posted())
        .join(NetworkMembership, NetworkMembership.company_id == Company.id)
        .join(Network, Network.id == NetworkMembership.network_id)
        .where(Network.id == network.id, NetworkMembership.status.not_in(GONE))
        .order_by(alphabet.ordered(Company.name), Company.id)
    )
    return [
        Standing(
            company,
            row.status,
            row.joined_on,
            _day(last),
            _day(row.invited_at),
            row.public_id,
        )
        for company, row, last in rows
    ]


def happenings(network: Network) -> tuple[Sequence[Event], Mapping[Subject, str]]:
    """The newest that happened to a network's companies and applications, with their names."""
    joined = select(literal("network_memberships"), NetworkMembership.id, Company.name).join(
        Company, Company.id == NetworkMembership.company_id
    )
    asked = select(
        literal("network_applications"), NetworkApplication.id, NetworkApplication.company_name
    )
    rows = db.session.execute(
        union_all(
            joined.where(NetworkMembership.network_id == network.id),
            asked.where(NetworkApplication.network_id == network.id),
        )
    )
    found = events.latest(
        events.under(NetworkMembership, NetworkMembership.network_id == network.id),
        events.under(NetworkApplication, NetworkApplication.network_id == network.id),
    )
    return found, {(row[0], row[1]): row[2] for row in rows}


def source(network: Network) -> Source[NetworkMembership]:
    """The companies of a network that have not left it, by name."""
    silent = func.coalesce(_last_posted(), LONG_AGO) <= now() - SILENT_AFTER
    return Source(
        query=select(NetworkMembership)
        .join(Company, Company.id == NetworkMembership.company_id)
        .join(Network, Network.id == NetworkMembership.network_id)
        .where(Network.id == network.id, NetworkMembership.status.not_in(GONE)),
        tie=NetworkMembership.id,
        orders={
            "name": Company.name,
            "joined": NetworkMembership.joined_on,
            "posted": _last_posted(),
            "invited": NetworkMembership.invited_at,
        },
        texts=(Company.name,),
        filters={
            "status": {
                one.value: NetworkMembership.status == one
                for one in NetworkStatus
                if one not in GONE
            },
            "posted": {"lately": ~silent, "silent": silent},
        },
    )


def around(company: Company) -> Sequence[tuple[NetworkState, Sequence[Standing]]]:
    """Every network of a municipality where the company has a site or that it stands in, with who
    is in it; all of them where it has neither yet."""
    own = {site.municipality_id for site in company.sites}
    standing = select(NetworkMembership.network_id).where(
        NetworkMembership.company_id == company.id, NetworkMembership.status.not_in(GONE)
    )
    named = set(db.session.scalars(standing))
    every = states()
    near = [
        state
        for state in every
        if state.network.municipality_id in own or state.network.id in named
    ] or every
    return [(state, companies(state.network)) for state in near]


def own_happenings(company: Company) -> tuple[Sequence[Event], Mapping[Subject, str]]:
    """The newest that happened to a company in networks, with each network's municipality."""
    named = []
    for table, noun in (
        ("network_memberships", NetworkMembership),
        ("network_applications", NetworkApplication),
    ):
        named.append(
            select(literal(table), noun.id, Municipality.name)
            .join(Network, Network.id == noun.network_id)
            .join(Network.municipality)
            .where(noun.company_id == company.id)
        )
    found = events.latest(
        events.under(NetworkMembership, NetworkMembership.company_id == company.id),
        events.under(NetworkApplication, NetworkApplication.company_id == company.id),
    )
    rows = db.session.execute(union_all(*named))
    return found, {(row[0], row[1]): row[2] for row in rows}


def _last_posted() -> ScalarSelect[datetime | None]:
    """When the company of a membership last asked for work in the network's municipality."""
    return (
        select(func.max(Posting.submitted_at))
        .join(Posting.site)
        .where(
            Posting.company_id == NetworkMembership.company_id,
            Site.municipality_id == Network.municipality_id,
        )
        .correlate(NetworkMembership, Network)
        .scalar_subquery()
    )


def _applied() -> ScalarSelect[int]:
    """How many applications to a network wait for an answer."""
    return (
        select(func.count())
        .where(
            NetworkApplication.network_id == Network.id,
            NetworkApplication.status == ApplicationStatus.WAITING,
        )
        .correlate(Network)
        .scalar_subquery()
    )


def _day(moment: datetime | None) -> date | None:
    return local(moment).date() if moment else None
