"""Municipalities and the company network that belongs to each."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of


class Municipality(Identified, Base):
    """A municipality: where sites lie and members live; home of one network."""

    __tablename__ = "municipalities"
    slug: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True, doc="SCB's four digits")
    name: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]


class Network(Identified, Base):
    """The companies of one municipality that agreed to offer work and internships."""

    __tablename__ = "networks"
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipalities.id"), unique=True)
    target: Mapped[int] = mapped_column(default=10, doc="companies promised at least")
    municipality: Mapped[Municipality] = relationship()


class NetworkStatus(StrEnum):
    """Where a company stands in a network."""

    INVITED = "invited"
    ACTIVE = "active"
    DORMANT = "dormant"
    LEFT = "left"


NETWORK_STEPS = {
    NetworkStatus.INVITED: {NetworkStatus.ACTIVE, NetworkStatus.LEFT},
    NetworkStatus.ACTIVE: {NetworkStatus.DORMANT, NetworkStatus.LEFT},
    NetworkStatus.DORMANT: {NetworkStatus.ACTIVE, NetworkStatus.LEFT},
    NetworkStatus.LEFT: {NetworkStatus.INVITED},
}


class NetworkMembership(Identified, Base):
    """A company in a network."""

    __tablename__ = "network_memberships"
    __table_args__ = (UniqueConstraint("network_id", "company_id"),)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    status: Mapped[NetworkStatus] = mapped_column(one_of(NetworkStatus))
    joined_on: Mapped[date | None]
    network: Mapped[Network] = relationship()
