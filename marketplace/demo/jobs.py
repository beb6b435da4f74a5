"""A job of the demo before it is rows: what, where, when, who, and how far it has come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from marketplace.demo.companies import Workplace
from marketplace.demo.people import Person
from marketplace.models.assignments import BOOKED, AssignmentStatus
from marketplace.models.postings import PostingKind
from marketplace.models.proposals import PlacementRole

WORKERS_PER_SUPERVISOR = 8


class Progress(StrEnum):
    """How far a job has come between the wish and the paid invoice."""

    OPEN = "open"
    BOOKED = "booked"
    RUNNING = "running"
    ENDED = "ended"
    REPORTED = "reported"
    DISPUTED = "disputed"
    ATTESTED = "attested"
    DRAFTED = "drafted"
    INVOICED = "invoiced"
    WITHDRAWN = "withdrawn"


OVER = (
    Progress.REPORTED,
    Progress.DISPUTED,
    Progress.ATTESTED,
    Progress.DRAFTED,
    Progress.INVOICED,
)
"""The work is done and its hours are reported."""


@dataclass(slots=True, kw_only=True, eq=False)
class Seat:
    """A person on a shift, and what became of it."""

    person: Person
    role: PlacementRole = PlacementRole.WORK
    status: AssignmentStatus = AssignmentStatus.CONFIRMED
    number: int = 0

    @property
    def is_booked(self) -> bool:
        """Whether the person fills the place."""
        return self.status in BOOKED


@dataclass(slots=True, kw_only=True, eq=False)
class Stretch:
    """One shift of a job; `day` and `start_minute` are those of the clock on the wall."""

    day: date
    start_minute: int
    start: datetime
    end: datetime
    break_minutes: int
    seats: list[Seat] = field(default_factory=list)
    number: int = 0

    @property
    def work_minutes(self) -> int:
        """Paid minutes of one place."""
        return int((self.end - self.start).total_seconds()) // 60 - self.break_minutes

    @property
    def workers(self) -> list[Seat]:
        """Those who came, or will, to work: leaders not counted."""
        return [one for one in self.seats if one.is_booked and one.role == PlacementRole.WORK]


@dataclass(slots=True, kw_only=True, eq=False)
class Job:
    """A posting to be."""

    workplace: Workplace
    kind: PostingKind
    task: str
    heads: int
    stretches: list[Stretch]
    progress: Progress
    submitted_at: datetime
    priority: int = 1
    whole: bool = False
    declines: list[tuple[Stretch, Person]] = field(default_factory=list)
    number: int = 0
    match_run: int | None = None

    @property
    def first_start(self) -> datetime:
        """When it begins."""
        return self.stretches[0].start

    @property
    def last_day(self) -> date:
        """The day of its last shift."""
        return self.stretches[-1].day

    @property
    def seats_asked(self) -> int:
        """Places to fill, over all shifts."""
        return self.heads * len(self.stretches)

    @property
    def seats_filled(self) -> int:
        """Places somebody fills."""
        return sum(len(one.workers) for one in self.stretches)

    @property
    def is_full(self) -> bool:
        """Whether no place is empty."""
        return self.seats_filled == self.seats_asked

    @property
    def is_led(self) -> bool:
        """Whether the cooperative leads the work."""
        return self.kind == PostingKind.SERVICE

    @property
    def is_billable(self) -> bool:
        """Whether its hours become an invoice."""
        return self.kind != PostingKind.INTERNSHIP

    def crew(self) -> Iterator[tuple[Stretch, Seat]]:
        """Every seat with its shift, first to last."""
        for stretch in self.stretches:
            for seat in stretch.seats:
                yield stretch, seat

    def people(self) -> Sequence[Person]:
        """Everyone who was asked and said yes, once each."""
        return list({seat.person.number: seat.person for _, seat in self.crew()}.values())
