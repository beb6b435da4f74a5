"""Members: who they are, and their three dated relations to the cooperative."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, DATERANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.cooperatives import Cooperative
from marketplace.models.places import Municipality

member_blocks = Table(
    "member_blocks",
    Base.metadata,
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("company_id", ForeignKey("companies.id"), primary_key=True),
)
"""Companies a member does not want to work for. No reason is asked, and no company learns of it."""


def never_overlapping(name: str, where: str | None = None) -> ExcludeConstraint:
    """One person's periods of one sort never overlap; `where` limits it to some rows.

    The member's id stands as a range of one, so that no extension of PostgreSQL is needed.
    """
    return ExcludeConstraint(
        (text("int8range(member_id, member_id, '[]')"), "&&"),
        ("during", "&&"),
        using="gist",
        name=name,
        where=None if where is None else text(where),
    )


class Gender(StrEnum):
    """Self-stated; for statistics only, never an input of the matching."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"
    UNDISCLOSED = "undisclosed"


class Reminder(StrEnum):
    """When a member wants to be reminded of a shift."""

    NONE = "none"
    EVENING_BEFORE = "evening_before"
    TWO_HOURS_BEFORE = "two_hours_before"


class Member(Identified, Base):
    """A person in a cooperative. Locality, not street: enough for travel, less to lose."""

    __tablename__ = "members"
    __table_args__ = (
        CheckConstraint("day_minutes BETWEEN 0 AND 1440", "day_minutes_range"),
        CheckConstraint("week_minutes BETWEEN 0 AND 10080", "week_minutes_range"),
        CheckConstraint("wanted_week_minutes BETWEEN 0 AND 10080", "wanted_range"),
        CheckConstraint("support BETWEEN 1 AND 4", "support_range"),
        CheckConstraint("reach_km >= 0", "reach_positive"),
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"), index=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipalities.id"), index=True)
    given_name: Mapped[str]
    family_name: Mapped[str]
    gender: Mapped[Gender] = mapped_column(one_of(Gender))
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="sv")
    locality: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    reach_km: Mapped[int]
    day_minutes: Mapped[int] = mapped_column(doc="longest working day")
    week_minutes: Mapped[int] = mapped_column(doc="most work in a week")
    wanted_week_minutes: Mapped[int] = mapped_column(doc="work wished for in a week")
    night_work: Mapped[bool] = mapped_column(default=False)
    support: Mapped[int] = mapped_column(default=1, doc="1 works alone … 4 has someone beside")
    supervisor: Mapped[bool] = mapped_column(default=False)
    protected_identity: Mapped[bool] = mapped_column(default=False)
    wishes: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, doc="codes of tasks")
    develop: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, doc="codes of skills")
    reminder: Mapped[Reminder] = mapped_column(one_of(Reminder), default=Reminder.NONE)
    erased_at: Mapped[datetime | None] = mapped_column(doc="a row without a person since then")
    cooperative: Mapped[Cooperative] = relationship()
    municipality: Mapped[Municipality] = relationship()
    stays: Mapped[list["Stay"]] = relationship(order_by="Stay.during")
    employments: Mapped[list["Employment"]] = relationship(order_by="Employment.during")
    skills: Mapped[list["MemberSkill"]] = relationship(
        back_populates="member", order_by="MemberSkill.skill"
    )

    @property
    def name(self) -> str:
        """The whole name, for the cooperative's own people."""
        return f"{self.given_name} {self.family_name}"

    @property
    def shown_locality(self) -> str:
        """Where she lives, for lists and files; of somebody with protected identity nothing."""
        return "" if self.protected_identity else self.locality

    @property
    def short_name(self) -> str:
        """First name and initial: what a company learns after a yes.

        Of somebody with protected identity it learns no part of the name, only a mark to ask for.
        """
        if self.protected_identity:
            return f"Medlem {self.public_id[:3].upper()}"
        return f"{self.given_name} {self.family_name[:1]}."


class StayPhase(StrEnum):
    """Where a participant stands on the way to work."""

    INTRODUCTION = "introduction"
    REHABILITATION = "rehabilitation"
    WORK_READY = "work_ready"


