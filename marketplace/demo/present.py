"""The jobs of these days, one at every stage in each cooperative, and those open to be matched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from marketplace.catalogue.holidays import is_holiday
from marketplace.demo.companies import Workplace
from marketplace.demo.crews import Crews
from marketplace.demo.facts.company import HIRE_OUT, Peak
from marketplace.demo.jobs import Job, Progress
from marketplace.demo.peaks import QUIET_PEAK, Demand
from marketplace.demo.setting import Setting, working_day_from
from marketplace.demo.truths import (
    RAMP_PEAK,
    RAMP_SITE,
    SKILL_PEAK,
    SKILL_SITE,
    WITHOUT_RAMP,
    WITHOUT_SKILL,
)

OPEN_SEATS = 20
"""Asked for in each cooperative, beside internships and what is planted."""
OPEN_FROM_DAYS, OPEN_TO_DAYS = 2, 27
OPEN_WEEKS = ((0, 25), (1, 35), (2, 25), (3, 15))
WHOLE_PERMILLE = 120


@dataclass(frozen=True, slots=True)
class Stage:
    """A job that stands so far, with shifts so many working days from today.

    The anchor is among them whatever weekdays the company else asks for.
    """

    progress: Progress
    days: tuple[int, ...]
    anchor: int
    heads: int = 2


STAGES = (
    Stage(Progress.ENDED, (-3, -2, -1), -1),
    Stage(Progress.ENDED, (-2, -1), -1, heads=1),
    Stage(Progress.REPORTED, (-4, -3), -3),
    Stage(Progress.REPORTED, (-5, -4), -4, heads=1),
    Stage(Progress.DISPUTED, (-6, -5), -5),
    Stage(Progress.DRAFTED, (-7, -6), -6),
    Stage(Progress.DRAFTED, (-9, -8), -8),
    Stage(Progress.RUNNING, (-2, -1, 1, 2), -2, heads=1),
    Stage(Progress.BOOKED, (1, 2), 1),
    Stage(Progress.BOOKED, (2, 3, 4), 2),
    Stage(Progress.BOOKED, (6, 7, 8), 6),
    Stage(Progress.WITHDRAWN, (5, 6), 5),
)
PLANTED = {
    WITHOUT_SKILL: (SKILL_SITE, SKILL_PEAK, 4),
    WITHOUT_RAMP: (RAMP_SITE, RAMP_PEAK, 3),
}
"""Site, work and shifts a job of the planted truths; two jobs one after the other."""

CHOICE_JOBS, CHOICE_HEADS, ABLE_HEADS = 2, 2, 4
"""Small jobs that twice as many people could do as are asked for."""

Choice = tuple[Workplace, Peak]


def staged(setting: Setting, demand: Demand, crews: Crews, draw: Random) -> Iterator[Job]:
    """A job at each stage, with a full crew of people who could really come."""
    for stage in STAGES:
        anchor = working_day_from(setting.day, stage.anchor)
        choices = [one for one in demand.near(anchor) if one[1].kind == HIRE_OUT]
        choices = draw.sample(choices, len(choices))
        for choice in (*_on(choices, anchor), *choices, *demand.small(anchor)):
            job = _staffed(setting, demand, crews, stage, choice)
            if job is not None:
                yield job
                break


def open_jobs(
    setting: Setting, demand: Demand, workplaces: Sequence[Workplace], draw: Random
) -> Iterator[Job]:
    """What is asked for in the coming weeks and has nobody yet."""
    seats = 0
    while seats < OPEN_SEATS:
        week = draw.choices(*zip(*OPEN_WEEKS, strict=True))[0]
        monday = setting.monday + timedelta(weeks=week)
        [(workplace, peak)] = demand.drawn(monday, 1)
        days = [day for day in demand.days(monday, peak) if _is_open_day(setting, day)]
        if not days:
            continue
        job = demand.job(workplace, peak, days, Progress.OPEN)
        job.whole = len(days) > 1 and draw.randrange(1000) < WHOLE_PERMILLE
        seats += job.seats_asked
        yield _just_posted(setting, draw, job)
    code = workplaces[0].seller.code
    if code in PLANTED:
        yield from _planted(setting, demand, workplaces, draw, code)


def jobs_with_a_choice(
    setting: Setting, demand: Demand, crews: Crews, draw: Random
) -> Iterator[Job]:
    """Small jobs late in the open weeks for which more people are free than are asked for.

    A coach who swaps somebody there has others to choose from.
    """
    found = 0
    for ahead in range(OPEN_TO_DAYS, OPEN_FROM_DAYS, -1):
        day = setting.day + timedelta(days=ahead)
        if found == CHOICE_JOBS or day.weekday() not in QUIET_PEAK.days or is_holiday(day):
            continue
        for workplace, peak in demand.small(day):
            job = demand.job(workplace, peak, [day], Progress.OPEN, heads=ABLE_HEADS)
            crews.fill(job)
            is_wide = job.is_full
            crews.clear(job)
            if is_wide:
                job.heads = CHOICE_HEADS
                found += 1
                yield _just_posted(setting, draw, job)
                break


def _planted(
    setting: Setting, demand: Demand, workplaces: Sequence[Workplace], draw: Random, code: str
) -> Iterator[Job]:
    site, peak, shifts = PLANTED[code]
    workplace = next(one for one in workplaces if one.key == site)
    ahead = (setting.day + timedelta(days=count) for count in range(OPEN_FROM_DAYS, OPEN_TO_DAYS))
    days = [day for day in ahead if day.weekday() in peak.days and not is_holiday(day)]
    for first in (0, shifts):
        job = demand.job(
            workplace, peak, days[first : first + shifts], Progress.OPEN, heads=peak.heads
        )
        job.priority = 1
        yield _just_posted(setting, draw, job)


def _just_posted(setting: Setting, draw: Random, job: Job) -> Job:
    job.submitted_at = setting.moment - timedelta(minutes=draw.randrange(20, 3 * 24 * 60))
    return job


def _is_open_day(setting: Setting, day: date) -> bool:
    return OPEN_FROM_DAYS <= (day - setting.day).days <= OPEN_TO_DAYS


def _on(choices: Sequence[Choice], day: date) -> list[Choice]:
    """Those that ask for people on that day of the week."""
    return [one for one in choices if day.weekday() in one[1].days]


def _staffed(
    setting: Setting, demand: Demand, crews: Crews, stage: Stage, choice: Choice
) -> Job | None:
    workplace, peak = choice
    days = [
        day
        for count in stage.days
        if (day := working_day_from(setting.day, count)).weekday() in peak.days
        or count == stage.anchor
    ]
    for heads in range(stage.heads, 0, -1):
        job = demand.job(workplace, peak, days, stage.progress, heads=heads)
        crews.fill(job)
        if job.is_full:
            return job
        crews.clear(job)
    return None
