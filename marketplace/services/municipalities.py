"""The municipalities and how their company networks stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from marketplace.database import db
from marketplace.models.places import Municipality, Network, NetworkMembership, NetworkStatus


@dataclass(frozen=True, slots=True)
class NetworkState:
    """One municipality's network: companies now, companies promised."""

    municipality: Municipality
    companies: int
    target: int


def networks() -> Sequence[NetworkState]:
    """Every municipality with the size of its network, by name."""
    rows = db.session.execute(
        select(Municipality, func.count(NetworkMembership.id), Network.target)
        .join(Network, Network.municipality_id == Municipality.id)
        .outerjoin(
            NetworkMembership,
            (NetworkMembership.network_id == Network.id)
            & (NetworkMembership.status == NetworkStatus.ACTIVE),
        )
        .group_by(Municipality.id, Network.target)
        .order_by(Municipality.name)
    )
    return [NetworkState(municipality, count, target) for municipality, count, target in rows]
