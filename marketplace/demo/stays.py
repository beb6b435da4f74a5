"""Six intakes in three years: who came when, how long each stayed, and who was employed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from marketplace.demo.setting import Setting, monday_of, weighted
from marketplace.demo.truths import STUCK_COOPERATIVE, STUCK_INTAKE, WITHOUT_RAMP
from marketplace.models.members import EmploymentForm, ExitReason, StayPhase

INTAKES = 6
FIRST_INTAKE_DAYS_AGO = 1035
DAYS_BETWEEN_INTAKES = 183
FIRST_INTAKE, LATER_INTAKE = 20, 12
"""Seats of a cooperative: twenty to begin with, then as many as had left."""
STILL_HERE: Mapping[int, int] = {3: 3, 4: 6, 5: 11}
"""Of each intake (0 = the first), those who are here today: twenty in all."""
EMPLOYED: Mapping[int, int] = {3: 3, 4: 5, 5: 4}
"""Of those, the employed."""
EMPLOYED_WITHOUT_RAMP: Mapping[int, int] = {3: 3, 4: 6, 5: 6}
LEADERS_INTAKE = 3
LEADERS = 2
"""Of its employed, those who lead others at work."""
RETURNS_PERMILLE = 90
"""Of those who left in the first year, how many came back later and left once more."""

EXIT_REASONS = (
    (ExitReason.WORK, 25),
    (ExitReason.COOPERATIVE, 7),
    (ExitReason.BUSINESS, 2),
    (ExitReason.EDUCATION, 13),
    (ExitReason.MOVED, 9),
    (ExitReason.HEALTH, 20),
    (ExitReason.OTHER, 24),
)
FORMS = (
    (EmploymentForm.WAGE_SUBSIDY, 60),
    (EmploymentForm.ORDINARY, 25),
    (EmploymentForm.SHELTERED, 15),
)


@dataclass(frozen=True, slots=True)
class StayFact:
    """A participation; without an end it goes on today."""

    since: date
    until: date | None
    phase: StayPhase
    reason: ExitReason | None

    @property
    def goes_on(self) -> bool:
        """Whether the person takes part today."""
        return self.until is None


@dataclass(frozen=True, slots=True)
class EmploymentFact:
    """An employment; without an end it goes on today."""

    since: date
    until: date | None
    form: EmploymentForm

    def covers(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Course:
    """The way of one person through the cooperative."""

    intake: int
    stays: tuple[StayFact, ...]
    employment: EmploymentFact | None
    leads: bool = False
    stuck: bool = False


def courses(setting: Setting, cooperative: str) -> Iterator[Course]:
    """Everyone of a cooperative, by intake: eighty people, twenty of them here today."""
    still_here = dict(STILL_HERE)
    if cooperative == STUCK_COOPERATIVE:
        still_here |= {STUCK_INTAKE: 1, LEADERS_INTAKE: STILL_HERE[LEADERS_INTAKE] - 1}
    for intake in range(INTAKES):
        draw = setting.draw("stays", cooperative, intake)
        started = intake_day(setting, intake)
        seats = LATER_INTAKE if intake else FIRST_INTAKE
        here = still_here.get(intake, 0)
        for place in range(seats):
            if place >= here:
                yield _left(draw, setting, intake, started)
            elif intake == STUCK_INTAKE:
                yield Course(intake, (_open(started, StayPhase.REHABILITATION),), None, stuck=True)
            else:
                yield _here(draw, cooperative, intake, place, started)


def intake_day(setting: Setting, intake: int) -> date:
    """The Monday on which a group started."""
    ago = FIRST_INTAKE_DAYS_AGO - DAYS_BETWEEN_INTAKES * intake
    return monday_of(setting.day - timedelta(days=ago))


def _here(draw: Random, cooperative: str, intake: int, place: int, started: date) -> Course:
    employed = EMPLOYED_WITHOUT_RAMP if cooperative == WITHOUT_RAMP else EMPLOYED
    if place >= employed[intake]:
        phase = (StayPhase.INTRODUCTION, StayPhase.REHABILITATION, StayPhase.WORK_READY)[place % 3]
        return Course(intake, (_open(started, phase),), None)
    leads = intake == LEADERS_INTAKE and place < LEADERS
    form = EmploymentForm.ORDINARY if leads else weighted(draw, FORMS)
    since = started + timedelta(days=draw.randrange(45, 100))
    return Course(
        intake,
        (_open(started, StayPhase.WORK_READY),),
        EmploymentFact(since, None, form),
        leads=leads,
    )


def _left(draw: Random, setting: Setting, intake: int, started: date) -> Course:
    latest = setting.day - timedelta(days=draw.randrange(5, 25))
    until = min(started + timedelta(days=int(draw.triangular(55, 470, 260))), latest)
    reason = weighted(draw, EXIT_REASONS)
    long = (until - started).days
    ready = long > 150 and (reason == ExitReason.COOPERATIVE or draw.random() < 0.7)
    early = StayPhase.INTRODUCTION if long < 90 else StayPhase.REHABILITATION
    stay = StayFact(started, until, StayPhase.WORK_READY if ready else early, reason)
    employment = _past_employment(draw, setting, stay) if ready else None
    stays: tuple[StayFact, ...] = (stay,)
    if intake < 2 and employment is None and draw.randrange(1000) < RETURNS_PERMILLE:
        stays += (_second(draw, setting, until),)
    return Course(intake, stays, employment)


def _past_employment(draw: Random, setting: Setting, stay: StayFact) -> EmploymentFact:
    """Employed for the last part of the stay; those who went on in the cooperative for longer."""
    assert stay.until is not None  # noqa: S101 -- it has ended
    since = stay.since + timedelta(days=draw.randrange(80, 130))
    until = stay.until
    if stay.reason == ExitReason.COOPERATIVE:
        longer = stay.until + timedelta(days=draw.randrange(120, 400))
        until = max(stay.until, min(longer, setting.day - timedelta(days=draw.randrange(3, 9))))
    return EmploymentFact(since, until, weighted(draw, FORMS))


def _second(draw: Random, setting: Setting, left: date) -> StayFact:
    back = left + timedelta(days=draw.randrange(60, 200))
    until = min(back + timedelta(days=draw.randrange(80, 250)), setting.day - timedelta(days=9))
    reason = weighted(draw, EXIT_REASONS)
    return StayFact(back, until, StayPhase.REHABILITATION, reason)


def _open(since: date, phase: StayPhase) -> StayFact:
    return StayFact(since, None, phase, None)
