"""Jobs and internships that companies ask for, with their shifts."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.clock import local, now
from marketplace.database import Base, Identified, Numbered, one_of
from marketplace.models.companies import Company, Site
from marketplace.models.cooperatives import Cooperative


class PostingKind(StrEnum):
    """Who leads the work: the company (hire_out), the cooperative (service); or an internship."""

    HIRE_OUT = "hire_out"
    SERVICE = "service"
    INTERNSHIP = "internship"


class PostingStatus(StrEnum):
    """Where a posting stands between the company's wish and the work done."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    OPEN = "open"
    PARTLY_FILLED = "partly_filled"
    FILLED = "filled"
    RUNNING = "running"
    DONE = "done"
    WITHDRAWN = "withdrawn"


POSTING_STEPS = {
    PostingStatus.DRAFT: {PostingStatus.SUBMITTED, PostingStatus.WITHDRAWN},
    PostingStatus.SUBMITTED: {PostingStatus.OPEN, PostingStatus.RETURNED, PostingStatus.WITHDRAWN},
    PostingStatus.RETURNED: {PostingStatus.SUBMITTED, PostingStatus.WITHDRAWN},
    PostingStatus.OPEN: {
        PostingStatus.PARTLY_FILLED,
        PostingStatus.FILLED,
        PostingStatus.WITHDRAWN,
        PostingStatus.DONE,
    },
    PostingStatus.PARTLY_FILLED: {
        PostingStatus.OPEN,
        PostingStatus.FILLED,
        PostingStatus.RUNNING,
        PostingStatus.WITHDRAWN,
    },
    PostingStatus.FILLED: {
        PostingStatus.OPEN,
        PostingStatus.PARTLY_FILLED,
        PostingStatus.RUNNING,
        PostingStatus.WITHDRAWN,
    },
    PostingStatus.RUNNING: {PostingStatus.DONE, PostingStatus.PARTLY_FILLED},
    PostingStatus.DONE: set[PostingStatus](),
    PostingStatus.WITHDRAWN: set[PostingStatus](),
}
STAFFABLE = (PostingStatus.OPEN, PostingStatus.PARTLY_FILLED, PostingStatus.FILLED)


