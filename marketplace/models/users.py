"""People who sign in, what they may act as, their sign-ins, and what proves who they are."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, Numbered, one_of
from marketplace.models.companies import Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.members import Member


class Role(StrEnum):
    """What a person may act as."""

    COMPANY = "company"
    COACH = "coach"
    COOPERATIVE_ADMIN = "cooperative_admin"
    MEMBER = "member"
    KOOPTJANST = "kooptjanst"
    SYSADMIN = "sysadmin"


class User(Identified, Base):
    """Somebody who can sign in, in exactly one role for exactly one organisation."""

    __tablename__ = "users"
    __table_args__ = (
        Index("uq_users_email", text("lower(email)"), unique=True),
        CheckConstraint("(role = 'company') = (company_id IS NOT NULL)", "company_of_role"),
        CheckConstraint(
            "(role IN ('coach', 'cooperative_admin', 'member')) = (cooperative_id IS NOT NULL)",
            "cooperative_of_role",
        ),
        CheckConstraint("(role = 'member') = (member_id IS NOT NULL)", "member_of_role"),
    )
    name: Mapped[str]
    email: Mapped[str | None]
    phone: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str | None]
    code_hash: Mapped[str | None] = mapped_column(doc="a member's few digits for her own pages")
    role: Mapped[Role] = mapped_column(one_of(Role))
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), unique=True)
    active: Mapped[bool] = mapped_column(default=True)
    company: Mapped[Company | None] = relationship()
    cooperative: Mapped[Cooperative | None] = relationship()
    member: Mapped[Member | None] = relationship()

    @property
    def works_in_cooperative(self) -> bool:
        """Whether this is staff of a cooperative."""
        return self.role in (Role.COACH, Role.COOPERATIVE_ADMIN)


class SignIn(Identified, Base):
    """A session on the server's side; the cookie holds only the token."""

    __tablename__ = "sign_ins"
    __table_args__ = (CheckConstraint("NOT (with_code AND awaits_code)", "code_given_or_awaited"),)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime] = mapped_column(doc="when she last proved who she is")
    with_code: Mapped[bool] = mapped_column(default=False, doc="by a second factor too")
    awaits_code: Mapped[bool] = mapped_column(default=False, doc="half-way: opens nothing yet")
    device: Mapped[str] = mapped_column(default="", doc="browser and system, as it names itself")
    user: Mapped[User] = relationship()


class SecondFactor(Identified, Base):
    """An authenticator app, on once its first code was right; the secret is sealed."""

    __tablename__ = "second_factors"
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    sealed: Mapped[bytes]
    began_at: Mapped[datetime]
    on_since: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0, doc="no code up to here is taken again")
    user: Mapped[User] = relationship()
    recovery_codes: Mapped[list["RecoveryCode"]] = relationship(cascade="all, delete-orphan")


class RecoveryCode(Numbered, Base):
    """A code for the day the phone is lost; works once. Found by its beginning, kept as a hash."""

    __tablename__ = "recovery_codes"
    __table_args__ = (UniqueConstraint("second_factor_id", "beginning"),)
    second_factor_id: Mapped[int] = mapped_column(ForeignKey("second_factors.id"))
    beginning: Mapped[str]
    rest_hash: Mapped[str]
    used_at: Mapped[datetime | None]


class SignInLink(Numbered, Base):
    """A one-time link by mail. Reading it never uses it up; pressing the button does."""

    __tablename__ = "sign_in_links"
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    user: Mapped[User] = relationship()


class SignInAttempt(Numbered, Base):
    """A failed try, kept a quarter of an hour: limits hold over all web processes."""

    __tablename__ = "sign_in_attempts"
    subject: Mapped[str] = mapped_column(index=True, doc="hash of an account or an address")
    tried_at: Mapped[datetime]
