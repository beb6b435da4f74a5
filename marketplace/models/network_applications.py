"""Companies that ask to join a network, and what they were answered.

An application is the word of a stranger: it makes neither a customer nor somebody who signs in
until a person at Kooptjänst has said yes.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.companies import Company
from marketplace.models.places import Network
from marketplace.models.users import User


class ApplicationStatus(StrEnum):
    """Where an application stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


APPLICATION_STEPS = {
    ApplicationStatus.WAITING: {ApplicationStatus.ACCEPTED, ApplicationStatus.DECLINED},
    ApplicationStatus.ACCEPTED: set[ApplicationStatus](),
    ApplicationStatus.DECLINED: set[ApplicationStatus](),
}


class NetworkApplication(Identified, Base):
    """What a company wrote when it asked to join. `applicant`: who was signed in, if anybody."""

    __tablename__ = "network_applications"
    __table_args__ = (
        CheckConstraint("company_name <> ''", "company_named"),
        CheckConstraint("(status = 'waiting') = (answered_at IS NULL)", "answered_or_waits"),
        CheckConstraint("status <> 'declined' OR answer <> ''", "declined_with_words"),
        Index(
            "uq_network_applications_waiting",
            "network_id",
            "organisation_number",
            text("lower(email)"),
            unique=True,
            postgresql_where=text("status = 'waiting'"),
        ),
    )
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"))
    company_name: Mapped[str]
    organisation_number: Mapped[str]
    contact_name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    message: Mapped[str] = mapped_column(default="")
    status: Mapped[ApplicationStatus] = mapped_column(one_of(ApplicationStatus), index=True)
    applied_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="", doc="why not, as it was sent")
    company_id: Mapped[int | None] = mapped_column(
        ForeignKey("companies.id"), index=True, doc="its own, or what a yes made of it"
    )
    applicant_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    network: Mapped[Network] = relationship()
    company: Mapped[Company | None] = relationship()
    applicant: Mapped[User | None] = relationship()

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered."""
        return self.status == ApplicationStatus.WAITING
