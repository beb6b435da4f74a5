"""Municipalities and the company network that belongs to each."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
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
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LEFT = "left"


NETWORK_STEPS = {
    NetworkStatus.INVITED: {
        NetworkStatus.ACTIVE,
        NetworkStatus.DECLINED,
        NetworkStatus.WITHDRAWN,
    },
    NetworkStatus.ACTIVE: {NetworkStatus.DORMANT, NetworkStatus.LEFT},
    NetworkStatus.DORMANT: {NetworkStatus.ACTIVE, NetworkStatus.LEFT},
    NetworkStatus.DECLINED: {NetworkStatus.ACTIVE, NetworkStatus.INVITED},
    NetworkStatus.WITHDRAWN: {NetworkStatus.INVITED},
    NetworkStatus.LEFT: {NetworkStatus.INVITED},
}
"""The legal steps. Who has declined may think again by the same link; who has left, or whose
invitation was taken back, is invited anew."""


class NetworkMembership(Identified, Base):
    """A company in a network, or asked to be in it. The link in the invitation leads here."""

    __tablename__ = "network_memberships"
    __table_args__ = (
        UniqueConstraint("network_id", "company_id"),
        CheckConstraint("token_hash IS NULL OR invited_at IS NOT NULL", "link_was_sent"),
    )
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    status: Mapped[NetworkStatus] = mapped_column(one_of(NetworkStatus))
    joined_on: Mapped[date | None]
    invited_at: Mapped[datetime | None] = mapped_column(doc="when the newest invitation was sent")
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id"), index=True, doc="whom the invitation was sent to"
    )
    token_hash: Mapped[str | None] = mapped_column(unique=True, doc="of the link in it")
    network: Mapped[Network] = relationship()