class Posting(Identified, Base):
    """A job at one site for one cooperative, who answers for it and sends the invoice."""

    __tablename__ = "postings"
    __table_args__ = (
        UniqueConstraint("id", "kind"),
        CheckConstraint("(kind = 'internship') = (ore_per_hour IS NULL)", "internship_unpriced"),
        CheckConstraint("ore_per_hour > 0", "price_positive"),
        CheckConstraint("priority BETWEEN 1 AND 3", "priority_range"),
        CheckConstraint("team >= 1", "team_positive"),
        CheckConstraint("workers_per_supervisor >= 1", "supervision_positive"),
    )
    kind: Mapped[PostingKind] = mapped_column(one_of(PostingKind))
    status: Mapped[PostingStatus] = mapped_column(one_of(PostingStatus), index=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"), index=True)
    task: Mapped[str] = mapped_column(doc="code of a task")
    details: Mapped[str] = mapped_column(default="")
    ore_per_hour: Mapped[int | None] = mapped_column(doc="agreed when posted, before VAT")
    priority: Mapped[int] = mapped_column(default=1)
    whole: Mapped[bool] = mapped_column(default=False, doc="same people on every shift")
    team: Mapped[int] = mapped_column(default=1, doc="least number at work at once")
    workers_per_supervisor: Mapped[int | None] = mapped_column(
        doc="led by the cooperative: supervisors go along; empty = the site leads"
    )
    supervisor_name: Mapped[str] = mapped_column(default="", doc="who leads on site")
    is_public: Mapped[bool] = mapped_column(default=False, doc="the company shows it to anyone")
    submitted_at: Mapped[datetime | None]
    answer_by: Mapped[datetime | None] = mapped_column(doc="when the company is told the crew")
    form_key: Mapped[str | None] = mapped_column(unique=True, doc="one form, one posting")
    version: Mapped[int] = mapped_column(default=1)
    company: Mapped[Company] = relationship()
    site: Mapped[Site] = relationship()
    cooperative: Mapped[Cooperative] = relationship()
    shifts: Mapped[list["Shift"]] = relationship(
        back_populates="posting", order_by="Shift.starts_at", cascade="all, delete-orphan"
    )
    skills: Mapped[list["PostingSkill"]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's own attribute

    @property
    def is_staffable(self) -> bool:
        """Whether people can still be proposed, asked and booked."""
        return self.status in STAFFABLE

    @property
    def is_answer_late(self) -> bool:
        """Whether the company should have been told by now who comes."""
        return self.is_staffable and self.answer_by is not None and self.answer_by < now()

    @property
    def is_billable(self) -> bool:
        """Whether its hours become an invoice: internships never do."""
        return self.kind != PostingKind.INTERNSHIP

    @property
    def live_shifts(self) -> list["Shift"]:
        """The shifts that are not cancelled."""
        return [shift for shift in self.shifts if shift.status != ShiftStatus.CANCELLED]

    @property
    def seats(self) -> int:
        """Places to fill, over all shifts."""
        return sum(shift.heads for shift in self.live_shifts)

    @property
    def seat_minutes(self) -> int:
        """Work minutes asked for, over all places."""
        return sum(shift.heads * shift.work_minutes for shift in self.live_shifts)


class PostingSkill(Numbered, Base):
    """A skill that a posting asks for at a level, or would be glad of."""

    __tablename__ = "posting_skills"
    __table_args__ = (
        UniqueConstraint("posting_id", "skill"),
        CheckConstraint("level BETWEEN 1 AND 3", "level_range"),
    )
    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id"))
    skill: Mapped[str] = mapped_column(doc="code of a skill")
    level: Mapped[int]
    merit: Mapped[bool] = mapped_column(default=False, doc="wished for, not asked for")


class ShiftStatus(StrEnum):
    """Whether a shift has its crew, and whether it took place."""

    PLANNED = "planned"
    STAFFED = "staffed"
    WORKED = "worked"
    CANCELLED = "cancelled"


SHIFT_STEPS = {
    ShiftStatus.PLANNED: {ShiftStatus.STAFFED, ShiftStatus.WORKED, ShiftStatus.CANCELLED},
    ShiftStatus.STAFFED: {ShiftStatus.PLANNED, ShiftStatus.WORKED, ShiftStatus.CANCELLED},
    ShiftStatus.WORKED: set[ShiftStatus](),
    ShiftStatus.CANCELLED: set[ShiftStatus](),
}


class Shift(Identified, Base):
    """One stretch of work for a number of people."""

    __tablename__ = "shifts"
    __table_args__ = (
        UniqueConstraint("id", "kind"),
        ForeignKeyConstraint(["posting_id", "kind"], ["postings.id", "postings.kind"]),
        CheckConstraint("starts_at < ends_at", "start_before_end"),
        CheckConstraint("heads BETWEEN 1 AND 200", "heads_range"),
        CheckConstraint(
            "break_minutes >= 0 AND break_minutes * interval '1 minute' < ends_at - starts_at",
            "break_within",
        ),
    )
    posting_id: Mapped[int] = mapped_column(index=True)
    kind: Mapped[PostingKind] = mapped_column(one_of(PostingKind))
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    break_minutes: Mapped[int] = mapped_column(default=0)
    heads: Mapped[int]
    status: Mapped[ShiftStatus] = mapped_column(one_of(ShiftStatus))
    posting: Mapped[Posting] = relationship(back_populates="shifts")

    @property
    def work_minutes(self) -> int:
        """Paid minutes of one place: the stretch less its break."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60 - self.break_minutes

    @property
    def day(self) -> date:
        """The calendar day in Stockholm on which it starts."""
        return local(self.starts_at).date()