class ExitReason(StrEnum):
    """What a person went to when a stay ended, as told on the last day."""

    WORK = "work"
    COOPERATIVE = "cooperative"
    BUSINESS = "business"
    EDUCATION = "education"
    MOVED = "moved"
    HEALTH = "health"
    OTHER = "other"


class Stay(Identified, Base):
    """A participation, from admission to exit; follow-ups hang on it. Re-entry is a new stay."""

    __tablename__ = "stays"
    __table_args__ = (
        never_overlapping("ex_stays_one_at_a_time"),
        CheckConstraint("upper_inf(during) = (exit_reason IS NULL)", "exit_has_reason"),
        CheckConstraint("NOT isempty(during)", "during_not_empty"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    during: Mapped[Range[date]] = mapped_column(DATERANGE)
    phase: Mapped[StayPhase] = mapped_column(one_of(StayPhase))
    exit_reason: Mapped[ExitReason | None] = mapped_column(one_of(ExitReason))


class Membership(Identified, Base):
    """Ownership: a share in the association and one vote while it lasts."""

    __tablename__ = "memberships"
    __table_args__ = (
        never_overlapping("ex_memberships_one_at_a_time"),
        CheckConstraint("NOT isempty(during)", "during_not_empty"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    during: Mapped[Range[date]] = mapped_column(DATERANGE)
    share_ore: Mapped[int] = mapped_column(default=10_000)


class EmploymentForm(StrEnum):
    """The ground of an employment; decides which rules of hiring-out apply."""

    ORDINARY = "ordinary"
    WAGE_SUBSIDY = "wage_subsidy"
    SHELTERED = "sheltered"


class Employment(Identified, Base):
    """An employment: only during one may a person be hired out or billed."""

    __tablename__ = "employments"
    __table_args__ = (
        UniqueConstraint("id", "member_id"),
        never_overlapping("ex_employments_one_at_a_time"),
        CheckConstraint("extent_permille BETWEEN 1 AND 1000", "extent_range"),
        CheckConstraint("NOT isempty(during)", "during_not_empty"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    form: Mapped[EmploymentForm] = mapped_column(one_of(EmploymentForm))
    extent_permille: Mapped[int]
    during: Mapped[Range[date]] = mapped_column(DATERANGE)

    def covers(self, day: date) -> bool:
        """Whether the employment holds on that day."""
        return day in self.during


class SkillStatus(StrEnum):
    """How sure we are of a skill."""

    SELF_STATED = "self_stated"
    OBSERVED = "observed"
    VALIDATED = "validated"
    EXPIRED = "expired"


SKILL_STEPS = {
    SkillStatus.SELF_STATED: {SkillStatus.OBSERVED, SkillStatus.VALIDATED, SkillStatus.EXPIRED},
    SkillStatus.OBSERVED: {SkillStatus.VALIDATED, SkillStatus.EXPIRED},
    SkillStatus.VALIDATED: {SkillStatus.VALIDATED, SkillStatus.EXPIRED},
    SkillStatus.EXPIRED: {SkillStatus.OBSERVED, SkillStatus.VALIDATED},
}


class SkillMethod(StrEnum):
    """How a skill was validated."""

    THEORY = "theory"
    PRACTICE = "practice"
    PAPER = "paper"


class MemberSkill(Identified, Base):
    """A skill of a person, at level 1 (with help), 2 (alone) or 3 (can teach it)."""

    __tablename__ = "member_skills"
    __table_args__ = (
        UniqueConstraint("member_id", "skill"),
        CheckConstraint("level BETWEEN 1 AND 3", "level_range"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    skill: Mapped[str] = mapped_column(doc="code of a skill")
    level: Mapped[int]
    status: Mapped[SkillStatus] = mapped_column(one_of(SkillStatus))
    expires_on: Mapped[date | None]
    noted_on: Mapped[date | None] = mapped_column(doc="when it was last said, seen or tested")
    evidence: Mapped[str] = mapped_column(default="", doc="where it was seen, or which paper")
    assessor: Mapped[str] = mapped_column(default="", doc="who validated it")
    method: Mapped[SkillMethod | None] = mapped_column(one_of(SkillMethod))
    member: Mapped[Member] = relationship(back_populates="skills")
